"""The table of what a build passed over."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from index import Skipped
from tanya.cli.skipping import LISTED, table_of


def shown(skipped: Sequence[Skipped]) -> list[list[str]]:
    """Return the words of each line, after the heading."""
    console = Console(width=200)
    with console.capture() as capture:
        console.print(table_of(skipped))
    return [line.split() for line in capture.get().splitlines()[1:]]


def test_a_few_are_listed_each() -> None:
    """With the whole reason."""
    assert shown([Skipped("/a.txt", "is empty"), Skipped("/b.txt", "has 5 bytes")]) == [
        ["/a.txt", "is", "empty"],
        ["/b.txt", "has", "5", "bytes"],
    ]


def test_many_are_counted_by_reason() -> None:
    """Figures, values and places do not make reasons differ; the most frequent comes first, with one as it is."""
    many = [Skipped(f"/{n}.txt", f"has {n:,} bytes, more than 10") for n in range(1_000, 1_000 + LISTED)]
    many += [Skipped(f"/{n}.md", f"duplicate: the same text as /{n + 1}.md") for n in range(3)]
    many += [Skipped("/tanggal.md", "published '32 Mei' is not a date; left it open")]

    assert [" ".join(line) for line in shown(many)] == [
        "20 has … bytes, more than … /1000.txt",
        "3 duplicate: the same text as … /0.md",
        "1 published '32 Mei' is not a date; left it open /tanggal.md",
    ]
