"""What goes through the pipe: drafts, entries of lists, and complaints, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
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
    """Return the items again; a day that a list gives is a date, what a page says of its day stays as it is written."""
    items = []
    for name, values in found:
        if name == "Listed" and values["published"]:
            values["published"] = date.fromisoformat(values["published"])
        if "code" in values:
            values["code"] = Reason(values["code"])
        if "page_starts" in values:
            values["page_starts"] = tuple(values["page_starts"])
        items.append(getattr(import_module(_MODULES[name]), name)(**values))
    return items
