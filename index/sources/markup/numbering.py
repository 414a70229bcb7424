"""How the numbers before the items of a list are written: figures, letters, Roman numbers."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MAX_ROMAN = 4_000
# As HTML and OpenDocument name them.
FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}


def written(value: int, form: str) -> str:
    """Return a number as an item shows it.

    Args:
        value: from 0 on.
        form: "decimal", "decimalZero", "lowerLetter", "upperRoman", …, as in WordprocessingML.
    """
    if form in ("lowerLetter", "upperLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 10)
        return letter.upper() if form.startswith("upper") else letter
    if form in ("lowerRoman", "upperRoman") and 0 < value < _MAX_ROMAN:
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (value // size)
            value %= size
        return roman.upper() if form.startswith("upper") else roman
    return f"{value:02}" if form == "decimalZero" else str(value)
