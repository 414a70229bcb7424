"""Evidence: which spans are the same answer, and how sure several articles make of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from haystack import Document
from hypothesis import given
from hypothesis import strategies as st

from index.answering.calibration import Weights
from index.answering.candidates.features import with_side_by_side
from index.answering.candidates.spans import Candidate
from index.answering.evidence import gather, weigh
from index.language.text import normalise

WEIGHTS = Weights({"margin": 1.0}, perhaps=0.5, sure=0.8)


def passage(text: str, article: str, **meta: Any) -> Document:
    return Document(content=text, meta={"article_id": article, "language": "id", "published": "2018-06-01"} | meta)


def whole(number: int, document: Document, margin: float = 0.0) -> Candidate:
    return Candidate(number, 0, len(document.content or ""), margin)


def weighed(*documents: Document, margins: tuple[float, ...] | None = None) -> list[tuple[str, float]]:
    """Return the texts and probabilities of answers that are whole passages."""
    candidates = [
        whole(number, document, margins[number] if margins else 0.0) for number, document in enumerate(documents)
    ]
    return [(each.best.text, each.probability) for each in weigh(gather("Di mana?", candidates, documents), WEIGHTS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim Jong-un.", "kim jong un"),
        ("  30% \n naik ", "30% naik".replace("%", "")),
        ("“Laut”", "laut"),
        ("$5", "5"),
        ("...", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    """Lower case, marks as spaces, white space folded."""
    assert normalise(text) == expected


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing(text: str) -> None:
    """It is a normal form; letters whose lower case has a mark of its own aside."""
    once = normalise(text)

    assert normalise(once) == once
    assert once == " ".join(once.split())


@pytest.mark.parametrize(("text", "guessed"), [("12 Juni", True), ("besok", True), ("12 Juni 2018", False)])
def test_day_counted_from_a_guess_is_a_guess(text: str, guessed: bool) -> None:
    """A full date needs no article's day."""
    (said,) = gather("Di mana?", [whole(0, passage(text, "a"))], [passage(text, "a")])
    (about,) = gather("Di mana?", [whole(0, passage(text, "a"))], [passage(text, "a", published_guessed=True)])

    assert (said.day, said.day_guessed) == (about.day, False)
    assert about.day_guessed is guessed


def test_same_day_in_other_words_is_the_same_answer() -> None:
    """ "12 Juni" and "12 June 2018" name one day: two articles of margin 0 against "no answer" make 2/3."""
    answers = weighed(passage("12 Juni", "a"), passage("12 June 2018", "b", language="en"))

    assert [probability for _, probability in answers] == pytest.approx([2 / 3])


def test_days_in_figures_are_read_in_the_order_of_their_article() -> None:
    """One that has its month first says so of another passage, whose day is the one that others write out."""
    known = {"language": "en", "published": "2026-09-01"}
    sale = passage("Book sale of 9/25–9/27/2026.", "a", **known)
    until = passage("9/8/2026", "a", start=90, **known)
    in_words, elsewhere = passage("8 September 2026", "b", **known), passage("9/8/2026", "c", **known)
    documents = [until, in_words, elsewhere, sale]
    first, other = weigh(gather("When?", [whole(at, documents[at]) for at in range(3)], documents), WEIGHTS)

    assert (first.best.day, len(first.others)) == (date(2026, 9, 8), 0)
    assert [first.probability, other.probability] == pytest.approx([2 / 4, 1 / 4])
    assert (other.best.day, other.best.text) == (date(2026, 8, 9), "9/8/2026")


def test_day_is_resolved_against_the_article() -> None:
    """The year comes from the article's date; without one there is no day."""
    documents = [passage("12 Juni", "a"), passage("12 Juni", "b", published=None)]
    found = gather("Di mana?", [whole(0, documents[0]), whole(1, documents[1])], documents)

    assert [each.day for each in found] == [date(2018, 6, 12), None]
    assert found[0].group != found[1].group


def test_other_answers_lower_confidence() -> None:
    """Three answers of margin 0 and "no answer": a quarter each."""
    answers = weighed(passage("Bali", "a"), passage("Solo", "b"), passage("Riau", "c"))

    assert [probability for _, probability in answers] == pytest.approx([0.25] * 3)


def test_one_place_is_counted_once() -> None:
    """Neighbouring passages share sentences: the same characters read twice are no more than read once."""
    twice = weighed(passage("Bali", "a", start=40), passage("BALI.", "a", start=40))

    assert dict(twice) == pytest.approx({"Bali": 0.5})


def test_another_mention_in_the_article_is_more_evidence() -> None:
    """Two places of margin 0 against "no answer" make 2/3."""
    twice = weighed(passage("Bali", "a", start=40), passage("Bali", "a", start=90))

    assert dict(twice) == pytest.approx({"Bali": 2 / 3})


def test_best_span_stands_for_its_answer() -> None:
    """The text shown is that of the highest margin."""
    answers = weighed(passage("bali", "a"), passage("Bali", "b"), margins=(1.0, 3.0))

    assert [text for text, _ in answers] == ["Bali"]


def test_two_weak_articles_can_beat_a_stronger_one() -> None:
    """exp(1) + exp(1) > exp(1.5): answers are sorted by their probability, not by their best span."""
    answers = weighed(passage("Bali", "a"), passage("Solo", "b"), passage("Bali", "c"), margins=(1.0, 1.5, 1.0))

    assert [text for text, _ in answers] == ["Bali", "Solo"]


def test_nothing_found_gives_nothing() -> None:
    """No candidate, no answer."""
    assert weigh([], WEIGHTS) == []


def test_marks_alone_answer_nothing() -> None:
    """A span without a letter or digit is no answer, whatever the reader thinks of it."""
    assert weighed(passage("…", "a"), passage("\u0302", "b"), passage("🙂", "c")) == []


def test_passage_without_metadata_is_its_own_article() -> None:
    """For passages that do not come from the store."""
    (found,) = gather("Di mana?", [Candidate(0, 0, 4, 1.0)], [Document(id="x", content="Bali")])

    assert (found.place, found.day) == (("x", 0), None)


def test_spans_that_mean_the_same_are_one_answer_in_the_language_of_the_question() -> None:
    """Two of margin 0 and .5 against "no answer"; the other article is named beside it."""
    documents = [passage("Singapura", "a"), passage("Singapore", "b", language="en")]
    candidates = [whole(0, documents[0]), whole(1, documents[1], 0.5)]
    (answer,) = weigh(
        gather("Di mana?", candidates, documents), WEIGHTS, language="id", same=lambda texts: [0] * len(texts)
    )

    assert answer.probability == pytest.approx((1 + math.exp(0.5)) / (2 + math.exp(0.5)))
    assert (answer.best.text, [each.text for each in answer.others]) == ("Singapura", ["Singapore"])


def test_a_weak_span_does_not_word_an_answer() -> None:
    """The strongest one stands where that in the question's language is much weaker."""
    documents = [passage("Singapura", "a"), passage("Singapore", "b", language="en")]
    candidates = [whole(0, documents[0], -3.0), whole(1, documents[1], 0.5)]
    (answer,) = weigh(
        gather("Di mana?", candidates, documents), WEIGHTS, language="id", same=lambda texts: [0] * len(texts)
    )

    assert (answer.best.text, answer.others) == ("Singapore", ())


def test_faint_spans_are_not_compared() -> None:
    """An answer that stands alone costs no embedding of others."""
    documents = [passage("Singapura", "a"), passage("Singapore", "b", language="en")]
    candidates = [whole(0, documents[0], -4.0), whole(1, documents[1], 0.5)]
    asked: list[str] = []

    def same(texts: Sequence[str]) -> list[int]:
        asked.extend(texts)
        return [0] * len(texts)

    answers = weigh(gather("Di mana?", candidates, documents), WEIGHTS, language="id", same=same)

    assert ([each.best.text for each in answers], asked) == (["Singapore", "Singapura"], [])


@pytest.mark.parametrize(
    ("text", "named", "beside", "doubtful"),
    [
        ("08.30", False, 1.0, False),
        ("08.30", False, -0.5, True),
        ("08.30", True, -0.5, False),
        ("terong\ntempe", False, -0.5, False),
    ],
)
def test_what_the_reader_does_not_mark_beside_others_is_doubtful(
    text: str, named: bool, beside: float, doubtful: bool
) -> None:
    """By more than seven logits; but for whole lists, and for what the question names."""
    document = passage(text, "a")
    [found] = gather("Jam berapa?", [replace(whole(0, document, 7.0), named=named)], [document])
    found = replace(found, features=with_side_by_side(found.features, beside))

    assert [each.doubtful for each in weigh([found], WEIGHTS)] == [doubtful]
