"""The engine: answers with exact offsets, refusals, and swaps of snapshots under running questions."""

from __future__ import annotations

import gc
import json
import logging
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from index import Engine, IndexMissing, QueryProblem, SnapshotCorrupt, SnapshotMismatch
from index.errors import NothingToIndex
from index.manifest import PASSAGES_FILE
from index.snapshot import CURRENT_FILE
from tests.conftest import BRIDGE, MANGO, SHIP, publish, write_archive, write_article

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

    assert set(shown) == {"question", "answered", "confidence", "snapshot", "answers", "passages", "timings_ms"}
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
        ({"source": "Warta"}, {MANGO, SHIP}),
        ({"language": "en"}, {BRIDGE}),
        ({"source": "Warta", "language": "en"}, set()),
    ],
    ids=["since", "until", "between", "source", "language", "source and language"],
)
def test_conditions_leave_out_articles(archive_engine: Engine, conditions: dict[str, date], expected: set[str]) -> None:
    """Days are included, several conditions must all hold, and without an article there is no answer."""
    reply = archive_engine.ask(OPENED, **conditions)  # type: ignore[arg-type]

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
    assert archive_engine.verify() == (status.snapshot, [])


def test_no_index_yet(engine: Engine) -> None:
    """Every question about it says so."""
    for call in (lambda: engine.ask(CAPTAIN), engine.refresh, engine.status, engine.articles, engine.verify):
        with pytest.raises(IndexMissing, match="tanya index"):
            call()


def test_damaged_index_is_refused_and_reported(engine: Engine, archive: Path) -> None:
    """Never read; `verify` tells which file."""
    name = engine.index([archive]).snapshot
    path = engine.snapshots.root / name / PASSAGES_FILE
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(SnapshotCorrupt, match=PASSAGES_FILE):
        engine.ask(CAPTAIN)

    assert engine.verify()[0] == name
    assert str(path) in engine.verify()[1][0]


def test_index_of_another_model_is_refused(engine: Engine) -> None:
    """Its vectors say nothing to this one."""
    publish(engine.snapshots.root, [], model="0" * 16)
    with pytest.raises(SnapshotMismatch, match="0000000000000000"):
        engine.ask(CAPTAIN)


def test_new_snapshot_of_another_process_is_served(engine: Engine, archive: Path) -> None:
    """The next question finds it by itself."""
    engine.index([archive])
    assert engine.refresh() is True
    assert engine.refresh() is False
    other = Engine(archive.parent / "data")
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    published = other.index([archive]).snapshot
    other.close()
    reply = engine.ask("Apa nama ibu kota Wanara?")

    assert reply.snapshot == published
    assert "Sagu Lama" in reply.answers[0].text
    assert engine.refresh() is False


@pytest.mark.parametrize("harm", ["damaged", "gone"])
def test_new_snapshot_that_cannot_be_read_leaves_the_old_one_served(
    engine: Engine, archive: Path, caplog: pytest.LogCaptureFixture, harm: str
) -> None:
    """It is logged once, not at every question; the next good one is served."""
    old = engine.index([archive]).snapshot
    engine.ask(CAPTAIN)
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    if harm == "gone":
        (engine.snapshots.root / CURRENT_FILE).unlink()
    else:
        (engine.snapshots.root / engine.reindex().snapshot / PASSAGES_FILE).write_bytes(b"")
    with caplog.at_level(logging.ERROR):
        assert [engine.ask(CAPTAIN).snapshot for _ in range(3)] == [old] * 3

    assert len(caplog.records) == 1
    assert f"meanwhile snapshot {old} is served" in caplog.records[0].getMessage()
    trouble = engine.trouble()
    assert trouble is not None
    assert trouble.served == old
    if harm == "damaged":
        assert engine.ask(CAPTAIN).snapshot != engine.reindex(full=True).snapshot
        assert engine.ask("Apa nama ibu kota Wanara?").snapshot == engine.snapshots.current_name()
        assert engine.trouble() is None


def test_older_snapshot_is_served_where_the_newest_is_damaged(
    engine: Engine, archive: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """From the first question on; it is logged once, and `verify` still says what is wrong with the newest."""
    old = engine.index([archive]).snapshot
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    new = engine.reindex().snapshot
    (engine.snapshots.root / new / PASSAGES_FILE).write_bytes(b"")
    with caplog.at_level(logging.ERROR):
        replies = [engine.ask(CAPTAIN) for _ in range(3)]

    assert [(reply.snapshot, reply.answers[0].text) for reply in replies] == [(old, "Hasan Basri")] * 3
    trouble = engine.trouble()
    assert trouble is not None
    assert (trouble.served, new in trouble.problem) == (old, True)
    assert [record.getMessage() for record in caplog.records] == [str(trouble)]
    assert engine.status().snapshot == old
    assert engine.verify()[0] == new
    assert engine.verify()[1]
    assert engine.roll_back() == old
    assert engine.ask(CAPTAIN).snapshot == old
    assert engine.trouble() is None
    assert engine.reindex().added == 1


def test_running_engine_follows_a_rollback(engine: Engine, archive: Path) -> None:
    """With the next question; a build then starts from there, and its snapshot is the newest."""
    old = engine.index([archive]).snapshot
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    new = engine.reindex().snapshot
    assert engine.ask(CAPTAIN).snapshot == new
    other = Engine(archive.parent / "data")
    assert other.roll_back() == old
    other.close()
    assert engine.ask(CAPTAIN).snapshot == old
    assert len(engine.articles()) == 3
    report = engine.reindex()

    assert (report.added, report.unchanged) == (1, 3)
    assert engine.ask(CAPTAIN).snapshot == report.snapshot > new
    assert [each.name for each in engine.kept_snapshots()] == [report.snapshot, old]
    engine.remove_snapshots([old])
    assert [each.name for each in engine.kept_snapshots()] == [report.snapshot]


def test_status_tells_of_a_build_at_once(engine: Engine, archive: Path) -> None:
    """Whoever reads that a build is served finds it in the status too, before anybody asks."""
    engine.index([archive])
    assert engine.ask(CAPTAIN).answered
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    report = engine.reindex()
    assert (engine.status().snapshot, engine.status().articles) == (report.snapshot, report.articles)


def test_running_question_keeps_its_snapshot(engine: Engine, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is answered from what it started with, even where that has been removed meanwhile."""
    old = engine.index([archive]).snapshot
    engine.ask(CAPTAIN)
    run = Engine._run

    def slow(self: Engine, *arguments: object) -> object:
        for number in range(3):
            write_article(archive / f"{number}.md", f"Berita baru nomor {number}.", title="Baru")
            Engine(archive.parent / "data").index([archive])
        assert self.refresh()
        return run(self, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Engine, "_run", slow)
        reply = engine.ask(CAPTAIN)

    assert reply.snapshot == old
    assert reply.answers[0].text == "Hasan Basri"
    assert not (engine.snapshots.root / old).exists()
    assert engine.ask(CAPTAIN).snapshot != old


def test_replaced_snapshot_is_let_go(engine: Engine, archive: Path) -> None:
    """Its file is closed and its memory free, so that reloads do not add up."""
    engine.index([archive])
    engine.ask(CAPTAIN)
    store = engine.store()
    database, connection = weakref.ref(store.database), store.database._connections[-1]
    del store
    engine.reindex(full=True)
    engine.ask(CAPTAIN)
    gc.collect()

    assert database() is None
    with pytest.raises(Exception, match="closed database"):
        connection.execute("SELECT 1")


def test_questions_from_many_threads_while_it_is_built(engine: Engine, archive: Path) -> None:
    """Eight threads, five questions each: no error, and each reply is wholly of one of the two snapshots."""
    old = engine.index([archive]).snapshot
    stop = threading.Event()

    def ask(number: int) -> list[tuple[str, bool]]:
        found = []
        for _ in range(5):
            reply = engine.ask((CAPTAIN, OPENED)[number % 2])
            wanted = ("Hasan Basri", "Anna Smith")[number % 2]
            found.append((reply.snapshot, wanted in reply.answers[0].text and reply.answered))
        stop.set()
        return found

    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(ask, number) for number in range(8)]
        write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
        new = engine.reindex().snapshot
        replies = [reply for future in running for reply in future.result()]

    assert len(replies) == 40
    assert all(right for _, right in replies)
    assert {snapshot for snapshot, _ in replies} <= {old, new}
    assert engine.ask(CAPTAIN).snapshot == new


def test_closed_engine_opens_again(engine: Engine, archive: Path) -> None:
    """Closing twice does not matter."""
    engine.index([archive])
    engine.ask(CAPTAIN)
    engine.close()
    engine.close()

    assert engine.ask(CAPTAIN).answered


def test_failed_build_leaves_the_answers(engine: Engine, archive: Path, tmp_path: Path) -> None:
    """Nothing of what is served is touched."""
    engine.index([archive])
    (tmp_path / "kosong").mkdir()
    with pytest.raises(NothingToIndex):
        engine.index([tmp_path / "kosong"])

    assert engine.ask(CAPTAIN).answered


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
    assert archive_engine.ask(OPENED, source="Warta\udcff").passages == ()


def test_errors_within_the_pipeline_come_out_as_they_are(engine: Engine, archive: Path) -> None:
    """Ours and others, none of them wrapped in Haystack's."""
    engine.index([archive])
    engine.warm_up()
    engine.store().database.close()
    with pytest.raises(SnapshotCorrupt, match="closed database"):
        engine.ask(CAPTAIN)
    engine.close()
    engine.store().vectors = None  # type: ignore[assignment]
    with pytest.raises(TypeError, match="no len"):
        engine.ask(CAPTAIN)


def test_swap_that_another_thread_made_first(engine: Engine, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not made again."""
    engine.index([archive])
    engine.warm_up()
    new = engine.reindex(full=True).snapshot
    stamp = Engine._stamp

    def overtaken(self: Engine) -> tuple[int, int]:
        monkeypatch.setattr(Engine, "_stamp", stamp)
        assert self.refresh()
        return stamp(self)

    monkeypatch.setattr(Engine, "_stamp", overtaken)

    assert engine.refresh() is True
    assert engine.status().snapshot == new
