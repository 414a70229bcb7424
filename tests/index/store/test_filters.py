"""Haystack filters, as every store keeps them: each operator against a predicate in Python, and what is refused."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from haystack.errors import FilterError
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Article
from index.store.protocols import PassageStore

SOURCES = ("Warta", "Pos", None)
DAYS = (None, date(2020, 1, 1), date(2020, 6, 5), date(2021, 1, 1))
ORDERINGS: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """Every pair of a publisher and a day."""
    return [
        Article(f"{number:016x}", f"T{number}", f"teks {number}", None, day, "id", source, "/a")
        for number, (source, day) in enumerate((source, day) for source in SOURCES for day in DAYS)
    ]


@pytest.fixture(scope="module")
def store(store_of: Callable[[list[Article]], PassageStore], articles: list[Article]) -> PassageStore:
    """A passage for each of them."""
    return store_of(articles)


def holds(node: dict[str, Any], article: Article) -> bool:
    """The reference: what a filter says of an article."""
    if "conditions" in node:
        found = [holds(each, article) for each in node["conditions"]]
        return {"AND": all(found), "OR": any(found), "NOT": not all(found)}[node["operator"]]
    value, wanted = getattr(article, node["field"].removeprefix("meta.")), node["value"]
    if node["operator"] in ORDERINGS:
        return value is not None and bool(ORDERINGS[node["operator"]](value, wanted))
    if node["operator"] == "==":
        return bool(value == wanted)
    if node["operator"] == "!=":
        return bool(value != wanted)
    return bool((value is not None and value in wanted) == (node["operator"] == "in"))


VALUES = st.sampled_from([("source", each) for each in (*SOURCES, "Lain")] + [("published", each) for each in DAYS])


@st.composite
def comparisons(draw: st.DrawFn) -> dict[str, Any]:
    field, value = draw(VALUES)
    chosen = draw(st.sampled_from(["==", "!=", "in", "not in", *(ORDERINGS if value is not None else ())]))
    wanted: Any = value
    if chosen in ("in", "not in"):
        pool: list[Any] = [each for each in (SOURCES if field == "source" else DAYS) if each is not None]
        wanted = draw(st.lists(st.sampled_from(pool), max_size=3))
    return {"field": draw(st.sampled_from(["", "meta."])) + field, "operator": chosen, "value": wanted}


FILTERS = st.recursive(
    comparisons(),
    lambda inner: st.fixed_dictionaries(
        {"operator": st.sampled_from(["AND", "OR", "NOT"]), "conditions": st.lists(inner, min_size=1, max_size=3)}
    ),
    max_leaves=6,
)


@given(filters=FILTERS)
def test_filters_let_through_what_they_say(
    store: PassageStore, articles: list[Article], filters: dict[str, Any]
) -> None:
    """Every operator, nested, over values and None."""
    expected = {each.id for each in articles if holds(filters, each)}

    assert {each.meta["article_id"] for each in store.filter_documents(filters)} == expected


@pytest.mark.parametrize("chosen", ["==", "!="])
def test_none_is_a_value(store: PassageStore, chosen: str) -> None:
    """A third of the articles has no publisher."""
    found = store.filter_documents({"field": "meta.source", "operator": chosen, "value": None})

    assert len(found) == {"==": 4, "!=": 8}[chosen]


def test_offsets_and_names_can_be_filtered_by(store: PassageStore) -> None:
    """Fields of the passage beside those of its article."""
    assert len(store.filter_documents({"field": "meta.start", "operator": "==", "value": 0})) == 12
    assert len(store.filter_documents({"field": "content", "operator": "==", "value": "teks 3"})) == 1


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"field": "source"}, "needs the keys"),
        ({"operator": "=="}, "a comparison needs the keys"),
        ({"operator": "==", "field": "source"}, "a comparison needs the keys"),
        ({"operator": "XOR", "conditions": []}, "use AND, OR or NOT"),
        ({"operator": "AND", "conditions": []}, "conditions, at least one"),
        ({"operator": "AND", "conditions": None}, "a list of conditions"),
        ({"operator": "AND", "conditions": ["x"]}, "found 'x'"),
        ({"field": "meta.colour", "operator": "==", "value": 1}, "unknown field 'colour'; known are"),
        ({"field": "source", "operator": "like", "value": 1}, "unknown operator 'like'"),
        ({"field": "source", "operator": "in", "value": "Warta"}, "needs a list; found str"),
        ({"field": "start", "operator": ">", "value": "1"}, "of start needs one value of its kind; found '1'"),
        ({"field": "published", "operator": "<", "value": ["2020"]}, "needs one value of its kind; found"),
        ({"field": "source", "operator": "==", "value": {}}, "a value of type dict"),
        ({"field": "source", "operator": "==", "value": "\ud800"}, "not text"),
    ],
)
def test_what_cannot_be_a_filter_is_refused(store: PassageStore, filters: dict[str, Any], message: str) -> None:
    """With what was expected and what was found."""
    with pytest.raises(FilterError, match=message):
        store.filter_documents(filters)
