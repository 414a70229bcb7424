"""What a build passed over or found doubtful: a table for the terminal, and the whole list as a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from index import by_kind

if TYPE_CHECKING:
    from index import BuildReport, Skipped

LISTED = 20
EXAMPLES = 3
COLUMNS = ("what", "code", "where", "reason")


def table_of(skipped: Sequence[Skipped], heading: str = "Skipped") -> Table:
    """Return one row for each, or for each reason with its number and some examples, the most frequent first."""
    if sum(each.count for each in skipped) <= LISTED:
        table = Table(heading, "Why", box=None, pad_edge=False)
        for each in skipped:
            table.add_row(Text(each.where, overflow="fold"), Text(each.reason, overflow="fold"))
        return table
    table = Table(heading, "Why", "For example", box=None, pad_edge=False)
    table.columns[0].justify = "right"
    for kind in by_kind(skipped):
        examples = "\n".join(each.where for each in kind.examples[:EXAMPLES])
        table.add_row(f"{kind.count:,}", Text(kind.reason, overflow="fold"), Text(examples, overflow="fold"))
    return table


def write_report(file: Path, report: BuildReport) -> None:
    """Write everything that was skipped, and what is to be known about what was not, one line each.

    Raises:
        OSError: it cannot be written.
    """
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(COLUMNS)
        for what, items in (("skipped", report.skipped), ("noted", report.noted)):
            writer.writerows((what, each.code.value, each.where, each.reason) for each in items)
