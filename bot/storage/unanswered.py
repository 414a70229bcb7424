"""What readers asked and got no answer to, so that somebody can write the article, or the expected answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.storage.records import KeptQuestion, Records
from bot.storage.statistics import folded

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


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
