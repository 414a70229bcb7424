"""What the bot keeps, in each kind of database."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import bot.storage.records
from bot.storage.feedback_rows import evaluation_rows
from bot.storage.opening import records_at
from bot.storage.records import EXCERPT, AskedQuestion, KeptQuestion, Rating, Records
from tests.bot.samples import ADMIN, OTHER, READER, SUMMIT, UNKNOWN
from tests.bot.stores import Store


@pytest.fixture
def records(store: Store) -> Records:
    return store.records()


def rows(records: Records, statement: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in records.database.run(statement)]


def test_language_survives_a_restart(records: Records, store: Store) -> None:
    """A choice is kept for one person, and can be forgotten."""
    records.choose_language(READER, "en")
    records.close()
    again = store.records()
    assert (again.language_of(READER), again.language_of(OTHER)) == ("en", None)
    again.choose_language(READER, None)
    assert again.language_of(READER) is None


def test_what_is_kept_of_a_group_follows_it(records: Records) -> None:
    """Its language, what was asked in its name and how it was rated, once and again; what it was stays known."""
    records.choose_language(-5, "en")
    records.choose_language(-100, "id")
    for key in ("k1", "k2"):
        records.keep_question(key, -5, SUMMIT, 1)
        records.rate(key, -5, Rating.UP)
    records.rate("k2", -100, Rating.DOWN)
    for _ in range(2):
        records.move_chat(-5, -100)

    assert (records.language_of(-5), records.language_of(-100)) == (None, "en")
    assert (records.former_number_of(-100), records.former_number_of(-5)) == (-5, None)
    assert (records.ratings("k1"), records.ratings("k2")) == ({Rating.UP: 1}, {Rating.DOWN: 1})
    assert records.forget_person(-5) == []
    assert sorted(records.forget_person(-100)) == ["k1", "k2"]


def test_question_with_its_provenance(records: Records) -> None:
    """Answer, offsets, article, passages and snapshot stand in one row; who asked is no number that could be read."""
    records.keep_question("k1", READER, SUMMIT, 12.5)
    records.keep_question("k2", None, UNKNOWN, 1.0)
    fields = 'question, answered, confidence, latency_ms, snapshot, answer, start, "end", article, passage, passages'
    assert rows(records, f"SELECT {fields} FROM questions ORDER BY id") == [
        ("?", 1, 0.9, 12.5, "s-1", "12 Juni", 146, 153, "a1", "p1", "p1 p1 p1"),
        ("?", 0, 0.01, 1.0, "s-1", None, None, None, "a1", "p1", "p1 p1 p1"),
    ]
    ((person,), (nobody,)) = rows(records, "SELECT person FROM questions ORDER BY id")
    assert len(str(person)) == 32
    assert nobody is None


def test_rating_changes_and_is_taken_back(records: Records) -> None:
    """One rating a person: another one replaces it, the same one again takes it back."""
    records.keep_question("k", READER, SUMMIT, 1)
    assert records.rate("k", READER, Rating.UP) is Rating.UP
    assert records.rate("k", OTHER, Rating.UP) is Rating.UP
    assert records.rate("k", READER, Rating.DOWN) is Rating.DOWN
    assert records.ratings("k") == {Rating.UP: 1, Rating.DOWN: 1}
    assert records.rate("k", READER, Rating.DOWN) is None
    assert records.ratings("k") == {Rating.UP: 1}


def test_what_the_majority_says(records: Records) -> None:
    """A question goes out as what more people say; a draw is for somebody to look at."""
    for key, ups, downs in (("a", 2, 1), ("b", 1, 1), ("c", 0, 1)):
        records.keep_question(key, READER, SUMMIT, 1)
        for person in (READER, OTHER, ADMIN)[: ups + downs]:
            records.rate(key, person, Rating.UP if ups > 0 else Rating.DOWN)
            ups -= 1
    assert [asked.id for asked, _ in records.rated(Rating.UP)] == ["a"]
    assert [asked.id for asked, _ in records.rated(Rating.DOWN)] == ["b", "c"]


def test_old_questions_are_forgotten(records: Records) -> None:
    """After so many days a question goes, with its ratings and context; 0 days keep all."""
    records.keep_question("k", READER, SUMMIT, 1)
    records.rate("k", READER, Rating.UP)
    asked = records.question("k")
    assert asked is not None
    records.keep_context(asked, "…")
    later = datetime.now(UTC) + timedelta(days=10)
    records.forget_before(0, now=later)
    records.forget_before(11, now=later)
    assert records.question("k") is not None
    records.forget_before(9, now=later)
    assert [rows(records, f"SELECT count(*) FROM {table}") for table in ("questions", "ratings", "contexts")] == [
        [(0,)]
    ] * 3


def test_what_administrators_were_told(records: Records) -> None:
    """What holds no longer is forgotten, so that it is news when it comes back; topics do not mix."""
    assert records.untold("skipped", ["b", "a", "b"]) == ["b", "a"]
    records.keep_told("skipped", ["a", "b"])
    records.keep_told("failed", ["a"])
    assert records.untold("skipped", ["c", "a"]) == ["c"]
    records.keep_told("skipped", ["b", "c"])
    assert records.untold("skipped", ["a", "b", "c"]) == ["a"]
    assert records.untold("failed", ["a"]) == []
    records.keep_told("skipped", [])
    assert records.untold("skipped", ["c"]) == ["c"]


def test_questions_since_a_moment(records: Records) -> None:
    """With their ratings, the oldest first, and without a number of who asked."""
    records.keep_question("k1", READER, SUMMIT, 12.5)
    records.keep_question("k2", None, UNKNOWN, 1.0)
    for person, rating in ((READER, Rating.UP), (OTHER, Rating.UP), (3, Rating.DOWN)):
        records.rate("k1", person, rating)
    first, second = records.since(datetime.now(UTC) - timedelta(minutes=1))
    hashed = records.database.hashed(READER)
    assert first == KeptQuestion(first.asked, hashed, "?", True, 12.5, up=2, down=1)
    assert second == KeptQuestion(second.asked, None, "?", False, 1.0, up=0, down=0)
    assert first.asked.tzinfo is not None
    assert list(records.since(datetime.now(UTC) + timedelta(minutes=1))) == []


def test_telegrams_language_of_an_administrator(records: Records) -> None:
    """The last one counts."""
    assert records.telegram_language_of(READER) is None
    records.keep_telegram_language(READER, "en")
    records.keep_telegram_language(READER, "id")
    assert records.telegram_language_of(READER) == "id"


def asked_at(records: Records, key: str, start: int = 146) -> AskedQuestion:
    """Keep a question whose answer begins somewhere in its article."""
    records.keep_question(key, READER, SUMMIT, 1)
    records.database.run("UPDATE questions SET start = ? WHERE id = ?", start, key)
    records.rate(key, READER, Rating.UP)
    asked = records.question(key)
    assert asked is not None
    return asked


def test_of_a_long_article_the_part_around_a_rated_answer_is_kept(records: Records) -> None:
    """And its row still says where in that part the answer stands."""
    article = "x" * 50_000 + "12 Juni" + "y" * 50_000
    records.keep_context(asked_at(records, "k", 50_000), article)
    ((row,), left_out) = evaluation_rows(records, Rating.UP)
    ((answer,), context) = (row["answers"], row["context"])
    assert len(context) == EXCERPT
    assert context[answer["start"] :].startswith("12 Juni")
    assert left_out == 0


def test_so_many_parts_are_kept_and_no_more(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go, however long ratings are kept; what is rated no more goes at once."""
    monkeypatch.setattr(bot.storage.records, "MOST_EXCERPTS", 3)
    for number in range(5):
        records.keep_context(asked_at(records, f"k{number}"), "x" * 200)
    assert rows(records, "SELECT question FROM contexts ORDER BY question") == [("k2",), ("k3",), ("k4",)]
    records.rate("k3", READER, Rating.UP)
    assert rows(records, "SELECT question FROM contexts ORDER BY question") == [("k2",), ("k4",)]


async def test_nobody_waits_for_a_long_look(records: Records) -> None:
    """While one goes through the questions, others read and write."""
    for number in range(3):
        records.keep_question(f"k{number}", READER, SUMMIT, 1)
    looking = records.since(datetime.now(UTC) - timedelta(minutes=1))
    next(looking)
    await asyncio.wait_for(records.apart(records.choose_language, READER, "en"), 5)
    assert await asyncio.wait_for(records.apart(records.language_of, READER), 5) == "en"
    assert len(list(looking)) == 2


def test_old_questions_go_a_few_at_a_time(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nobody waits until all are gone."""
    monkeypatch.setattr(bot.storage.records, "_FORGOTTEN_AT_ONCE", 2)
    for number in range(5):
        records.keep_question(f"k{number}", READER, SUMMIT, 1)
    later = datetime.now(UTC) + timedelta(days=10)
    assert [records.forget_before(9, now=later) for _ in range(3)] == [True, True, False]
    assert rows(records, "SELECT count(*) FROM questions") == [(0,)]


def test_what_was_asked_by_one_update_has_one_key(records: Records, store: Store, tmp_path: Path) -> None:
    """After a restart too, so that it is kept once; another store has others."""
    key = records.key_for("question 7")
    records.close()
    again, other = store.records(), records_at(tmp_path / "other.sqlite")
    assert again.key_for("question 7") == key
    assert len({key, again.key_for("question 8"), other.key_for("question 7")}) == 3
    assert len(key) == 11
    other.close()
