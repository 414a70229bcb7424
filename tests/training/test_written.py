"""The rows of training's own writing: where answers stand, how varied they are, and that nothing is borrowed."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tests.training.sentences import sentences
from training.news_rows import Row
from training.written.around import around
from training.written.rows import FAMILIES, written_rows
from training.written.scenes import Asked, Family, Kit, Scene, rows_of
from training.written.tables import table_lines
from training.written.wording import Wording, mark, unmarked

ARTICLES = Path(__file__).parents[2] / "articles"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return written_rows(4_000, random.Random(7))


def test_answers_stand_where_they_are_said_to(rows: list[Row]) -> None:
    """At the offset of the row, as whole words, short enough to be read out."""
    for row in rows:
        for answer in row["answers"]:
            start, end = answer["start"], answer["start"] + len(answer["text"])
            assert row["context"][start:end] == answer["text"]
            assert not row["context"][:start][-1:].isalnum()
            assert len(answer["text"]) <= 100


def test_nothing_of_the_patterns_is_left(rows: list[Row]) -> None:
    """No choice, slot or mark."""
    for row in rows:
        assert not re.search(r"[{}\[\]<>\ue000-\ue002]|  \w+\|", row["question"] + row["context"]), row


def test_all_pairs_of_languages_are_asked_and_some_in_vain(rows: list[Row]) -> None:
    """A fifth to a third have no answer, so that refusing is learned too."""
    assert {(row["lang_q"], row["lang_c"]) for row in rows} == {(q, c) for q in ("id", "en") for c in ("id", "en")}
    assert 0.18 < sum(not row["answers"] for row in rows) / len(rows) < 0.33


def test_hardly_any_two_rows_are_alike(rows: list[Row]) -> None:
    """Thousands of sentences and names, and hundreds of patterns once names, days and numbers are taken out."""
    sentences = {each for row in rows for each in re.split(r"(?<=[.!?])\s+|\n+", row["context"])}
    asked = {re.sub(r"[A-Z][\w'-]+|\d[\d.,:/]*", "_", row["question"][1:]) for row in rows}

    assert len({row["question"] for row in rows}) > 0.8 * len(rows)
    assert len(sentences) > 8_000
    assert len(asked) > 1_200


def test_same_chance_gives_the_same_rows() -> None:
    """So that a run can be repeated."""
    assert written_rows(30, random.Random(1)) == written_rows(30, random.Random(1))


def test_no_sentence_is_one_of_the_sample_articles(rows: list[Row]) -> None:
    """What training writes stays apart from what the project is measured with."""

    held_out = sentences(*(file.read_text(encoding="utf-8") for file in ARTICLES.glob("*.md")), words=3)
    held_out |= sentences((ARTICLES / "questions.jsonl").read_text(encoding="utf-8"), words=3)

    assert len(held_out) > 200
    for row in rows:
        assert not sentences(row["context"], row["question"], words=3) & held_out


@pytest.mark.parametrize("family", dict.fromkeys(FAMILIES), ids=lambda family: family.__name__)
def test_every_fact_that_is_asked_for_is_told(family: Family) -> None:
    """In passages of both languages."""
    chance = random.Random(5)
    for at in range(60):
        kit = Kit("en" if at % 2 else "id", chance)
        scene = family(kit)
        facts = unmarked("\n".join(scene.lines))[1]
        assert scene.asked
        assert not [each.fact for each in scene.asked if each.fact and each.fact not in facts]


def test_a_line_that_is_left_out_takes_the_answer_with_it() -> None:
    """Neither the fact nor its words are in the passage any more."""
    chance = random.Random(3)
    told = 0
    for _ in range(300):
        kit = Kit("id", chance)
        lines = [f"Pemimpinnya {mark('who', 'Ratna Koto')}.", "Rapat dimulai pagi.", "Hujan turun."]
        question = Asked("who", (("Siapa pemimpinnya?",), ("Who leads?",)))
        for row in rows_of(Scene(lines, [question]), kit, lambda _: [], 1):
            told += bool(row["answers"])
            assert bool(row["answers"]) == ("Ratna Koto" in row["context"])
    assert 200 < told < 300


def test_what_stands_around_has_no_facts_of_the_scene() -> None:
    """Its own are named with a line before, so that none is taken for one of a family's."""
    chance = random.Random(4)
    for _ in range(100):
        for line in around(Kit("id", chance)):
            assert all(name.startswith("_") or name in ("weekday", "date") for name in unmarked(line)[1])


def test_choices_and_slots_are_filled() -> None:
    """Nested choices too; a capital stands at the beginning though a mark comes first."""
    wording = Wording("en", random.Random(0))
    text, facts = unmarked(
        wording.sentence("<who> [came|came [late|early]] to <town>", {"who": ("ia", "she"), "town": "Pati"})
    )

    assert re.fullmatch(r"She came(| late| early) to Pati", text)
    assert text[slice(*facts["town"])] == "Pati"


def test_tables_come_in_the_forms_of_the_sources() -> None:
    """HTML's bars with a rule below the header, Word's cells parted by bars, and others; every cell is in each."""
    chance = random.Random(6)
    forms = {
        "\n".join(table_lines(["Hari", "Jam"], [["Senin", "08.00"], ["Rabu", "09.00"]], chance)[0]) for _ in range(200)
    }

    assert "| Hari | Jam |\n|---|---|\n| Senin | 08.00 |\n| Rabu | 09.00 |" in forms
    assert "Hari | Jam\nSenin | 08.00\nRabu | 09.00" in forms
    assert "Hari: Senin, Jam: 08.00\nHari: Rabu, Jam: 09.00" in forms
    assert all(cell in form for form in forms for cell in ("Senin", "08.00", "Rabu", "09.00"))
