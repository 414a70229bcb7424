"""`tanya feedback export`, as a person runs it."""

import json
from pathlib import Path

from bot.storage.opening import records_at
from bot.storage.records import FILE_NAME, Rating
from tests.bot.samples import READER, SENTENCE, SUMMIT
from tests.tanya.conftest import Run


def rate(folder: Path, rating: Rating) -> None:
    """Leave a bot's file with one rated question."""
    records = records_at(folder / FILE_NAME)
    records.keep_question("k", READER, SUMMIT, 1)
    records.rate("k", READER, rating)
    asked = records.question("k")
    assert asked is not None
    records.keep_context(asked, "x" * 100 + SENTENCE)
    records.close()


def test_rows_go_to_a_file(run: Run, tmp_path: Path) -> None:
    rate(tmp_path, Rating.UP)
    done = run("feedback", "export", "rows.jsonl")
    assert done.returncode == 0, done.stderr
    (line,) = (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["answers"] == [{"text": "12 Juni", "start": 146}]


def test_wrong_answers_go_to_standard_output(run: Run, tmp_path: Path) -> None:
    rate(tmp_path, Rating.DOWN)
    done = run("feedback", "export", "--rating", "down")
    assert json.loads(done.stdout)["rating"] == "down"
    assert "1 question rated down" in done.stderr


def test_nothing_rated(run: Run) -> None:
    done = run("feedback", "export", "rows.jsonl")
    assert done.returncode == 1
    assert "0 questions rated up" in done.stderr


def test_neither_up_nor_down(run: Run) -> None:
    done = run("feedback", "export", "--rating", "sideways")
    assert done.returncode == 2
    assert "up or down" in done.stderr
