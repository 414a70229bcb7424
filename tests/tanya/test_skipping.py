"""The table of what a build passed over."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from index import BuildReport, Skipped
from index.progress import Noted
from index.reasons import Reason
from tanya.cli.skipping import LISTED, table_of, write_report


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
        "/1001.txt",
        "/1002.txt",
        "3 duplicate: the same text as … /0.md",
        "/1.md",
        "/2.md",
        "1 published '32 Mei' is not a date; left it open /tanggal.md",
    ]


def test_whole_list_is_a_table_of_its_own(tmp_path: Path) -> None:
    """With the codes, which stay as they are when the words change."""
    report = BuildReport("s", skipped=[Skipped("/a.md", "is a draft", Reason.DRAFT)])
    report.noted.append(Noted("/b.csv", 'has fields that are not used: "x"', Reason.UNKNOWN_FIELDS))
    write_report(tmp_path / "a.csv", report)

    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["what", "code", "where", "reason"],
            ["skipped", "draft", "/a.md", "is a draft"],
            ["noted", "unknown-fields", "/b.csv", 'has fields that are not used: "x"'],
        ]
