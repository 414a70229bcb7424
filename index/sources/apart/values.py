"""What goes through the pipe: drafts, entries of lists, and complaints, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from importlib import import_module
from typing import Any

from index.reasons import Reason

_MODULES = {
    "Draft": "index.sources.drafts",
    "Listed": "index.sources.web.lists",
    "Skipped": "index.progress",
    "BrokenOff": "index.progress",
    "Noted": "index.progress",
}


def to_json(items: Iterable[object]) -> list[list[Any]]:
    """Return each item as its class's name and its fields."""
    return [[type(each).__name__, {field.name: getattr(each, field.name) for field in fields(each)}] for each in items]  # type: ignore[arg-type] # all are dataclasses


def from_json(found: list[list[Any]]) -> list[Any]:
    """Return the items again; days stay as they are written, a date as in ISO 8601."""
    items = []
    for name, values in found:
        if "page_starts" in values:
            values["page_starts"] = tuple(values["page_starts"])
        if "code" in values:
            values["code"] = Reason(values["code"])
        items.append(getattr(import_module(_MODULES[name]), name)(**values))
    return items


def problem_of(words: str, code: Reason = Reason.UNREADABLE, items: Iterable[object] = ()) -> dict[str, Any]:
    """Return the last line of an answer that ends with a problem, as it will be JSON; `items` were found before it."""
    return {"problem": words, "code": code, "items": to_json(items)}
