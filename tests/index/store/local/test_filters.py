"""Haystack filters as SQL: what goes into the statement, and what goes in as a parameter."""

from __future__ import annotations

from datetime import datetime

from index.store.local.filters import to_sql


def test_nothing_to_filter_by() -> None:
    """None and an empty filter."""
    assert to_sql(None) is None
    assert to_sql({}) is None


def test_values_are_never_part_of_the_statement() -> None:
    """They go in as parameters."""
    sql, values = to_sql({"field": "source", "operator": "==", "value": "x' OR 1"}) or ("", [])

    assert sql == "p.source IS ?"
    assert values == ["x' OR 1"]


def test_moments_compare_as_text() -> None:
    """Like days, in ISO form."""
    _, values = to_sql({"field": "published", "operator": ">", "value": datetime(2020, 1, 2, 3)}) or ("", [])  # noqa: DTZ001

    assert values == ["2020-01-02T03:00:00"]
