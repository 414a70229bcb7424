"""Turns Haystack filters into an SQL condition over passages (`p`) and their articles (`a`).

Filters: https://docs.haystack.deepset.ai/docs/metadata-filtering. Dates are ISO strings, so that they compare as text.
A field without a value matches `==` with None, `!=` and `not in`, and no other operator, as in Haystack's own stores.
"""

from __future__ import annotations

from typing import Any

from haystack.errors import FilterError

_COLUMNS = {
    "id": "p.name",
    "content": "p.text",
    "article_id": "p.article",
    "ordinal": "p.ordinal",
    "start": "p.start",
    "end": "p.end",
    "title": "p.title",
    "url": "a.url",
    "published": "p.published",
    "source": "p.source",
    "language": "p.language",
    "origin": "a.origin",
}
_ORDERINGS = (">", ">=", "<", "<=")
Condition = tuple[str, list[Any]]


def to_sql(filters: dict[str, Any] | None) -> Condition | None:
    """Return the SQL condition and its values; None when there is nothing to filter by.

    Raises:
        FilterError: the filters are not of Haystack's form or name an unknown field.
    """
    return _node(filters) if filters else None


def _node(node: Any) -> Condition:
    if not isinstance(node, dict) or "operator" not in node:
        raise FilterError(f"a filter needs the keys field, operator, value or operator, conditions; found {node!r}")
    return _logic(node) if "conditions" in node else _comparison(node)


def _logic(node: dict[str, Any]) -> Condition:
    operator = node["operator"]
    if operator not in ("AND", "OR", "NOT"):
        raise FilterError(f"unknown logical operator {operator!r}; use AND, OR or NOT")
    if not isinstance(node["conditions"], list) or not node["conditions"]:
        raise FilterError("a logical filter needs a list of conditions, at least one")
    parts = [_node(each) for each in node["conditions"]]
    joined = f" {'OR' if operator == 'OR' else 'AND'} ".join(f"({sql})" for sql, _ in parts)
    values = [value for _, each in parts for value in each]
    return (f"NOT ifnull({joined}, 0)" if operator == "NOT" else joined), values


def _comparison(node: dict[str, Any]) -> Condition:
    if "field" not in node or "value" not in node:
        raise FilterError(f"a comparison needs the keys field, operator and value; found {sorted(node)}")
    field, operator, value = str(node["field"]).removeprefix("meta."), node["operator"], node["value"]
    column = _COLUMNS.get(field)
    if column is None:
        raise FilterError(f"unknown field {field!r}; known are {', '.join(sorted(_COLUMNS))}")
    if operator in ("==", "!="):
        return f"{column} {'IS' if operator == '==' else 'IS NOT'} ?", [_plain(value)]
    if operator in ("in", "not in"):
        if not isinstance(value, list):
            raise FilterError(f"operator {operator!r} needs a list; found {type(value).__name__}")
        places = ", ".join("?" * len(value))
        found = f"ifnull({column} IN ({places}), 0)"
        return (found if operator == "in" else f"NOT {found}"), [_plain(each) for each in value]
    if operator in _ORDERINGS:
        if isinstance(value, list) or value is None:
            raise FilterError(f"operator {operator!r} needs one value; found {type(value).__name__}")
        return f"{column} {operator} ?", [_plain(value)]
    raise FilterError(f"unknown operator {operator!r}; use ==, !=, >, >=, <, <=, in or not in")


def _plain(value: Any) -> str | int | float | None:
    """Return a value that SQLite can hold; dates become ISO strings."""
    if isinstance(value, str) and any("\ud800" <= each <= "\udfff" for each in value):
        raise FilterError(f"cannot filter by {value!r}: it is not text")
    if value is None or isinstance(value, str | int | float):
        return value
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise FilterError(f"cannot filter by a value of type {type(value).__name__}")
