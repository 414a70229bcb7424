"""Searches behind filters of every width, against the nearest by comparing all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from index.articles import Article
from index.embedding.encoder import DIMENSION
from index.passages import PassageSettings
from index.snapshots.archive import FolderArchive
from index.store.postgres import searching
from index.store.postgres.document_store import PostgresDocumentStore
from index.store.postgres.snapshots.archive import PostgresArchive
from tests.conftest import MODEL, MakeArticle, fill, unit_vectors
from tests.index.store.postgres.conftest import Publish

COUNT = 1_200
WIDTHS = {"half": 2, "tenth": 10, "hundredth": 100}


def articles() -> list[Article]:
    return [
        Article(
            *(f"{number:016x}", "Judul", f"kata nomor{number}", None, None, "id" if number % 3 else "en"),
            next((name for name, width in reversed(WIDTHS.items()) if number % width == 0), "rest"),
            *("/a", None),
        )
        for number in range(COUNT)
    ]


@pytest.fixture
def store(archive: PostgresArchive, publish: Publish) -> PostgresDocumentStore:
    """A passage for each of them, in a database whose statistics are fresh."""
    publish(*articles())
    return archive.open_current(MODEL).store


@pytest.mark.parametrize("compared", [0, 50_000], ids=["by the index", "one by one"])
def test_filters_lose_no_neighbours(
    archive: PostgresArchive, publish: Publish, monkeypatch: pytest.MonkeyPatch, compared: int
) -> None:
    """Whichever way, and as many as there are; each language has an index of its own where they are many."""
    for name in ("COMPARED_ONE_BY_ONE", "INDEXED_FROM"):
        monkeypatch.setattr(searching, name, compared)
    publish(*articles())
    indexes = archive.database.rows("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%' ORDER BY 1")
    assert indexes == ([] if compared else [("vectors_half_en",), ("vectors_half_id",)])
    store = archive.open_current(MODEL).store
    with store.view.connection() as connection:
        connection.execute("SELECT set_config('enable_seqscan', 'off', false)")
    vectors = unit_vectors(COUNT)
    for query in unit_vectors(5, seed=7):
        every = sorted(range(COUNT), key=lambda at: -float(vectors[at] @ query))[:50]
        found = store.nearest(query, 50)
        facts = store.facts([key for key, _ in found])
        assert len({each.article_id for each in facts} & {f"{at:016x}" for at in every}) >= 0.99 * 50
        for names in (["half"], ["tenth", "hundredth"], ["hundredth"]):
            allowed = [at for at, each in enumerate(articles()) if each.source in names]
            nearest = sorted(allowed, key=lambda at: -float(vectors[at] @ query))[:50]
            found = store.nearest(query, 50, {"field": "meta.source", "operator": "in", "value": names})
            ids = [each.article_id for each in store.facts([key for key, _ in found])]

            assert len(set(ids) & {f"{at:016x}" for at in nearest}) >= 0.99 * len(nearest)
            english = store.nearest(query, 50, {"field": "meta.language", "operator": "!=", "value": "id"})
            assert len(english) == 50
            assert {each.language for each in store.facts([key for key, _ in english])} == {"en"}
            assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    store.close()


def test_more_places_are_kept_in_mind_of_a_language_with_more(
    store: PostgresDocumentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as its own vectors ask for, whatever others there are."""
    monkeypatch.setattr(searching, "EF_SEARCH", 1)
    monkeypatch.setattr(searching, "_VECTORS_A_PLACE", 2)
    found = {each: store._searching._places(each) for each in store.languages()}
    assert found == {name: count // 2 for name, count in Counter(each.language for each in articles()).items()}


def test_filters_by_what_only_articles_have_are_joined(store: PostgresDocumentStore) -> None:
    """And values of another type are the field's own, as far as they can be."""
    query = unit_vectors(1)[0]
    by_text = {"field": "content", "operator": "==", "value": "kata nomor3"}
    by_start = {"field": "start", "operator": "in", "value": ["0", 7.5]}
    never = {"field": "ordinal", "operator": "==", "value": "x"}

    assert len(store.nearest(query, 5, by_text)) == len(store.matching("kata", 5, by_text)) == 1
    assert len(store.nearest(query, 5, by_start)) == 5
    assert store.nearest(query, 5, never) == []
    assert store.nearest(query, 5, {"field": "meta.title", "operator": "==", "value": 5}) == []
    assert store.nearest(query, 5, {"field": "meta.source", "operator": "==", "value": "a\0b"}) == []
    np.testing.assert_allclose(store.cosines([store.nearest(query, 1)[0][0]], query), [1], atol=1e-3)
    store.close()


def test_words_weigh_as_in_the_file_store(
    archive: PostgresArchive, publish: Publish, tmp_path: Path, make_article: MakeArticle
) -> None:
    """BM25 of SQLite's FTS5: how often, how long, and one and a half times in a title."""
    texts = ["kapal " * n + "laut " * m + f"biru{n}{m}" for n in range(1, 5) for m in range(4)]
    made = [make_article(text, title="Kapal" if at % 5 == 0 else "Judul") for at, text in enumerate(texts)]
    made += [make_article(f"lain {number}") for number in range(200)]
    publish(*made)
    local = FolderArchive(tmp_path / "data", dimension=DIMENSION)
    with local.build(MODEL, PassageSettings()) as build:
        fill(build.store, made)
        build.publish()
    found = []
    for each in (archive, local):
        store = each.open_current(MODEL).store
        scored = store.matching("kapal", 50)
        facts = store.facts([key for key, _ in scored])
        found.append({fact.article_id: score for fact, (_, score) in zip(facts, scored, strict=True)})
        store.close()
    ratios = [found[0][article] / score for article, score in found[1].items()]

    assert len(found[0]) == len(found[1]) == len(texts)
    # The weight of the word itself is a little larger, since one that is everywhere weighs something too.
    assert max(ratios) / min(ratios) < 1.04
    assert 1 < min(ratios) < 1.1
