"""Answers that hold on one weekday, where a question asks of today: no text knows which weekday that is. Pure."""

from __future__ import annotations

import re

from index.language.calendar_words import NAMED_WEEKDAY
from index.language.questions.coverage import sentence_around

_ASKS_OF_TODAY = re.compile(
    r"\b(?:(?:hari|pagi|siang|sore|malam) ini|nanti (?:siang|sore|malam)|besok|lusa|today|tonight|tomorrow"
    r"|this (?:morning|afternoon|evening)|(?:this|next) week(?:end)?|(?:akhir )?(?:minggu|pekan) (?:ini|depan))\b",
    re.IGNORECASE,
)


def is_of_one_weekday(question: str, text: str, start: int, end: int) -> bool:
    """Return whether a question asks of today, of this week or of what is beside it, and an answer of some weekday."""
    if not _ASKS_OF_TODAY.search(question):
        return False
    begins, ends = sentence_around(text, start, end)
    return NAMED_WEEKDAY.search(text, begins, ends) is not None
