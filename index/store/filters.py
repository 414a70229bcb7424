"""Turns Haystack filters into an SQL condition over passages (`p`) and their articles (`a`).

Filters: https://docs.haystack.deepset.ai/docs/metadata-filtering. Dates are ISO strings, so that they compare as text.
A field without a value matches `==` with None, `!=` and `not in`, and no other operator, as in Haystack's own stores;
nothing is above or below None, and no number above or below a text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from haystack.errors import FilterError

WHOLE_NUMBERS = ("ordinal", "start", "end")
_ORDERINGS = (">", ">=", "<", "<=")
Condition = tuple[str, list[Any]]
Plain = str | int | float | None


@dataclass(frozen=True)
class Dialect:
    """How a database wants it.

    Attributes:
        columns: by the name of the field.
        place: what stands for a value in a statement.
        adapted: makes of a field's name and a value what the field's column can be compared with.
    """

    columns: Mapping[str, str]
    place: str = "?"
    adapted: Callable[[str, Plain], Plain] = lambda field, value: value


def fields_of(filters: Any) -> set[str]:
    """Return the names of the fields that filters look at; what is no filter has none."""
    if not isinstance(filters, dict):
        return set()
    if isinstance(inner := filters.get("conditions"), list):
        return set().union(*map(fields_of, inner))
    return {str(filters["field"]).removeprefix("meta.")} if "field" in filters else set()


def to_sql(filters: dict[str, Any] | None, dialect: Dialect) -> Condition | None:
    """Return the SQL condition and its values; None when there is nothing to filter by.

    Raises:
        FilterError: the filters are not of Haystack's form or name an unknown field.
    """
    return _node(filters, dialect) if filters else None


def _node(node: Any, dialect: Dialect) -> Condition:
    if not isinstance(node, dict) or "operator" not in node:
        raise FilterError(f"a filter needs the keys field, operator, value or operator, conditions; found {node!r}")
    return _logic(node, dialect) if "conditions" in node else _comparison(node, dialect)


def _logic(node: dict[str, Any], dialect: Dialect) -> Condition:
    operator = node["operator"]
    if operator not in ("AND", "OR", "NOT"):
        raise FilterError(f"unknown logical operator {operator!r}; use AND, OR or NOT")
    if not isinstance(node["conditions"], list) or not node["conditions"]:
        raise FilterError("a logical filter needs a list of conditions, at least one")
    parts = [_node(each, dialect) for each in node["conditions"]]
    joined = f" {'OR' if operator == 'OR' else 'AND'} ".join(f"({sql})" for sql, _ in parts)
    values = [value for _, each in parts for value in each]
    return (f"NOT coalesce({joined}, false)" if operator == "NOT" else joined), values


def _comparison(node: dict[str, Any], dialect: Dialect) -> Condition:
    if "field" not in node or "value" not in node:
        raise FilterError(f"a comparison needs the keys field, operator and value; found {sorted(node)}")
    field, operator, value = str(node["field"]).removeprefix("meta."), node["operator"], node["value"]
    column = dialect.columns.get(field)
    if column is None:
        raise FilterError(f"unknown field {field!r}; known are {', '.join(sorted(dialect.columns))}")

    def adapted(one: Any) -> Plain:
        return dialect.adapted(field, _plain(one))

    if operator in ("==", "!="):
        if value is None:
            return f"{column} IS {'NOT ' if operator == '!=' else ''}NULL", []
        found = f"{column} = {dialect.place}"
        return (found if operator == "==" else f"NOT coalesce({found}, false)"), [adapted(value)]
    if operator in ("in", "not in"):
        if not isinstance(value, list):
            raise FilterError(f"operator {operator!r} needs a list; found {type(value).__name__}")
        places = ", ".join([dialect.place] * len(value))
        found = f"coalesce({column} IN ({places}), false)" if value else "false"
        return (found if operator == "in" else f"NOT {found}"), [adapted(each) for each in value]
    if operator in _ORDERINGS:
        if isinstance(value, list) or (isinstance(value, str) and field in WHOLE_NUMBERS):
            raise FilterError(f"operator {operator!r} of {field} needs one value of its kind; found {value!r}")
        if value is None:
            return "false", []
        return f"{column} {operator} {dialect.place}", [adapted(value)]
    raise FilterError(f"unknown operator {operator!r}; use ==, !=, >, >=, <, <=, in or not in")


def _plain(value: Any) -> Plain:
    """Return a value that a database can hold; dates become ISO strings."""
    if isinstance(value, str) and any("\ud800" <= each <= "\udfff" for each in value):
        raise FilterError(f"cannot filter by {value!r}: it is not text")
    if value is None or isinstance(value, str | int | float):
        return value
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise FilterError(f"cannot filter by a value of type {type(value).__name__}")
