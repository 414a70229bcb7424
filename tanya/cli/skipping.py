"""What a build passed over, as a table: each with its reason, or by reason where there are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from index import Skipped, kind_of_reason

LISTED = 20


def table_of(skipped: Sequence[Skipped]) -> Table:
    """Return one row for each, or for each reason with its number and an example, the most frequent first."""
    if sum(each.count for each in skipped) <= LISTED:
        table = Table("Skipped", "Why", box=None, pad_edge=False)
        for each in skipped:
            table.add_row(Text(each.where, overflow="fold"), Text(each.reason, overflow="fold"))
        return table
    kinds: dict[str, list[Skipped]] = defaultdict(list)
    for each in skipped:
        kinds[kind_of_reason(each.reason)].append(each)
    table = Table("Skipped", "Why", "For example", box=None, pad_edge=False)
    table.columns[0].justify = "right"
    counts = {kind: sum(each.count for each in members) for kind, members in kinds.items()}
    for kind, members in sorted(kinds.items(), key=lambda item: -counts[item[0]]):
        reason = members[0].reason if len({each.reason for each in members}) == 1 else kind
        table.add_row(f"{counts[kind]:,}", Text(reason, overflow="fold"), Text(members[0].where, overflow="fold"))
    return table
