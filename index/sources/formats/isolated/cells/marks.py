"""What stands for what depends on the language of whoever opens a workbook, which these programs do not know.

They are noncharacters, which Unicode keeps for use within a program; texts of a workbook have none of them left.
"""

from __future__ import annotations

THOUSANDS, DECIMALS = "\ufdd0", "\ufdd1"
# Around and between a moment in ISO form, a pattern of Unicode's LDML, and a locale or nothing.
MOMENT_BEGINS, MOMENT_PARTS, MOMENT_ENDS = "\ufdd2", "\ufdd3", "\ufdd4"
_NONCHARACTERS = dict.fromkeys(range(0xFDD0, 0xFDF0))


def without_marks(text: str) -> str:
    """Return a text without characters that are marks here."""
    return text.translate(_NONCHARACTERS)
