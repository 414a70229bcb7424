"""What readers asked in vain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot import unanswered_rows
from bot.storage.opening import records_at
from bot.storage.records import FILE_NAME
from index import Certainty
from tests.bot.samples import READER, SUMMIT


def test_each_once_the_newest_first_and_none_that_has_been_answered_since(tmp_path: Path) -> None:
    """Capitals and final punctuation make no other question; it is told as it was last typed."""
    records = records_at(tmp_path / FILE_NAME)
    asked = [("siapa camat?", False), ("Kapan panen", False), ("kapan pasar buka?", False), ("Siapa camat", False)]
    for number, (question, answered) in enumerate([*asked, ("Kapan panen?", True)]):
        certainty = Certainty.SURE if answered else Certainty.NONE
        records.keep_question(str(number), READER, replace(SUMMIT, question=question, certainty=certainty), 1)
    rows = unanswered_rows(records)
    records.close()
    assert [(row["question"], row["times"]) for row in rows] == [("Siapa camat", 2), ("kapan pasar buka?", 1)]
