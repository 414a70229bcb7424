"""What is wrong with a value that was set or typed, in words for people.

Pydantic finds it, and speaks of types and inputs. What it is right to show of a value is left to the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

# By Pydantic's name of the error; the braces hold names of its context.
_EXPECTED = {
    "int_parsing": "a whole number",
    "int_parsing_size": "a number of fewer digits",
    "float_parsing": "a number",
    "bool_parsing": "true or false",
    "greater_than": "more than {gt}",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "string_too_long": "at most {max_length} characters",
    "string_unicode": "text in UTF-8",
}
_MOST_SHOWN = 3
_MOST_CHARACTERS = 60
_EXPECTATION = "expected "


def what_is_wrong(errors: Iterable[Mapping[str, Any]], *, show: bool = True) -> str:
    """Return what was expected and, with `show`, what was found: "expected a whole number, found 'abc'".

    The errors are Pydantic's, of one value or of the parts of one list.
    """
    found: dict[str, list[str]] = {}
    for each in errors:
        found.setdefault(_expectation(each), []).append(_shown(each["input"]))
    return ", and ".join(
        f"{expectation}, found {_listed(values)}" if show and expectation.startswith(_EXPECTATION) else expectation
        for expectation, values in found.items()
    )


def _expectation(error: Mapping[str, Any]) -> str:
    context: dict[str, Any] = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"]).removesuffix(".")
    if error["type"] == "enum":
        return _EXPECTATION + str(context["expected"]).replace("'", "")
    if error["type"] in _EXPECTED:
        bounds = {name: _number(value) for name, value in context.items()}
        return _EXPECTATION + _EXPECTED[error["type"]].format(**bounds)
    return str(error["msg"])


def _number(value: Any) -> str:
    return f"{int(value):,}" if isinstance(value, int) or float(value).is_integer() else f"{value:,}"


def _shown(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…")


def _listed(values: list[str]) -> str:
    more = len(values) - _MOST_SHOWN
    *before, last = values[:_MOST_SHOWN] + ([f"{more:,} more"] if more > 0 else [])
    return f"{', '.join(before)} and {last}" if before else last
