"""The questions as people type them: their rows, their shares, and what counts as a right answer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.follow_ups import FILES_ROWS, TYPED_ROWS, read_pairs
from benchmarks.question_rows import (
    ARCHIVES,
    EVERYDAY,
    NOTICES,
    SAMPLE,
    SETS,
    QuestionSet,
    Row,
    Span,
    Spelling,
    holds,
    moved,
    places,
    read_rows,
    texts_of,
    write_rows,
)
from index.evaluation.question_sets import read_questions

OF_EACH = pytest.mark.parametrize("questions", SETS, ids=lambda questions: questions.name)
ROW = Row(
    id="1",
    question="brp hrgnya",
    clean="Berapa harganya?",
    kind="price",
    spelling=Spelling.CHAT,
    context="Telur Rp 500.\n\nBeras Rp 500.",
    answers=(Span("Rp 500", 21),),
    lang_q="id",
    lang_c="id",
    article="harga.md",
    also=("500 rupiah",),
)


@OF_EACH
def test_contexts_are_what_the_index_reads(questions: QuestionSet) -> None:
    """Every file is asked about; after a change of the reader run `python -m benchmarks.question_rows`."""
    texts = texts_of(questions.articles)
    rows = read_rows(questions.questions)
    assert {row.article.partition("#")[0] for row in rows} == {name.partition("#")[0] for name in texts}
    assert [row.id for row in rows if row.context != texts[row.article]] == []
    assert [row.id for row in rows if moved(row, row.context) != row] == []


@OF_EACH
def test_rows_are_rows_of_an_evaluation(questions: QuestionSet) -> None:
    """`tanya eval` reads them, offsets checked; each id occurs once."""
    rows = read_rows(questions.questions)
    read = read_questions(questions.questions)
    assert [row.id for row in rows] == [each.id for each in read]
    assert len({row.id for row in rows}) == len(rows)
    assert [row.accepted[: len(row.answers)] for row in rows] == [each.answers for each in read]


@OF_EACH
def test_what_is_asked_in_vain_says_why(questions: QuestionSet) -> None:
    rows = read_rows(questions.questions)
    in_vain = [row for row in rows if not row.answers]
    assert len(in_vain) == (24 if questions in ARCHIVES else len(rows) / 5)
    assert all((row.vain is None) == bool(row.answers) for row in rows)
    assert not any(row.also for row in in_vain)


@OF_EACH
def test_nothing_is_asked_twice(questions: QuestionSet) -> None:
    rows = read_rows(questions.questions)
    assert len({row.question for row in rows}) == len(rows)
    assert len({row.clean for row in rows}) == len(rows)


@OF_EACH
def test_only_what_is_typed_cleanly_equals_its_clean_wording(questions: QuestionSet) -> None:
    for row in read_rows(questions.questions):
        assert (row.question == row.clean) == (row.spelling == Spelling.CLEAN), row.id
        assert row.clean[0].isupper(), row.id
        assert row.clean.endswith("?"), row.id


def test_the_everyday_set_has_its_shares() -> None:
    """Forty articles and two hundred questions: half as in a chat, a quarter lightly typed; two thirds Indonesian."""
    rows, texts = read_rows(EVERYDAY.questions), texts_of(EVERYDAY.articles)
    assert len(texts) == 40
    assert len(rows) == 200
    assert all(100 <= len(text.split()) <= 500 for text in texts.values())
    spelt = [row.spelling for row in rows]
    assert 90 <= spelt.count(Spelling.CHAT) <= 110
    assert 45 <= spelt.count(Spelling.LIGHT) <= 55
    assert 120 <= sum(row.lang_q == "id" for row in rows) <= 140
    assert sum(row.lang_q != row.lang_c for row in rows) >= 20
    assert len({row.lang_c for row in rows}) == 2


def test_the_typed_set_is_typed() -> None:
    rows = read_rows(SAMPLE.questions)
    assert len(rows) >= 150
    assert all(row.spelling != Spelling.CLEAN for row in rows)
    assert {row.lang_q for row in rows} == {"id", "en"}


def test_the_notices_are_of_many_kinds() -> None:
    """Fourteen articles and a hundred and twenty questions, all but a few typed as on a phone."""
    rows, texts = read_rows(NOTICES.questions), texts_of(NOTICES.articles)
    assert len(texts) == 14
    assert len(rows) == 120
    assert sum(row.spelling == Spelling.CHAT for row in rows) >= 80
    assert len({row.kind for row in rows}) >= 12
    assert {row.lang_q for row in rows} == {row.lang_c for row in rows} == {"id", "en"}


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda archive: archive.name)
def test_the_archives_have_their_formats(archive: QuestionSet) -> None:
    """Sixteen files, one of which holds five articles, a hundred questions and thirty that follow others."""
    rows, texts = read_rows(archive.questions), texts_of(archive.articles)
    assert len(list(archive.articles.iterdir())) == 16
    suffixes = {Path(row.article.partition("#")[0]).suffix for row in rows if row.answers}
    assert suffixes == {".md", ".html", ".docx", ".pdf", ".txt", ".csv", ".eml"}
    assert len(rows) == 100
    assert sum("#" in name for name in texts) == 5
    assert {row.lang_q for row in rows} == {row.lang_c for row in rows} == {"id", "en"}
    pairs = [pair for pair in read_pairs(FILES_ROWS) if pair.archive == archive.name]
    assert len(pairs) == len({(pair.first, pair.then) for pair in pairs}) == 30
    text = "\n".join(texts.values())
    assert [pair.id for pair in pairs if not holds(text, pair.answers)] == []


def test_typed_follow_ups_bring_the_question_that_is_meant() -> None:
    pairs = read_pairs(TYPED_ROWS)
    assert len(pairs) >= 40
    assert len({(pair.first, pair.then) for pair in pairs}) == len(pairs)
    assert all((pair.reading is None) != (pair.subject is None) for pair in pairs)
    texts = "\n".join([*texts_of(SAMPLE.articles).values(), *texts_of(EVERYDAY.articles).values()])
    assert [pair.id for pair in pairs if pair.answers and not any(each in texts for each in pair.answers)] == []


def test_rows_are_written_as_they_were_read(tmp_path: Path) -> None:
    """What does not apply to a row is left out of it."""
    file = tmp_path / "questions.jsonl"
    write_rows(file, [ROW, replace(ROW, answers=(), also=(), vain="absent")])
    assert [row.vain for row in read_rows(file)] == [None, "absent"]
    assert read_rows(file)[0] == ROW
    written = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert "vain" not in written[0]
    assert "also" not in written[1]
    assert written[1]["answers"] == []


def test_an_answer_stays_the_same_mention_in_another_reading() -> None:
    """The second price stays the second, over other marks between the parts; what is gone is told."""
    assert moved(ROW, "- Telur | Rp 500\n- Beras | Rp 500").answers == (Span("Rp 500", 27),)
    with pytest.raises(ValueError, match=r"1: 'Rp 500' no longer stands in harga\.md"):
        moved(ROW, "Telur Rp 500.")


def test_places_are_whole_words_and_numbers() -> None:
    """A list is found over its lines, a number never inside a greater one."""
    assert places("garam gula", "- garam\n- gula") == [Span("garam\n- gula", 2)]
    assert places("500", "Rp 1.500, Rp 500.000, Rp 500.") == [Span("500", 25)]
    assert places("guru", "gurunya") == []
    assert holds("Ia datang hari Senin.", ["Selasa", "Senin"])
    assert not holds("Ia datang hari Senin.", [])
