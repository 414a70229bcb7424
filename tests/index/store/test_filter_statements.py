"""Haystack filters as SQL: what goes into the statement, and what goes in as a parameter."""

from __future__ import annotations

from datetime import datetime

from index.store.filters import Dialect, fields_of, to_sql

DIALECT = Dialect({"source": "p.source", "published": "p.published"})


def test_nothing_to_filter_by() -> None:
    """None and an empty filter."""
    assert to_sql(None, DIALECT) is None
    assert to_sql({}, DIALECT) is None


def test_values_are_never_part_of_the_statement() -> None:
    """They go in as parameters."""
    sql, values = to_sql({"field": "source", "operator": "==", "value": "x' OR 1"}, DIALECT) or ("", [])

    assert sql == "p.source = ?"
    assert values == ["x' OR 1"]


def test_moments_compare_as_text() -> None:
    """Like days, in ISO form."""
    later = {"field": "published", "operator": ">", "value": datetime(2020, 1, 2, 3)}  # noqa: DTZ001
    _, values = to_sql(later, DIALECT) or ("", [])

    assert values == ["2020-01-02T03:00:00"]


def test_places_and_values_are_those_of_the_database() -> None:
    """Another one writes and compares in its own way."""
    other = Dialect({"ordinal": "v.ordinal"}, "%s", lambda field, value: f"{field} {value}")
    among = {"field": "ordinal", "operator": "in", "value": [1, 2]}

    assert to_sql(among, other) == ("coalesce(v.ordinal IN (%s, %s), false)", ["ordinal 1", "ordinal 2"])


def test_fields_are_found_wherever_they_stand() -> None:
    """Also in what is none of Haystack's filters."""
    nested = {"operator": "NOT", "conditions": [{"field": "meta.source"}, {"operator": "AND", "conditions": []}]}

    assert fields_of(nested) == {"source"}
    assert fields_of("x") == fields_of({}) == set()
