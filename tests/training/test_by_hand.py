"""Articles that were written for training: what a file may hold, and that nothing of what is measured by is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.question_rows import SETS, read_rows
from tests.training.sentences import sentences
from training.written.by_hand import FOLDER, VALID, WrittenWrong, rows_by_hand

ARTICLE = """== Pasar Tanjungrejo pindah | Lagi | id | 2024-03-18
Mulai Senin (25/3), pedagang menempati gedung baru.

Truk: Rp5.000 | Mobil: Rp5.000
? kpn pedagang pindah => Senin (25/3)
?en What does a car pay? => Mobil: [Rp5.000]
? brp tarif bus => -
"""


def test_a_row_is_a_question_with_its_answer_in_its_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    first, second, third = rows_by_hand(tmp_path)

    assert first["title"] == "Pasar Tanjungrejo pindah | Lagi"
    assert first["day"] == "2024-03-18"
    assert first["answers"] == [{"text": "Senin (25/3)", "start": 6}]
    assert (second["lang_q"], second["lang_c"]) == ("en", "id")
    assert second["answers"] == [{"text": "Rp5.000", "start": first["context"].rindex("Rp5.000")}]
    assert third["answers"] == []


@pytest.mark.parametrize("wrong", ["? brp tarif => Rp5.000", "? brp tarif => Rp6.000", "? brp tarif"])
def test_an_answer_that_is_not_there_just_once_is_told_with_its_line(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "a.txt").write_text(f"{ARTICLE}{wrong}\n", encoding="utf-8")
    with pytest.raises(WrittenWrong, match=r"a\.txt, line 8: \? brp tarif"):
        rows_by_hand(tmp_path)


def test_no_sentence_is_of_what_is_measured_by() -> None:
    """Neither of the articles that questions are asked of in benchmarks, nor of those to calibrate on."""
    written, held_back = (
        sentences(*{row["context"] for row in rows_by_hand(folder)}, words=5) for folder in (FOLDER, VALID)
    )
    measured = sentences(*{row.context for each in SETS for row in read_rows(each.questions)}, words=5)

    assert len(written) > 10_000
    assert not written & held_back
    assert not (written | held_back) & measured
