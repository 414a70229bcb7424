"""Tables for any width, and output that is not wrapped in a pipe."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.text import Text

from tanya.cli.tables import show_table
from tanya.cli.terminal import WholeLineConsole

COLUMNS = ("Id", "Published", "Title", "Articles")
LONG = "Terima Surat Kim, Trump Pastikan KTT Tetap Digelar di Singapura Bulan Depan"
ROWS = [("f1ad8d636822be65", "2018-06-02", LONG, "1,234"), ("0", "–", "Banjir", "2")]


def shown(width: int) -> list[str]:
    """Return the lines of the table on a terminal of this width."""
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=True, color_system=None)
    show_table(console, COLUMNS, ROWS, right=("Articles",))
    return file.getvalue().splitlines()


def test_where_there_is_room_a_row_is_a_line() -> None:
    heading, first, second = shown(160)
    assert heading.split() == list(COLUMNS)
    assert LONG in first
    assert first.rstrip().endswith("1,234")
    assert heading.index("Title") == first.index(LONG) == second.index("Banjir")
    assert second.rstrip().endswith(" 2")
    assert len(second.rstrip()) == len(first.rstrip()) == len(heading.rstrip())


def test_the_widest_column_is_folded_and_the_others_stay_whole() -> None:
    lines = shown(80)
    assert len(lines) > 3
    assert all(any(each in line for line in lines) for each in ("f1ad8d636822be65", "2018-06-02", "1,234"))


@pytest.mark.parametrize("width", [20, 40])
def test_a_narrow_terminal_gets_one_field_below_the_other(width: int) -> None:
    """Nothing is cut; the terminal itself folds what is longer."""
    lines = shown(width)
    assert lines[:4] == ["f1ad8d636822be65", "  Published: 2018-06-02", f"  Title: {LONG}", "  Articles: 1,234"]


def test_a_mark_stands_before_what_it_marks() -> None:
    file = io.StringIO()
    console = Console(file=file, width=10, force_terminal=True, color_system=None)
    show_table(console, ("", "Snapshot", "Size"), [("→", "s-2026", "1 kB"), ("", "s-2025", "2 kB")])
    assert file.getvalue().splitlines() == ["→ s-2026", "  Size: 1 kB", "s-2025", "  Size: 2 kB"]


def test_in_a_pipe_nothing_is_wrapped_and_no_line_ends_with_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    file = io.StringIO()
    console = WholeLineConsole(file=file, highlight=False)
    console.print(Text(f"{LONG}, {LONG}   "), style="bold")
    console.print("https://example.org/" + "a" * 500)
    show_table(console, COLUMNS, ROWS, right=("Articles",))
    lines = file.getvalue().splitlines()
    assert len(lines) == 5
    assert lines[:2] == [f"{LONG}, {LONG}", "https://example.org/" + "a" * 500]
    assert all(line == line.rstrip() for line in lines)


def test_a_terminal_is_wrapped_by_its_width() -> None:
    file = io.StringIO()
    console = WholeLineConsole(file=file, width=40, height=10, force_terminal=True, color_system=None)
    console.print(LONG)
    assert len(file.getvalue().splitlines()) == 2
