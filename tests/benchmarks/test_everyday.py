"""How the everyday benchmark sums up what came back."""

from __future__ import annotations

from benchmarks.everyday import Asked, groups, shares, shown_excerpt
from benchmarks.question_rows import Row, Span, Spelling
from index import Certainty
from tests.bot.samples import a_passage, a_reply, an_article

SURE, PERHAPS, NONE = Certainty.SURE, Certainty.PERHAPS, Certainty.NONE


def asked(
    text: str,
    certainty: Certainty,
    rank: int = 0,
    *,
    answer: str | None = None,
    kind: str = "price",
    in_excerpt: bool = False,
) -> Asked:
    """Return a row and what came back; `answer` is the right one, and there is none when it is None."""
    spans = (Span(answer, 0),) if answer else ()
    row = Row(
        id="1",
        question="brp",
        clean="Berapa?",
        kind=kind,
        spelling=Spelling.CHAT,
        context=answer or "",
        answers=spans,
        lang_q="id",
        lang_c="id" if answer else "en",
        article="a.md",
        vain=None if answer else "absent",
    )
    return Asked(row, text, certainty, rank, ms=10.0, in_excerpt=in_excerpt)


ROWS = [
    asked("Rp 500", SURE, 1, answer="Rp 500"),
    asked("Rp 700", PERHAPS, 2, answer="Rp 500"),
    asked("Rp 500", NONE, 2, answer="Rp 500", in_excerpt=True),
    asked("", NONE, answer="Budi", kind="person"),
    asked("Budi", SURE, kind="person"),
    asked("Budi", NONE, kind="person"),
    asked("", NONE, kind="person"),
]


def test_shares_are_of_the_rows_that_they_are_about() -> None:
    """Right, wrong and refused are shares of what can be answered, rightly refused of what cannot."""
    found = shares(ROWS)
    assert (found.n, found.answerable, found.unanswerable) == (7, 4, 3)
    assert (found.right, found.wrong, found.refused) == (0.25, 0.25, 0.5)
    assert found.refused_rightly == 2 / 3
    assert (found.shown_when_refused, found.in_excerpt_when_refused) == (0.0, 0.5)
    assert (found.hit_at_1, found.hit_at_5) == (0.25, 0.75)
    assert found.ms == 10.0


def test_what_a_refusal_shows() -> None:
    """The quoted lines alone, not the title above which they stand."""
    reply = a_reply(passages=[a_passage("Harga beras 😀 naik.", an_article("Rp 500"))], certainty=NONE)
    assert shown_excerpt(reply) == "Harga beras 😀 naik."
    assert shown_excerpt(a_reply(passages=(), certainty=NONE)) == ""


def test_certainty_is_judged_by_what_is_right() -> None:
    """Of what is given as sure, and of what is given as perhaps, wherever an answer was asked for in vain too."""
    found = shares(ROWS)
    assert (found.sure, found.right_when_sure, found.right_when_perhaps) == (2 / 7, 0.5, 0.0)


def test_f1_counts_refusals() -> None:
    """A refusal is worth nothing where there is an answer, everything where there is none."""
    found = shares(ROWS)
    assert found.f1 == (1 + 0.5 + 0 + 0 + 0 + 1 + 1) / 7
    assert found.f1_with_answer == (1 + 0.5 + 1 + 0) / 4


def test_what_nothing_can_be_said_of_is_left_open() -> None:
    """No share of no rows."""
    found = shares([asked("Budi", PERHAPS)])
    assert found.right is found.shown_when_refused is found.hit_at_1 is found.f1_with_answer is None
    assert found.to_dict()["refused_rightly"] == 0.0


def test_groups_of_a_language_a_spelling_and_a_kind() -> None:
    """A question in another language than its article's stands by itself."""
    found = groups(ROWS)
    assert list(found) == [
        "all",
        "language: id",
        "language: id on en",
        "spelling: chat",
        "kind: person",
        "kind: price",
        "in vain: absent",
    ]
    assert found["kind: price"].n == 3
    assert found["in vain: absent"].refused_rightly == 2 / 3
