"""What readers said and asked in vain, as rows: ratings in the form that `tanya eval` reads, and unanswered questions.

A 👍 says that the answer is right: its row can be evaluated as it is; under a refusal, that the articles do not say.
A 👎 says only that the given answer is wrong, not what is right: `answers` of its row is null, which `tanya eval`
refuses until a person has filled it in, and what was answered stands under `given`. What got no answer, somebody can
write the article of, or the expected answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.storage.records import AskedQuestion, Excerpt, KeptQuestion, Rating, Records
from bot.storage.statistics import folded

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def evaluation_rows(records: Records, rating: Rating) -> tuple[list[dict[str, Any]], int]:
    """Return the rows of a rating, oldest first, and how many were left out since their article had changed.

    Raises:
        RecordsUnusable: the bot's file cannot be read.
    """
    rated = records.rated(rating)
    rows = list(_rows(rated, rating))
    return rows, len(rated) - len(rows)


def _rows(rated: list[tuple[AskedQuestion, Excerpt | None]], rating: Rating) -> Iterator[dict[str, Any]]:
    for asked, context in rated:
        if context is None:
            continue
        has_answer = asked.answer is not None and asked.start is not None
        spans = [{"text": asked.answer, "start": (asked.start or 0) - context.start}] if has_answer else []
        row = {"id": asked.id, "question": asked.question, "context": context.text, "source": "feedback"}
        if rating is Rating.UP:
            yield {**row, "rating": rating.value, "answers": spans}
        else:
            yield {**row, "rating": rating.value, "answers": None, "given": spans}


def unanswered_rows(records: Records) -> list[dict[str, Any]]:
    """Return the questions that were not answered when they were last asked, the newest first.

    Questions that differ in capitals, spaces and final punctuation alone are one row, as it was last typed: `question`,
    `asked` in UTC, and how many `times` it went unanswered.

    Raises:
        RecordsUnusable: the bot's file cannot be read.
    """
    newest: dict[str, KeptQuestion] = {}
    times: dict[str, int] = {}
    for each in records.since(_BEGINNING):
        key = folded(each.question)
        newest.pop(key, None)
        newest[key] = each
        times[key] = times.get(key, 0) + (not each.answered)
    return [
        {"question": each.question, "asked": each.asked.isoformat(timespec="seconds"), "times": times[key]}
        for key, each in reversed(newest.items())
        if not each.answered
    ]
