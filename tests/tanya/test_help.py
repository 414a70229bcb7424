"""What every command has: help, the version, short options, and values named in words."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

import pytest
import typer
from typer.testing import CliRunner

from tanya.cli import app


def commands(group: object, *names: str) -> Iterator[tuple[str, ...]]:
    """Yield the names of each command and group."""
    yield names
    for name, inner in getattr(group, "commands", {}).items():
        yield from commands(inner, *names, name)


ALL = list(commands(typer.main.get_group(app)))


def told(*arguments: str, columns: int = 80) -> tuple[int, str]:
    """Run a command in this process; return its exit code and what it printed, errors included."""
    done = CliRunner().invoke(app, arguments, terminal_width=columns)
    return done.exit_code, done.output


@pytest.mark.parametrize("names", ALL, ids=" ".join)
def test_every_command_knows_both_help_options_and_the_version(names: tuple[str, ...]) -> None:
    assert told(*names, "-h") == told(*names, "--help")
    code, text = told(*names, "-h")
    assert code == 0
    assert text.startswith("Usage: ")
    assert "-h, --help" in text
    assert told(*names, "-V") == told(*names, "--version") == (0, f"tanya {version('tanya')}\n")


@pytest.mark.parametrize("names", ALL, ids=" ".join)
def test_values_are_named_in_words(names: tuple[str, ...]) -> None:
    """No type of Python, no formula, no braces, and nothing cut."""
    _, text = told(*names, "-h")
    assert not any(each in text for each in ("<", ">", "{", "x<=", "%Y"))
    assert "..." not in text.partition("Options:")[2]
    for line in text.splitlines():
        assert len(line) <= 80
        assert line == line.rstrip()


def test_help_is_as_wide_as_the_terminal() -> None:
    widths = [max(map(len, told("ask", "-h", columns=columns)[1].splitlines())) for columns in (40, 80, 160)]
    assert widths[0] <= 40 < widths[1] <= 80 < widths[2] <= 160


def test_the_help_tells_of_completion() -> None:
    _, text = told("-h")
    assert "tanya --install-completion" in text
    assert "--show-completion" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", "kapan?", "--since", "yesterday"), "'yesterday' is no day; write it as 2018-06-12"),
        (("ask", "kapan?", "--until", "2018-02-30"), "'2018-02-30' is no day"),
        (
            ("ask", "kapan?", "--since", "2018-06-13", "--until", "2018-06-12"),
            "--since 2018-06-13 is after --until 201",
        ),
        (("ask", "kapan?", "-k", "0"), "-k"),
        (("ask",), "QUESTION"),
        (("sources", "remove"), "SOURCE"),
        (("eval",), "FILE"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_loaded(arguments: tuple[str, ...], words: str) -> None:
    code, text = told(*arguments)
    assert code == 2
    assert words in " ".join(text.split())
