"""Questions that can be asked and those that cannot, and their conditions as filters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QueryFault, QueryProblem
from index.language.questions.queries import MAX_QUERY_CHARACTERS, article_filters, checked_query


@pytest.mark.parametrize("query", ["", "   \n", "\0"])
def test_empty_question_is_refused(query: str) -> None:
    """With an example of what to ask."""
    with pytest.raises(QueryProblem, match=r"is empty.*for example"):
        checked_query(query)


@pytest.mark.parametrize("query", ["🙂🙂", "???", "\ud800", "؟"])
def test_question_without_a_letter_is_refused(query: str) -> None:
    """There is nothing to search for."""
    with pytest.raises(QueryProblem, match="no letter or digit"):
        checked_query(query)


def test_long_question_is_refused_with_both_numbers() -> None:
    """What was asked and what is allowed; the limit itself is allowed, white space around it does not count."""
    with pytest.raises(QueryProblem, match=r"5,000 characters; 1,000 are allowed"):
        checked_query("a" * 5_000)
    assert checked_query("  " + "a" * MAX_QUERY_CHARACTERS + "\n") == "a" * MAX_QUERY_CHARACTERS


@given(st.text(max_size=50) | st.text(st.sampled_from("a\0\ud800 \udfff?"), max_size=8))
def test_checked_question_can_be_stored_and_sent(query: str) -> None:
    """Whatever comes is refused with our own error or becomes proper text without NUL."""
    try:
        checked = checked_query(query)
    except QueryProblem:
        return
    checked.encode("utf-8")
    assert "\0" not in checked
    assert checked == checked.strip()


def test_no_conditions_no_filters() -> None:
    """Nothing to filter by."""
    assert article_filters() is None


def test_every_condition_becomes_a_filter() -> None:
    """All have to hold."""
    filters = article_filters(since=date(2020, 1, 1), until=date(2020, 2, 2), sources=["Warta", "Post"], language="id")

    assert filters is not None
    assert filters["operator"] == "AND"
    assert [(each["field"], each["operator"], each["value"]) for each in filters["conditions"]] == [
        ("meta.published", ">=", date(2020, 1, 1)),
        ("meta.published", "<=", date(2020, 2, 2)),
        ("meta.source", "in", ["Warta", "Post"]),
        ("meta.language", "==", "id"),
    ]


def test_condition_that_is_not_utf_8_matches_nothing() -> None:
    """A shell passes such bytes on as lone surrogates, which no database takes."""
    filters = article_filters(sources=["Warta\udcff"], language="id\udcff")

    assert filters is not None
    assert [each["value"] for each in filters["conditions"]] == [["Warta?"], "id?"]


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        (" \n", QueryFault.EMPTY),
        ("\0", QueryFault.EMPTY),
        ("?!", QueryFault.WITHOUT_WORDS),
        ("a" * (MAX_QUERY_CHARACTERS + 1), QueryFault.TOO_LONG),
    ],
)
def test_problem_says_what_is_wrong(query: str, fault: QueryFault) -> None:
    """So that a program need not read its text."""
    with pytest.raises(QueryProblem) as caught:
        checked_query(query)
    assert caught.value.fault is fault
