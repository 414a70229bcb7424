"""Replies: what the pipeline found as plain values, and as the public JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from haystack import Document, ExtractedAnswer

from index.answering.answers import to_answer, to_passage
from index.results import Certainty, Reply

TEXT = "Kapal karam. Nakhodanya Hasan. Semua selamat."
META = {
    "article_id": "a" * 16,
    "title": "Kapal",
    "url": None,
    "published": "2020-03-04",
    "source": "Warta",
    "language": "id",
    "start": 0,
}


def extracted(**changes: Any) -> ExtractedAnswer:
    fields: dict[str, Any] = {
        "query": "Siapa?",
        "score": 0.87654,
        "data": "Hasan",
        "document": Document(id="p1", content=TEXT, meta=META),
        "meta": {"start": 24, "end": 29, "date": None},
    }
    return ExtractedAnswer(**fields | changes)


def test_answer_carries_its_sentence_and_article() -> None:
    """The sentence may begin before the passage."""
    answer = to_answer(extracted(), TEXT)

    assert (answer.text, answer.start, answer.end, answer.passage_id) == ("Hasan", 24, 29, "p1")
    assert answer.sentence == "Nakhodanya Hasan."
    assert TEXT[answer.sentence_start :].startswith(answer.sentence)
    assert answer.article.published == date(2020, 3, 4)
    assert answer.date is None


def test_answer_as_json() -> None:
    """Dates in ISO form, the confidence with four digits."""
    answer = to_answer(extracted(meta={"start": 24, "end": 29, "date": "2018-06-12"}), TEXT)

    assert answer.date == date(2018, 6, 12)
    assert answer.to_dict() == {
        "text": "Hasan",
        "confidence": 0.8765,
        "start": 24,
        "end": 29,
        "sentence": "Nakhodanya Hasan.",
        "passage_id": "p1",
        "page": None,
        "article": {
            "id": "a" * 16,
            "title": "Kapal",
            "url": None,
            "published": "2020-03-04",
            "source": "Warta",
            "language": "id",
            "published_guessed": False,
        },
        "date": "2018-06-12",
        "date_guessed": False,
        "superseded": False,
        "also_in": [],
    }


@pytest.mark.parametrize("lacking", [{"document": None}, {"data": None}])
def test_answer_without_its_place_is_refused(lacking: dict[str, None]) -> None:
    """Haystack's type allows both."""
    with pytest.raises(ValueError, match="needs its text and its document"):
        to_answer(extracted(**lacking), TEXT)


def test_passage_as_json() -> None:
    """An article without a day."""
    document = Document(id="p1", content="Isi", meta=META | {"published": None}, score=1.23456)

    assert to_passage(document).to_dict() == {
        "id": "p1",
        "text": "Isi",
        "score": 1.2346,
        "page": None,
        "article": {
            "id": "a" * 16,
            "title": "Kapal",
            "url": None,
            "published": None,
            "source": "Warta",
            "language": "id",
            "published_guessed": False,
        },
        "also_in": [],
    }


def test_page_is_that_of_the_answer_and_of_the_beginning_of_a_passage() -> None:
    """Counted from 1; the link leads to it, unless it leads elsewhere in the file already."""
    meta = META | {"page_starts": [0, 8, 8, 24], "start": 10, "url": "https://example.org/a.pdf"}
    document = Document(id="p1", content=TEXT, meta=meta)

    answer, passage = to_answer(extracted(document=document), TEXT), to_passage(document)

    assert (answer.article.page, answer.to_dict()["page"], passage.to_dict()["page"]) == (4, 4, 3)
    assert answer.article.address == "https://example.org/a.pdf#page=4"
    assert replace(answer.article, url="https://example.org/a.pdf#bab").address == "https://example.org/a.pdf#bab"
    assert replace(answer.article, url=None).address is None


def test_reply_as_json() -> None:
    """Milliseconds with two digits."""
    reply = Reply("Siapa?", Certainty.SURE, 0.87654, "s-1", (to_answer(extracted(), TEXT),), (), {"total": 12.3456})
    shown = reply.to_dict()

    assert shown["timings_ms"] == {"total": 12.35}
    told = ("question", "answered", "certainty", "confidence", "snapshot")
    assert [shown[name] for name in told] == ["Siapa?", True, "sure", 0.8765, "s-1"]
    assert len(shown["answers"]) == 1
