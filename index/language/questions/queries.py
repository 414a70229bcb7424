"""Checks questions and makes filters of their conditions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from index.errors import QueryFault, QueryProblem

MAX_QUERY_CHARACTERS = 1_000


def checked_query(query: str) -> str:
    """Return the question without surrounding white space and without characters that no text may hold.

    Raises:
        QueryProblem: it is empty, too long, or has neither a letter nor a digit.
    """
    query = _text(query).replace("\0", " ").strip()
    if not query:
        message = 'the question is empty; ask something, for example: tanya ask "Kapan KTT Trump–Kim?"'
        raise QueryProblem(message, QueryFault.EMPTY)
    if len(query) > MAX_QUERY_CHARACTERS:
        raise QueryProblem(
            f"the question has {len(query):,} characters; {MAX_QUERY_CHARACTERS:,} are allowed: ask it more briefly",
            QueryFault.TOO_LONG,
        )
    if not any(character.isalnum() for character in query):
        raise QueryProblem(
            "the question has no letter or digit to search for; ask it in words", QueryFault.WITHOUT_WORDS
        )
    return query


def article_filters(
    *,
    since: date | None = None,
    until: date | None = None,
    sources: Collection[str] = (),
    language: str | None = None,
    hidden: Collection[str] = (),
) -> dict[str, Any] | None:
    """Return Haystack filters for these conditions, and for no article that is hidden; None when there are none."""
    conditions = [
        {"field": f"meta.{field}", "operator": operator, "value": value}
        for field, operator, value in (
            ("published", ">=", since),
            ("published", "<=", until),
            ("source", "in", [_text(each) for each in sources] or None),
            ("language", "==", language and _text(language)),
            ("article_id", "not in", sorted(hidden) or None),
        )
        if value is not None
    ]
    return {"operator": "AND", "conditions": conditions} if conditions else None


def _text(value: str) -> str:
    """Return the value with "?" for each lone surrogate: what a shell makes of bytes that are not UTF-8."""
    return value.encode("utf-8", "replace").decode("utf-8")
