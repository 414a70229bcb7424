"""Snapshots by validity range: what a build writes, what a killed one leaves, and ways back that fork."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import psycopg
import pytest

from index.errors import DatabaseAway
from index.passages import PassageSettings
from index.store.postgres.schema import NEVER, VALID
from index.store.postgres.snapshots.archive import PostgresArchive
from index.store.postgres.snapshots.locks import may_prune
from tests.conftest import MODEL, MakeArticle, fill
from tests.index.store.postgres.conftest import Publish

SETTINGS = PassageSettings()


def texts(archive: PostgresArchive) -> list[str]:
    """Return the texts of what is served, checked by every way to reach them."""
    snapshot = archive.open_current(MODEL)
    store = snapshot.store
    found = sorted(each.text for each in store.articles.newest())
    assert sorted(each.content or "" for each in store.filter_documents()) == found
    for text in found:
        assert text in [each.content for each in store.documents(store.matching(text, 50))]
    assert snapshot.counts.articles == len(found)
    assert archive.problems() == (snapshot.name, [])
    store.close()
    return found


def counted(archive: PostgresArchive) -> bool:
    """Tell whether the counts of words are those of the snapshot to serve."""
    snapshot = archive.open_current(MODEL)
    here = snapshot.store.view.of_passages("p")
    rows = archive.database.rows(
        "SELECT word, ndoc FROM ts_stat(%s)", [f"SELECT words FROM passages AS p WHERE {here}"]
    )
    snapshot.store.close()
    return dict(rows) == dict(archive.database.rows("SELECT word, passages FROM word_counts"))


def written(archive: PostgresArchive, name: str) -> dict[str, int]:
    """Return how many rows of each table a snapshot began."""
    number = int(name.removeprefix("s-"))
    tables: Iterable[str] = ("passages", "vectors", *VALID)
    counts = {each: archive.database.scalar(f"SELECT count(*) FROM {each} WHERE born = {number}") for each in tables}
    return {table: count for table, count in counts.items() if count}


def test_a_build_writes_what_it_changes(archive: PostgresArchive, publish: Publish, make_article: MakeArticle) -> None:
    """One article of a hundred: one row in each table that has something of it."""
    many = [make_article(f"teks {number}") for number in range(100)]
    publish(*many)
    name = publish(make_article("baru"), without=many[:1])

    assert written(archive, name) == {"articles": 1, "passages": 1, "vectors": 1}
    assert archive.database.scalar(f"SELECT count(*) FROM passages WHERE died < {NEVER}") == 1
    assert len(texts(archive)) == 100
    assert counted(archive)


def test_a_build_whose_connection_is_lost_leaves_nothing(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle, postgres_url: str
) -> None:
    """It cannot publish, for it lost the lock too; the next one finds what was served."""
    one, other = make_article("satu"), make_article("dua")
    publish(one, other)

    def cut_off() -> None:
        with archive.build(MODEL, SETTINGS) as build:
            build.store.remove_articles([one.id])
            fill(build.store, [make_article("tiga")])
            with psycopg.connect(postgres_url) as connection:
                connection.execute("SELECT pg_terminate_backend(%s)", [build.connection.info.backend_pid])
            build.publish()

    with pytest.raises(DatabaseAway):
        cut_off()
    assert texts(archive) == ["dua", "satu"]
    publish(make_article("empat"))

    assert texts(archive) == ["dua", "empat", "satu"]
    assert counted(archive)


def test_a_build_that_is_given_up_leaves_nothing(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle
) -> None:
    """Not a row."""
    one = make_article("satu")
    publish(one)
    with archive.build(MODEL, SETTINGS) as build:
        build.store.remove_articles([one.id])
        fill(build.store, [make_article("dua")])

    assert archive.database.scalar("SELECT count(*) FROM passages") == 1
    assert archive.database.scalar(f"SELECT count(*) FROM vectors WHERE died = {NEVER}") == 1
    assert texts(archive) == ["satu"]


def test_a_build_after_going_back_begins_there(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle
) -> None:
    """What was removed since is there again, what was added is not; who holds the newer one goes on with it."""
    one, two, three = (make_article(each) for each in ("satu", "dua", "tiga"))
    first = publish(one, two)
    publish(make_article("satu lagi", name=one.text), three, without=[one, two])
    held = archive.open_current(MODEL).store
    archive.roll_back(first, MODEL)
    assert texts(archive) == ["dua", "satu"]
    assert counted(archive)
    with archive.build(MODEL, SETTINGS) as given_up:
        assert sorted(each.text for each in given_up.store.articles.newest()) == ["dua", "satu"]
    assert sorted(each.text for each in held.articles.newest()) == ["satu lagi", "tiga"]
    name = publish(make_article("empat"))

    assert texts(archive) == ["dua", "empat", "satu"]
    assert counted(archive)
    assert [each.name for each in archive.kept()] == [name, first]
    assert sorted(each.content or "" for each in held.filter_documents()) == ["satu lagi", "tiga"]
    assert len(held.documents(held.nearest(held.view.scalar(_VECTOR).to_numpy(), 5))) == 2
    held.close()


_VECTOR = "SELECT half FROM vectors LIMIT 1"


def test_a_full_build_touches_no_older_vector(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle
) -> None:
    """They count no more; going back and building there takes them up again."""
    first = publish(make_article("satu"), make_article("dua"))
    second = publish(make_article("tiga"), full=True)
    assert archive.database.scalar(f"SELECT count(*) FROM vectors WHERE died < {NEVER}") == 0
    snapshot = archive.open_current(MODEL)
    assert (snapshot.counts.articles, snapshot.counts.passages) == (3, 1)
    assert counted(archive)
    archive.roll_back(first, MODEL)
    publish(make_article("empat"))

    assert texts(archive) == ["dua", "empat", "satu"]
    assert counted(archive)
    assert second not in [each.name for each in archive.kept()]


def test_rows_go_when_no_snapshot_and_no_reader_needs_them(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle
) -> None:
    """A reader keeps those of its snapshot, though that is in the list no more."""
    one = make_article("satu")
    publish(one)
    held = archive.open_current(MODEL).store
    publish(make_article("dua"), without=[one])
    for number in range(3):
        publish(make_article(str(number)))
    assert held.articles.text(one.id) == "satu"
    assert held.count_documents() == len(held.filter_documents()) == 1
    held.close()
    publish(make_article("akhir"))
    for thread in threading.enumerate():
        if thread.name == "prune":
            thread.join()

    assert archive.database.scalar("SELECT count(*) FROM articles WHERE text = 'satu'") == 0
    assert archive.database.scalar("SELECT count(*) FROM passages") == archive.database.scalar(
        "SELECT count(*) FROM vectors"
    )


def test_what_only_questions_need_is_indexed_after_the_first_build(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle
) -> None:
    """And kept up from then on; the vector index of all languages that older versions made goes."""

    def indexes() -> set[str]:
        rows = archive.database.rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'tanya_index'")
        return {name for (name,) in rows}

    late = {"articles_published", "passages_words", "vectors_filters", "vectors_published"}
    with archive.build(MODEL, SETTINGS) as build:
        fill(build.store, [make_article("satu")])
        assert not late & indexes()
        build.publish()
    assert late < indexes()
    with archive.database.connection() as connection:
        connection.execute("CREATE INDEX vectors_half ON vectors USING hnsw (half halfvec_ip_ops)")
    publish(make_article("dua"))
    assert late < indexes() - {"vectors_half"} == indexes()


def test_removing_snapshots_waits_for_whoever_removes_rows(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle
) -> None:
    """Two at once would wait for each other's rows."""
    one = make_article("satu")
    first = publish(one)
    publish(make_article("dua"), without=[one])
    rows = "SELECT count(*) FROM articles WHERE text = 'satu'"
    removal = threading.Thread(target=archive.remove, args=[[first]])
    with archive.database.session() as other:
        for thread in [each for each in threading.enumerate() if each.name == "prune"]:
            thread.join()
        assert may_prune(other)
        removal.start()
        while not archive.database.scalar("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
            assert removal.is_alive()
        assert archive.database.scalar(rows) == 1
    removal.join()
    assert archive.database.scalar(rows) == 0


def test_damage_is_told(archive: PostgresArchive, publish: Publish, make_article: MakeArticle) -> None:
    """As sentences with numbers."""
    name = publish(make_article("satu"), make_article("dua"))
    with archive.database.connection() as connection:
        connection.execute("DELETE FROM vectors WHERE id = (SELECT min(id) FROM vectors)")
        connection.execute("UPDATE articles SET text = 'tiga' WHERE text = 'satu'")
    found, problems = archive.problems()

    assert found == name
    assert [each.rpartition(": ")[2] for each in problems] == [
        "1 passages have no vector",
        "1 passages do not stand where they claim in their article",
    ]
