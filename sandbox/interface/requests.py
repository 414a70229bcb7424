"""Reads the JSON bodies of the script interface: which fields there may be, of what type, and which must be there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.errors import WrongRequest

# Telegram's numbers have at most 52 significant bits.
_LARGEST = 2**52
_NAMES = {int: "a whole number", str: "a string", float: "a number", bool: "true or false"}


async def fields(request: web.Request, required: Mapping[str, type], optional: Mapping[str, type]) -> dict[str, Any]:
    """Return the checked fields of a JSON object.

    Raises:
        WrongRequest: it is no JSON object, or a field is unknown, missing or of another type.
    """
    expected = ", ".join([f'"{name}" ({_NAMES[kind]})' for name, kind in required.items()])
    if optional:
        expected += "; optional: " + ", ".join(f'"{name}" ({_NAMES[kind]})' for name, kind in optional.items())
    try:
        body = await request.json()
    except ValueError:
        raise WrongRequest(f"the body is not JSON; expected an object with {expected}") from None
    if not isinstance(body, dict):
        raise WrongRequest(f"the body is not a JSON object; expected one with {expected}")
    known = {**required, **optional}
    if unknown := sorted(body.keys() - known.keys()):
        raise WrongRequest(f"unknown field {unknown[0]!r}; expected {expected}")
    body = {name: value for name, value in body.items() if value is not None}
    if missing := [name for name in required if name not in body]:
        raise WrongRequest(f"missing field {missing[0]!r}; expected {expected}")
    for name, value in body.items():
        kinds = (int, float) if known[name] is float else (known[name],)
        too_large = isinstance(value, int | float) and not abs(value) < _LARGEST
        if not isinstance(value, kinds) or isinstance(value, bool) != (known[name] is bool) or too_large:
            raise WrongRequest(f"{name}: expected {_NAMES[known[name]]}, found {value!r:.80}")
    return body


def number(request: web.Request, name: str) -> int:
    """Return a whole number from the address."""
    value = request.query.get(name, "")
    try:
        return int(value)
    except ValueError:
        raise WrongRequest(f"{name}: expected ?{name}= with a whole number, found {value!r:.80}") from None
