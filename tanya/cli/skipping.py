"""What a build passed over, as a table: each with its reason, or by reason where there are many."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from index import Skipped

LISTED = 20
# What differs between two of a kind: figures, quoted values, and the place of a duplicate's first.
_OF_ONE_CASE = re.compile(r"'[^']*'|\d[\d,.]*|(?<=the same text as ).*")


def table_of(skipped: Sequence[Skipped]) -> Table:
    """Return one row for each, or for each reason with its number and an example, the most frequent first."""
    if len(skipped) <= LISTED:
        table = Table("Skipped", "Why", box=None, pad_edge=False)
        for each in skipped:
            table.add_row(Text(each.where, overflow="fold"), Text(each.reason, overflow="fold"))
        return table
    kinds: dict[str, list[Skipped]] = defaultdict(list)
    for each in skipped:
        kinds[_OF_ONE_CASE.sub("…", each.reason)].append(each)
    table = Table("Skipped", "Why", "For example", box=None, pad_edge=False)
    table.columns[0].justify = "right"
    for kind, members in sorted(kinds.items(), key=lambda item: -len(item[1])):
        reason = members[0].reason if len(members) == 1 else kind
        table.add_row(f"{len(members):,}", Text(reason, overflow="fold"), Text(members[0].where, overflow="fold"))
    return table
