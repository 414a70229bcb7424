"""Asking questions with known answers: of their own context, and of all contexts together."""

from __future__ import annotations

from typing import Any

import pytest

from index.answering.reader import OnnxReader
from index.errors import SourceProblem
from index.evaluation.asking import answers_as_indexed, ask_open, indexed_contexts, read_only
from index.evaluation.figures import exact, f1, figures
from index.evaluation.question_sets import Question
from tests.conftest import BRIDGE, MANGO, SHIP


def easy() -> list[Question]:
    """Two questions that a context answers and one that none does."""
    return [
        Question("1", "Siapa nama nakhoda Kapal Mutiara?", SHIP, ("Hasan Basri",), (SHIP.index("Hasan"),), "id"),
        Question("2", "Who opened the new bridge?", BRIDGE, ("Mayor Anna Smith",), (BRIDGE.index("Mayor"),), "en"),
        Question("3", "Siapa pemenang Piala Dunia 1998?", MANGO, (), ()),
    ]


def test_reading_only() -> None:
    """Every question against its own context; the threshold decides what is given."""
    told: list[int] = []
    found = read_only(easy(), progress=told.append)

    assert told == [1, 2, 3]
    assert found[0].text == "Hasan Basri"
    assert f1(found[1].text, ["Mayor Anna Smith"]) > 0.5
    assert all(each.latency_ms > 0 and each.rank is None for each in found)
    assert not any(each.given for each in read_only(easy(), min_confidence=1.1))


def test_a_typed_question_is_read_as_one_of_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chat spelling is read, and names are read as the context spells them."""
    asked: list[str] = []
    run = OnnxReader.run

    def spied(self: OnnxReader, query: str, **given: Any) -> Any:
        asked.append(query)
        return run(self, query, **given)

    monkeypatch.setattr(OnnxReader, "run", spied)
    read_only([Question("1", "sp nama nakhoda yg di kapal Mutaira", SHIP, (), (), "id")])

    assert asked == ["siapa nama nakhoda yang di kapal Mutiara"]


def test_asking_all_contexts_together() -> None:
    """With the rank of the context among the passages."""
    told: list[int] = []
    with indexed_contexts(easy()) as (engine, article_ids):
        assert set(article_ids) == {SHIP, BRIDGE, MANGO}
        found = ask_open(easy(), engine, article_ids, progress=told.append)
        with pytest.raises(SourceProblem, match="row 9: the question is empty"):
            ask_open([Question("9", " ", SHIP, (), ())], engine, article_ids)

    assert told == [1, 2, 3]
    assert [each.rank for each in found] == [1, 1, 0]
    assert figures(easy(), found).retrieval == {"hit@1": 1, "hit@5": 1, "mrr": 1}


@pytest.mark.parametrize(
    ("context", "answer"),
    [
        (SHIP.replace(" Nakhoda", "\r\nNakhoda"), "Hasan Basri"),
        (SHIP.replace("kapal", "ka\u00adpal"), "Hasan Basri"),
        (SHIP.replace("Hasan", "Ha\u200bsan"), "Ha\u200bsan Basri"),
        (SHIP.replace("Hasan Basri", "Hasan\r\nBasri"), "Hasan\r\nBasri"),
        (SHIP.replace("Selasa", "<b>Selasa</b>"), "Hasan Basri"),
        (SHIP.replace("Hasan", "<i>Hasan</i>"), "<i>Hasan</i> Basri"),
        (SHIP.replace("Mutiara", "Mutiara &amp; Intan"), "Hasan Basri"),
        (f"<p>{SHIP}</p>".replace("Basri", "Basr&iacute;"), "Hasan Basr&iacute;"),
        (SHIP.replace("Hasan", "&lt;i&gt;Hasan&lt;/i&gt;"), "&lt;i&gt;Hasan&lt;/i&gt; Basri"),
        (f"drafts. {SHIP}", "Hasan Basri"),
        (f"{SHIP} ", "Hasan Basri"),
    ],
)
def test_a_context_that_reading_changes_is_hit_all_the_same(context: str, answer: str) -> None:
    """By what was made of it, and with the answer as reading leaves it."""
    row = Question("1", "Siapa nama nakhoda Kapal Mutiara?", context, (answer,), (context.index(answer),), "id")
    other = Question("2", "Berapa harga mangga di Pasar Baru?", MANGO, ("30.000 rupiah",), (36,), "id")
    with indexed_contexts([row, other]) as (engine, article_ids):
        found = ask_open([row, other], engine, article_ids)

    assert [each.rank for each in found] == [1, 1]
    assert exact(found[0].text, answers_as_indexed(row)) == 1


def test_contexts_that_are_one_text_when_read_are_one_article() -> None:
    """Which is that of both."""
    texts = [SHIP, f"<p>{SHIP}</p>", f"{SHIP[:20]}\u200b{SHIP[20:]}"]
    rows = [Question(each, "Siapa nama nakhoda Kapal Mutiara?", each, ("Hasan Basri",), (-1,), "id") for each in texts]
    with indexed_contexts(rows) as (engine, article_ids):
        assert len(set(article_ids.values())) == 1
        assert [each.rank for each in ask_open(rows, engine, article_ids)] == [1, 1, 1]


def test_an_answer_of_which_nothing_is_left_is_no_hit() -> None:
    """What nobody sees stands in every passage."""
    row = Question("1", "Siapa nama nakhoda Kapal Mutiara?", f"\u200b{SHIP}", ("\u200b",), (0,), "id")
    with indexed_contexts([row]) as (engine, article_ids):
        assert ask_open([row], engine, article_ids)[0].rank == 0
    assert answers_as_indexed(row) == ("\u200b",)
