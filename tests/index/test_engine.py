"""The engine: answers with exact offsets, refusals, and what it tells of what is indexed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index import Engine, IndexMissing, QueryProblem, SnapshotCorrupt
from index.embedding import embedder
from index.embedding.encoder import OnnxEncoder
from tests.conftest import BRIDGE, MANGO, SHIP, local_store, write_archive

CAPTAIN = "Siapa nama nakhoda Kapal Mutiara?"
OPENED = "Who opened the new bridge?"


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        (CAPTAIN, "Hasan Basri", "Nakhoda kapal itu bernama Hasan Basri."),
        (OPENED, "Anna Smith", "The new bridge was opened by Mayor Anna Smith on Monday."),
    ],
)
def test_easy_question_is_answered(archive_engine: Engine, question: str, answer: str, sentence: str) -> None:
    """With the very words of the article, where they stand, and the sentence around them."""
    reply = archive_engine.ask(question)
    best = reply.answers[0]
    article = archive_engine.article(best.article.id)

    assert reply.answered
    assert answer in best.text
    assert article is not None
    assert article.text[best.start : best.end] == best.text
    assert best.sentence == sentence
    assert article.text[best.sentence_start :].startswith(sentence)
    assert best.passage_id in {passage.id for passage in reply.passages}
    assert reply.confidence == best.confidence == max(each.confidence for each in reply.answers)


@pytest.mark.parametrize("question", [CAPTAIN, "Berapa harga mangga?", "Siapa Hasan Basri?"])
def test_case_of_the_question_does_not_matter(archive_engine: Engine, question: str) -> None:
    """Typed in small letters or in capitals it is answered alike, and as sure; it is told as it was typed."""
    usual = archive_engine.ask(question)
    for typed in (question.lower(), question.upper(), question[0].lower() + question[1:]):
        reply = archive_engine.ask(typed)
        assert reply.question == typed
        assert reply.answers[0].text == usual.answers[0].text
        assert reply.confidence == pytest.approx(usual.confidence, abs=0.02)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("sp nm nakhoda kpl mutiara kak?", "siapa nama nakhoda Kapal Mutiara?"),
        ("halo min, sp nm nakhoda Kapal Mutira?", "siapa nama nakhoda Kapal Mutiara?"),
    ],
)
def test_a_question_is_read_as_it_was_meant(archive_engine: Engine, typed: str, read: str) -> None:
    """In chat spelling and with a name misspelt it finds what it would find in standard words; it says so."""
    reply = archive_engine.ask(typed)
    assert reply.question == typed
    assert reply.read_as == reply.asked == read
    assert reply.to_dict()["read_as"] == read
    assert "Hasan Basri" in reply.answers[0].text


def test_names_typed_small_are_embedded_as_the_archive_spells_them(
    archive_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model learnt from names with capitals."""
    embedded: list[str] = []
    encode = embedder.encode

    def watched(encoder: OnnxEncoder, texts: Sequence[str]) -> NDArray[np.float32]:
        embedded.extend(texts)
        return encode(encoder, texts)

    monkeypatch.setattr(embedder, "encode", watched)
    archive_engine.ask("siapa nama nakhoda kapal mutiara")

    assert embedded[0] == "query: Siapa nama nakhoda Kapal Mutiara?"


def test_a_changed_name_may_surprise(archive_engine: Engine) -> None:
    """And there are two ways back: the word in quotes, and no correction at all."""
    assert archive_engine.ask("Siapa nakhoda Kapal Mutira?").is_surprisingly_read
    assert not archive_engine.ask(CAPTAIN).is_surprisingly_read
    for reply in (
        archive_engine.ask("Siapa nakhoda Kapal “Mutira”?"),
        archive_engine.ask("Siapa nakhoda Kapal Mutira?", corrected=False),
    ):
        assert not reply.is_surprisingly_read
        assert reply.read_as is None


def test_every_answer_stands_where_it_says(archive_engine: Engine) -> None:
    """Also those that are not given; and confidences are shares of one."""
    for question in (CAPTAIN, OPENED, "Berapa harga mangga?", "How long is the bridge?"):
        reply = archive_engine.ask(question, min_confidence=1.1)
        assert not reply.answered
        assert 0 <= sum(each.confidence for each in reply.answers) <= 1
        for each in reply.answers:
            article = archive_engine.article(each.article.id)
            assert article is not None
            assert article.text[each.start : each.end] == each.text != ""
            assert each.text in each.sentence


def test_reply_carries_the_article(archive_engine: Engine) -> None:
    """Title, link, day, publisher and language."""
    article = archive_engine.ask(OPENED).answers[0].article

    assert (article.title, article.url, article.published, article.source, article.language) == (
        "New bridge opened",
        "https://example.org/bridge",
        date(2021, 5, 6),
        "The Post",
        "en",
    )


def test_timings_and_snapshot_are_told(archive_engine: Engine) -> None:
    """The parts are not longer than the whole."""
    reply = archive_engine.ask(CAPTAIN)
    parts = [reply.timings_ms[stage] for stage in ("embed", "retrieve", "read")]

    assert set(reply.timings_ms) == {"embed", "retrieve", "read", "total"}
    assert all(part > 0 for part in parts)
    assert sum(parts) <= reply.timings_ms["total"]
    assert reply.snapshot == archive_engine.status().snapshot


def test_reply_as_json(archive_engine: Engine) -> None:
    """The public object, of plain values."""
    shown = json.loads(json.dumps(archive_engine.ask(OPENED).to_dict()))

    told = {
        *("question", "read_as", "answered", "certainty", "confidence"),
        "snapshot",
        "answers",
        "passages",
        "timings_ms",
    }

    assert set(shown) == told
    assert shown["passages"][0]["article"]["published"] == "2021-05-06"


def test_nearest_passage_comes_first(archive_engine: Engine) -> None:
    """In its own language and from another one."""
    assert archive_engine.ask("Siapa pedagang mangga?").passages[0].text == MANGO
    assert archive_engine.ask("What is the name of the captain of the ship?").passages[0].text == SHIP


def test_at_most_top_k_are_returned(archive_engine: Engine) -> None:
    """Answers and passages alike."""
    reply = archive_engine.ask(OPENED, top_k=1)

    assert len(reply.answers) == len(reply.passages) == 1
    assert reply.passages[0].text == BRIDGE


@pytest.mark.parametrize("question", ["", "🙂", "?!", "a" * 1_001])
def test_question_with_nothing_in_it_is_refused(archive_engine: Engine, question: str) -> None:
    """Before the index is touched."""
    with pytest.raises(QueryProblem):
        archive_engine.ask(question)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"since": date(2020, 9, 10)}, {MANGO, BRIDGE}),
        ({"until": date(2020, 9, 10)}, {MANGO, SHIP}),
        ({"since": date(2020, 9, 11), "until": date(2021, 5, 5)}, set()),
        ({"sources": ["Warta"]}, {MANGO, SHIP}),
        ({"sources": ["Warta", "The Post"]}, {MANGO, SHIP, BRIDGE}),
        ({"language": "en"}, {BRIDGE}),
        ({"sources": ["Warta"], "language": "en"}, set()),
    ],
    ids=["since", "until", "between", "source", "sources", "language", "source and language"],
)
def test_conditions_leave_out_articles(archive_engine: Engine, conditions: dict[str, Any], expected: set[str]) -> None:
    """Days are included, several conditions must all hold, and without an article there is no answer."""
    reply = archive_engine.ask(OPENED, **conditions)

    assert {passage.text for passage in reply.passages} == expected
    assert {answer.article.title for answer in reply.answers} <= {passage.article.title for passage in reply.passages}
    if not expected:
        assert (reply.answered, reply.confidence, reply.answers) == (False, 0.0, ())


def test_contents_and_newest_articles(archive_engine: Engine) -> None:
    """What readers can ask about: counts that agree with the articles, and the newest ones first."""
    contents, articles = archive_engine.contents(), archive_engine.articles()

    assert contents.snapshot == archive_engine.snapshot_name()
    assert (contents.snapshot, contents.articles) == (archive_engine.status().snapshot, len(articles))
    assert contents.passages == archive_engine.status().passages
    assert dict(contents.publishers)["The Post"] == sum(each.source == "The Post" for each in articles)
    assert sum(count for _, count in contents.publishers) == len(articles)
    assert contents.newest == articles[0].published
    assert archive_engine.newest(1) == articles[:1]
    assert archive_engine.newest(100) == articles


def test_status_and_articles(archive_engine: Engine) -> None:
    """What is indexed."""
    status = archive_engine.status()

    assert (status.articles, status.passages, status.sources) == (3, 3, 1)
    assert status.snapshot.startswith("s-2")
    assert status.size_bytes > 3 * 384 * 4
    assert "multilingual-e5-small" in status.model
    assert status.built.startswith(f"{status.snapshot[2:6]}-")
    assert [article.title for article in archive_engine.articles()] == [
        "New bridge opened",
        "Harga mangga",
        "Kapal tenggelam",
    ]
    assert archive_engine.article("unknown") is None
    assert archive_engine.article("\udcff") is None
    assert archive_engine.verify() == (status.snapshot, [])


def test_removed_article_is_not_quoted(engine: Engine, tmp_path: Path) -> None:
    """From the very next question on."""
    engine.index([write_archive(tmp_path / "b")])
    article = engine.ask(CAPTAIN).answers[0].article
    engine.remove([article.id])
    reply = engine.ask(CAPTAIN)

    assert article.id not in {answer.article.id for answer in reply.answers}
    assert SHIP not in {passage.text for passage in reply.passages}


def test_everything_is_loaded_before_the_first_question(engine: Engine, archive: Path) -> None:
    """Afterwards there is nothing left to swap to."""
    with pytest.raises(IndexMissing):
        engine.warm_up()
    engine.index([archive])
    engine.warm_up()

    assert engine.refresh() is False


def test_condition_that_is_not_text_finds_nothing(archive_engine: Engine) -> None:
    """What a shell makes of bytes that are not UTF-8."""
    assert archive_engine.ask(OPENED, sources=["Warta\udcff"]).passages == ()


def test_errors_within_the_pipeline_come_out_as_they_are(engine: Engine, archive: Path) -> None:
    """Ours and others, none of them wrapped in Haystack's."""
    engine.index([archive])
    engine.warm_up()
    local_store(engine).database.close()
    with pytest.raises(SnapshotCorrupt, match="closed database"):
        engine.ask(CAPTAIN)
    engine.close()
    local_store(engine).vectors = None  # type: ignore[assignment]
    with pytest.raises(TypeError, match="no len"):
        engine.ask(CAPTAIN)
