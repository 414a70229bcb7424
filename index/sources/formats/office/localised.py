"""Writes what a workbook shows otherwise in each language: the marks of thousands and decimals, names of months.

Whoever made it saw them in their own; it is taken to be that of its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_datetime
from babel.numbers import get_decimal_symbol, get_group_symbol

from index.language.detection import detect_language
from index.sources.formats.isolated.cells.marks import DECIMALS, MOMENT_BEGINS, MOMENT_ENDS, MOMENT_PARTS, THOUSANDS

Rows = Sequence[Sequence[str]]

_MAX_LOOKED_AT = 1_000
_MOMENT = re.compile(f"{MOMENT_BEGINS}(.*?){MOMENT_PARTS}(.*?){MOMENT_PARTS}(.*?){MOMENT_ENDS}", re.DOTALL)
_MARK = re.compile(f"[{THOUSANDS}{DECIMALS}{MOMENT_BEGINS}]")
_OTHERWISE = "en"


def localised(sheets: Sequence[Rows]) -> list[list[list[str]]]:
    """Return the rows of each sheet, with all that depends on a language in that of their words."""
    locale: Locale | None = None
    found: list[list[list[str]]] = []
    for rows in sheets:
        found.append([])
        for row in rows:
            if any(map(_MARK.search, row)):
                locale = locale or _locale_of(sheets)
                found[-1].append([_in_locale(cell, locale) for cell in row])
            else:
                found[-1].append(list(row))
    return found


def whole_day(cell: str) -> str:
    """Return the day of which a cell shows a part, in ISO form; another cell as it is."""
    found = _MOMENT.fullmatch(cell)
    return found[1].partition("T")[0] if found else cell


def _locale_of(sheets: Sequence[Rows]) -> Locale:
    words = islice((cell for rows in sheets for row in rows for cell in row if not _MARK.search(cell)), _MAX_LOOKED_AT)
    return _known(detect_language(" ".join(words))) or Locale(_OTHERWISE)


def _known(language: str) -> Locale | None:
    try:
        return Locale.parse(language) if language else None
    except (UnknownLocaleError, ValueError):
        return None


@lru_cache(maxsize=10_000)
def _in_locale(cell: str, locale: Locale) -> str:
    cell = cell.replace(THOUSANDS, get_group_symbol(locale)).replace(DECIMALS, get_decimal_symbol(locale))
    return _MOMENT.sub(lambda match: _moment(match[1], match[2], match[3], locale), cell)


def _moment(written: str, pattern: str, language: str, locale: Locale) -> str:
    """Return a moment by a pattern, in the language that its format names, or else in that of the workbook."""
    at = datetime.fromisoformat(written)
    return format_datetime(at, pattern, locale=_known(language) or locale)
