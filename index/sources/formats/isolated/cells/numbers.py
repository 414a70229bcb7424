"""Writes numbers and texts as a number format of Excel shows them.

What parts thousands, and the decimals of such numbers, depends on whoever opens the workbook: marks stand for it.
Numbers whose thousands are not parted have a point. Does not use exponents.
"""

from __future__ import annotations

import operator
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from index.sources.formats.isolated.cells.marks import DECIMALS, THOUSANDS
from index.sources.formats.isolated.cells.sections import Kind, Piece, Section, sections_of

_COMPARED = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_SPACES = re.compile(r" {2,}")
_NOT_ZERO = re.compile(r"[1-9]")
# A general number is as wide as eleven characters, of which the point is one.
_GENERAL_DIGITS = 10
_LEAST_GENERAL, _LEAST_DIGITS = 1e-4, 6
_EXACT_BELOW = 1e15
_SIGNIFICANT = 15
_GROUP = 3
_NO_DIGITS = frozenset({Kind.PART, Kind.ELAPSED, Kind.HALF})
# More digits than a number below the greatest has, by as many percent signs as a format holds.
_CONTEXT = Context(prec=1_000)
_GREATEST = 1e21
_KEPT = 10_000


@lru_cache(maxsize=_KEPT)
def shown_number(value: float, form: str) -> str:
    """Return a number as a format shows it; empty where it shows nothing."""
    if form == "General" or not abs(value) < _GREATEST:
        return _general(value)
    sections = sections_of(form)
    if len(sections) > 1 and Kind.TEXT in sections[-1].kinds:
        sections = sections[:-1]
    section, is_signed = _section_for(value, sections[:_GROUP])
    if section is None or not _NO_DIGITS.isdisjoint(section.kinds):
        return _general(value)
    shown = _in_section(abs(value), section).strip()
    if "  " in shown:
        shown = _SPACES.sub(" ", shown)
    return f"-{shown}" if is_signed and _NOT_ZERO.search(shown) else shown


def shown_text(text: str, form: str) -> str:
    """Return a text as a format shows it."""
    sections = sections_of(form)
    section = sections[-1]
    if len(sections) <= _GROUP and Kind.TEXT not in section.kinds:
        return text
    return "".join(text if piece.kind is Kind.TEXT else piece.text for piece in section.pieces if _says(piece)).strip()


def _says(piece: Piece) -> bool:
    return piece.kind in (Kind.TEXT, Kind.LITERAL)


def _section_for(value: float, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """Return the section for a number, and whether its sign is still to be written; None where there is none."""
    for number, section in enumerate(sections):
        if section.compared:
            is_for = section.compared in _COMPARED and _COMPARED[section.compared](value, section.bound)
            is_signed = value < 0 and not (section.compared in ("<", "<=") and section.bound <= 0)
        else:
            by_sign = not any(each.compared for each in sections[:number])
            is_last = number == len(sections) - 1
            is_for = is_last or (value > 0 if number == 0 else value < 0)
            is_for = is_for or (number == 0 and value == 0 and len(sections) == _GROUP - 1)
            is_signed = value < 0 and not (number == 1 and by_sign)
        if is_for:
            return section, is_signed
    return None, False


def _in_section(value: float, section: Section) -> str:
    if Kind.EXPONENT in section.kinds:
        return _general(value)
    if Kind.FRACTION in section.kinds or Kind.DIGIT not in section.kinds:
        return "".join(_piece(value, piece) for piece in section.pieces)
    return _in_digits(value, section)


def _piece(value: float, piece: Piece) -> str:
    match piece.kind:
        case Kind.FRACTION:
            return _fraction(value, piece)
        case Kind.GENERAL | Kind.TEXT:
            return _general(value)
        case Kind.LITERAL | Kind.PERCENT | Kind.COMMA:
            return piece.text
        case _:
            return ""


def _general(value: float) -> str:
    """Return a number as it is shown without a format, by as many decimals as Excel shows in a wide column."""
    if isinstance(value, int):
        return str(value)
    if value != value or abs(value) == float("inf"):
        return str(value)
    if value.is_integer() or abs(value) >= _EXACT_BELOW:
        return f"{value:.0f}"
    before = len(str(int(abs(value))))
    places = max(0, _GENERAL_DIGITS - before)
    if abs(value) < _LEAST_GENERAL:
        return f"{Decimal(f'{value:.{_LEAST_DIGITS - 1}e}').normalize():f}"
    shown = f"{_rounded(_exact(value), places):f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) or "0"


def _exact(value: float) -> Decimal:
    """Return a number by the fifteen digits that Excel keeps."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_SIGNIFICANT}g}")


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _CONTEXT)


def _fraction(value: float, piece: Piece) -> str:
    """Return a number in halves, thirds and so on: "1 1/2"; whole ones alone where nothing is over."""
    if piece.text.isdigit() and int(piece.text):
        found = Fraction(round(Fraction(value) * int(piece.text)), int(piece.text))
        below = int(piece.text)
    else:
        found = Fraction(value).limit_denominator(10 ** len(piece.text) - 1)
        below = found.denominator
    over = found.numerator * below // found.denominator
    if not piece.has_whole:
        return f"{over}/{below}"
    whole, over = divmod(over, below)
    return " ".join(filter(None, (str(whole) if whole or not over else "", f"{over}/{below}" if over else "")))


def _in_digits(value: float, section: Section) -> str:
    """Return a number by placeholders, literals among them and all."""
    layout = section.layout
    before, after = layout.before, layout.after
    exact = _exact(value).scaleb(layout.power, _CONTEXT) if layout.power else _exact(value)
    whole, _, decimals = f"{_rounded(exact, len(after)):f}".partition(".")

    kept = len(decimals)
    least = kept - layout.optional
    while kept > least and decimals[kept - 1] == "0":
        kept -= 1
    whole = whole.lstrip("0").rjust(layout.needed, "0") or ("0" if kept or not before else "")
    written = dict(zip(after, decimals[:kept], strict=False))
    # A point that has no digits behind it is a sign like others.
    written[layout.point] = (DECIMALS if layout.is_parted else ".") if kept or not after else ""
    if not before:
        written[layout.point] = whole + written[layout.point]
    elif layout.is_parted:
        written[before[0]] = _parted(whole)
    else:
        split = max(0, len(whole) - len(before) + 1)
        written |= dict(zip(reversed(before), reversed([whole[:split], *whole[split:]]), strict=False))
    return "".join(
        written[at] if at in written else "" if at in layout.unseen else _piece(value, piece)
        for at, piece in enumerate(section.pieces)
    )


def _parted(digits: str) -> str:
    """Return digits in groups of three."""
    first = len(digits) % _GROUP
    groups = [digits[:first], *(digits[at : at + _GROUP] for at in range(first, len(digits), _GROUP))]
    return THOUSANDS.join(filter(None, groups))
