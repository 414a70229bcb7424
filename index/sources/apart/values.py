"""What goes through the pipe: drafts, entries of lists, and complaints, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from index.progress import BrokenOff, Skipped
from index.sources.drafts import Draft
from index.sources.web.lists import Listed

_CLASSES = {each.__name__: each for each in (Draft, Listed, Skipped, BrokenOff)}


def to_json(items: Iterable[object]) -> list[list[Any]]:
    """Return each item as its class's name and its fields."""
    return [[type(each).__name__, {field.name: getattr(each, field.name) for field in fields(each)}] for each in items]  # type: ignore[arg-type] # all are dataclasses


def from_json(found: list[list[Any]]) -> list[Any]:
    """Return the items again; a day that a list gives is a date, what a page says of its day stays as it is written."""
    items = []
    for name, values in found:
        if name == Listed.__name__ and values["published"]:
            values["published"] = date.fromisoformat(values["published"])
        items.append(_CLASSES[name](**values))
    return items
