"""The document store: Haystack's protocol, the two searches, and what a published snapshot refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from haystack import Document
from haystack.document_stores.errors import DocumentStoreError, DuplicateDocumentError
from haystack.document_stores.types import DocumentStore, DuplicatePolicy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.articles import Article
from index.embedding.encoder import DIMENSION
from index.passages import passage_document
from index.store.local.document_store import PASSAGES_FILE, VECTORS_FILE, FaissDocumentStore
from tests.conftest import MakeArticle, fill, unit_vectors


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FaissDocumentStore]:
    """An empty store that can be written to."""
    made = FaissDocumentStore(str(tmp_path), dimension=DIMENSION, writable=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaissDocumentStore]:
    """A store of five short passages, opened as a published snapshot."""
    folder = str(tmp_path_factory.mktemp("published"))
    texts = ("kapal karam di laut", "kapal kapal kapal", "padi di sawah", "Café Reykjavík", "mangga manis")
    articles = [
        Article(f"{number:016x}", "Judul", text, None, None, "id" if number < 3 else "en", None, "/a")
        for number, text in enumerate(texts)
    ]
    building = FaissDocumentStore(folder, dimension=DIMENSION, writable=True)
    fill(building, articles)
    building.save()
    building.close()
    made = FaissDocumentStore(folder, dimension=DIMENSION)
    yield made
    made.close()


def documents_of(store: FaissDocumentStore, *articles: Article) -> list[Document]:
    """Put articles into the store's database; return their passages, ready to be written."""
    store.articles.put(articles, "/berita/a.md", [each.content_hash for each in articles])
    return [
        replace(
            passage_document(article, 0, (0, len(article.text))),
            embedding=vector.tolist(),
            meta={**passage_document(article, 0, (0, len(article.text))).meta, "embedding_key": article.text},
        )
        for article, vector in zip(articles, unit_vectors(len(articles)), strict=True)
    ]


def found_texts(store: FaissDocumentStore, query: str) -> list[str]:
    return [document.content or "" for document in store.documents(store.matching(query, 10))]


def test_it_is_a_document_store(store: FaissDocumentStore) -> None:
    """All that Haystack's components call is there."""
    protocol: DocumentStore = store

    assert protocol.count_documents() == 0
    assert protocol.filter_documents() == []


def test_written_passages_come_back(store: FaissDocumentStore, make_article: MakeArticle) -> None:
    """Text, offsets and the article's metadata."""
    article = make_article("Isi pendek.", url="https://example.org/a")
    (document,) = documents_of(store, article)
    assert store.write_documents([document]) == 1
    (found,) = store.filter_documents()

    assert (found.id, found.content) == (document.id, "Isi pendek.")
    assert found.meta == {name: value for name, value in document.meta.items() if name != "embedding_key"}
    assert store.count_documents() == 1
    assert store.articles.text(article.id) == "Isi pendek."
    assert store.articles.text("nothing") == ""


@pytest.mark.parametrize(
    ("policy", "written"), [(DuplicatePolicy.SKIP, 1), (DuplicatePolicy.OVERWRITE, 2)], ids=["skip", "overwrite"]
)
def test_duplicates_are_skipped_or_overwritten(
    store: FaissDocumentStore, make_article: MakeArticle, policy: DuplicatePolicy, written: int
) -> None:
    """The count says how many were written, and nothing is there twice."""
    documents = documents_of(store, make_article("satu"), make_article("dua"))
    store.write_documents(documents[:1])
    changed = replace(documents[0], embedding=unit_vectors(1, 9)[0].tolist())

    assert store.write_documents([changed, documents[1]], policy) == written
    assert store.count_documents() == len(store.vectors) == 2
    row = store._passages.ids_named([changed.id])[changed.id]
    expected = (documents[0] if policy == DuplicatePolicy.SKIP else changed).embedding
    np.testing.assert_array_equal(
        store.vectors.vectors_of(np.array([row]))[0], np.array(expected, np.float16).astype(np.float32)
    )


@pytest.mark.parametrize("policy", [DuplicatePolicy.FAIL, DuplicatePolicy.NONE])
def test_duplicates_are_refused(store: FaissDocumentStore, make_article: MakeArticle, policy: DuplicatePolicy) -> None:
    """One that is there already, or twice among them; nothing is written then."""
    documents = documents_of(store, make_article("satu"), make_article("dua"))
    with pytest.raises(DuplicateDocumentError, match="twice"):
        store.write_documents([documents[0], documents[0]], policy)
    assert store.count_documents() == 0
    store.write_documents(documents[:1], policy)
    with pytest.raises(DuplicateDocumentError, match="1 of 2 passages are in the store already"):
        store.write_documents(documents, policy)

    assert store.count_documents() == len(store.vectors) == 1


def test_passage_without_embedding_is_refused_before_anything_changes(
    store: FaissDocumentStore, make_article: MakeArticle
) -> None:
    """Also when it would overwrite a good one."""
    (document,) = documents_of(store, make_article("satu"))
    store.write_documents([document])
    with pytest.raises(DocumentStoreError, match=f"1 passages have no embedding, {document.id} first"):
        store.write_documents([replace(document, embedding=None)], DuplicatePolicy.OVERWRITE)

    assert store.count_documents() == len(store.vectors) == 1


def test_nothing_to_write(store: FaissDocumentStore) -> None:
    """An empty list is no error."""
    assert store.write_documents([]) == 0


def test_deleted_passages_are_gone_from_every_search(store: FaissDocumentStore, make_article: MakeArticle) -> None:
    """Text, words and vectors; unknown ids do not matter."""
    documents = documents_of(store, make_article("kapal karam"), make_article("padi"))
    store.write_documents(documents)
    store.delete_documents([documents[0].id, "unknown"])

    assert found_texts(store, "kapal") == []
    assert [each.content for each in store.filter_documents()] == ["padi"]
    assert len(store.nearest(unit_vectors(1)[0], 5)) == 1


def test_more_passages_than_one_statement_takes(store: FaissDocumentStore) -> None:
    """Look-ups go in groups of 500."""
    articles = [Article(f"{n:016x}", "J", f"teks {n}", None, None, "id", None, "/a") for n in range(1_001)]
    documents = documents_of(store, *articles)
    assert store.write_documents(documents) == 1_001
    names = [document.id for document in documents]
    assert len(store._passages.ids_named(names)) == 1_001
    store.delete_documents(names[1:])
    assert store.count_documents() == 1


def test_published_store_is_read_only(published: FaissDocumentStore) -> None:
    """A build makes a new one instead."""
    with pytest.raises(DocumentStoreError, match="published snapshot and read-only; a build makes a new one"):
        published.write_documents([])
    with pytest.raises(DocumentStoreError, match="read-only"):
        published.delete_documents(["a"])


def test_store_is_opened_again_from_its_dictionary(published: FaissDocumentStore) -> None:
    """What a pipeline's YAML holds of it."""
    data = published.to_dict()
    again = FaissDocumentStore.from_dict(data)

    assert data["init_parameters"] == {
        "folder": published.folder,
        "dimension": 384,
        "writable": False,
        "journal": None,
    }
    assert again.count_documents() == 5
    again.close()


def test_store_grows_after_it_was_saved(tmp_path: Path, make_article: MakeArticle) -> None:
    """A build starts from a copy of what was published."""
    first = FaissDocumentStore(str(tmp_path), dimension=DIMENSION, writable=True)
    first.write_documents(documents_of(first, make_article("satu")))
    first.save()
    first.close()
    assert {each.name for each in tmp_path.iterdir()} == {PASSAGES_FILE, VECTORS_FILE}
    second = FaissDocumentStore(str(tmp_path), dimension=DIMENSION, writable=True)
    second.write_documents(documents_of(second, make_article("dua")))

    assert second.count_documents() == len(second.vectors) == 2
    second.close()


def test_words_are_ranked_best_first(published: FaissDocumentStore) -> None:
    """A word that fills its passage beats one mention; higher is better."""
    scored = published.matching("kapal", 10)

    assert found_texts(published, "kapal") == ["kapal kapal kapal", "kapal karam di laut"]
    assert scored[0][1] > scored[1][1] > 0


def test_any_word_is_enough_and_more_are_better(published: FaissDocumentStore) -> None:
    """Words are joined by OR."""
    assert found_texts(published, "sawah kapal laut karam")[0] == "kapal karam di laut"
    assert len(found_texts(published, "sawah kapal")) == 3


def test_words_match_without_case_and_diacritics(published: FaissDocumentStore) -> None:
    """Reykjavík is asked for as reykjavik."""
    assert found_texts(published, "CAFE reykjavik") == ["Café Reykjavík"]


@pytest.mark.parametrize(
    "query",
    ['"', "kapal AND", "NEAR(kapal", "kapal*", "^kapal", "title:kapal", "-kapal", "kapal OR", "((", "{text}: kapal"],
)
def test_operators_of_the_full_text_language_are_only_words(published: FaissDocumentStore, query: str) -> None:
    """Nobody can write expressions."""
    found = found_texts(published, query)

    assert ("kapal kapal kapal" in found) == ("kapal" in query)


@given(query=st.text(max_size=40) | st.text(st.sampled_from("\"'*()^:-+\0🙂_²ﬁ\u0301\ud800 aNEAR"), max_size=20))
def test_no_query_raises(published: FaissDocumentStore, query: str) -> None:
    """Quotation marks, operators, NUL, emoji, combining marks, lone surrogates."""
    for _, score in published.matching(query, 5):
        assert score > 0


def test_very_long_query_is_cut(published: FaissDocumentStore) -> None:
    """The first 48 different words count."""
    words = " ".join(f"kata{number}" for number in range(47))

    assert published.matching(f"{words} kapal sawah", 5)[0][1] > 0
    assert published.matching(f"{words} lain kapal", 5) == []


def test_words_are_searched_among_what_filters_let_through(published: FaissDocumentStore) -> None:
    """Filtering happens inside the search."""
    english = {"field": "meta.language", "operator": "==", "value": "en"}

    assert published.matching("kapal", 5, english) == []
    assert len(published.matching("mangga", 5, english)) == 1


def test_vectors_are_ranked_best_first(published: FaissDocumentStore) -> None:
    """The vector of a passage finds the passage, with cosine 1 as far as half precision can tell."""
    vectors = unit_vectors(5)
    (row, score), *others = published.nearest(vectors[2], 5)

    assert published.documents([(row, score)])[0].content == "padi di sawah"
    assert score == pytest.approx(1, abs=1e-4)
    assert [each for _, each in others] == sorted((each for _, each in others), reverse=True)


def test_selection_of_a_published_store_is_found_once(published: FaissDocumentStore) -> None:
    """The same filter gives the very same selection; many different ones do not pile up."""
    english = {"field": "meta.language", "operator": "==", "value": "en"}
    first = published.selection(english)
    assert first is published.selection(english)
    for number in range(100):
        published.selection({"field": "meta.source", "operator": "==", "value": str(number)})

    assert published.selection(None) is None
    assert len(published._selections) <= 16


def test_selection_of_a_growing_store_is_looked_up_each_time(
    store: FaissDocumentStore, make_article: MakeArticle
) -> None:
    """They change with every write."""
    english = {"field": "meta.language", "operator": "==", "value": "en"}
    assert len(store.selection(english) or ()) == 0
    store.write_documents(documents_of(store, make_article("one", language="en")))
    allowed = store.selection(english)

    assert allowed is not None
    assert len(allowed) == 1


def test_embeddings_are_found_by_key(published: FaissDocumentStore) -> None:
    """Known keys only, each with its own vector."""
    known = published.embeddings_by_key(["key of mangga manis", "key of padi di sawah", "another"])

    assert set(known) == {"key of mangga manis", "key of padi di sawah"}
    np.testing.assert_array_equal(known["key of mangga manis"], np.float32(np.float16(unit_vectors(5)[4])))
    assert published.embeddings_by_key(["another"]) == {}


def test_languages_and_names_of_passages(published: FaissDocumentStore) -> None:
    """What retriever and build ask for."""
    assert published.languages() == ["en", "id"]
    assert len(published.passage_names(["0" * 16, "f" * 16])) == 1


def test_unknown_rows_are_left_out(published: FaissDocumentStore) -> None:
    """Instead of a passage that is not there."""
    assert published.documents([(999, 1.0)]) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(text=st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable()))
def test_id_of_a_passage_changes_with_its_place_and_text(make_article: MakeArticle, text: str) -> None:
    """So that unchanged passages keep theirs across builds."""
    article = make_article(text * 2)
    first, again = (passage_document(article, 0, (0, len(text))) for _ in range(2))
    second = passage_document(article, 1, (len(text), 2 * len(text)))

    assert first.id == again.id
    assert first.id != second.id
    assert first.id.startswith(f"{article.id}-")
