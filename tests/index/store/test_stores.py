"""What every store promises: passages found by vector, words and filters; articles, sources and pages recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from haystack import Document
from haystack.document_stores.errors import DocumentStoreError, DuplicateDocumentError
from haystack.document_stores.types import DocumentStore, DuplicatePolicy
from haystack.errors import FilterError

from index.articles import Article
from index.errors import SnapshotCorrupt
from index.passages import PassageFacts, PassageSettings, passage_document
from index.reasons import Reason
from index.store.protocols import Archive, Build, BuildStore, PassageStore
from index.store.records import PageRecord, Place, Removal
from tests.conftest import MODEL, MakeArticle, fill, unit_vectors

TEXTS = ("kapal karam di laut", "kapal kapal kapal", "padi di sawah", "Café Reykjavík", "mangga manis")
ENGLISH = {"field": "meta.language", "operator": "==", "value": "en"}
COMMON = 300


@pytest.fixture(scope="module")
def published(store_of: Callable[[list[Article]], PassageStore]) -> PassageStore:
    """Five short articles of one passage each: the first three in Indonesian, the last two in English."""
    return store_of(
        [
            Article(f"{number:016x}", "Judul", text, None, None, "id" if number < 3 else "en", None, "/a")
            for number, text in enumerate(TEXTS)
        ]
    )


@pytest.fixture(scope="module")
def many(store_of: Callable[[list[Article]], PassageStore]) -> PassageStore:
    """So many articles that a word in all of them is common, every tenth in English."""
    return store_of(
        [
            Article(f"{number:016x}", "Judul", f"kata nomor{number}", None, None, language, None, "/a")
            for number in range(COMMON)
            for language in ["en" if number % 10 == 0 else "id"]
        ]
    )


@pytest.fixture
def build(archive: Archive) -> Iterator[Build]:
    """A build that begins with nothing."""
    with archive.build(MODEL, PassageSettings()) as begun:
        yield begun


@pytest.fixture
def store(build: Build) -> BuildStore:
    """An empty store that can be written to."""
    return build.store


def documents_of(store: BuildStore, *articles: Article) -> list[Document]:
    """Put articles into the store; return their passages, ready to be written."""
    store.articles.put(articles, "/berita/a.md", [each.content_hash for each in articles])
    made = []
    for article, vector in zip(articles, unit_vectors(len(articles)), strict=True):
        document = passage_document(article, 0, (0, len(article.text)))
        meta = {**document.meta, "embedding_key": article.text.encode().hex().ljust(32, "0")[:32]}
        made.append(replace(document, embedding=vector.tolist(), meta=meta))
    return made


def found(store: PassageStore, query: str) -> list[str | None]:
    return [document.content for document in store.documents(store.matching(query, 10))]


def test_it_is_a_document_store(store: BuildStore) -> None:
    """All that Haystack's components call is there."""
    protocol: DocumentStore = store

    assert protocol.count_documents() == 0
    assert protocol.filter_documents() == []


def test_written_passages_come_back(store: BuildStore, make_article: MakeArticle) -> None:
    """Text, offsets and the article's metadata."""
    article = make_article("Isi pendek.", url="https://example.org/a")
    (document,) = documents_of(store, article)
    assert store.write_documents([document]) == 1
    (again,) = store.filter_documents()

    assert (again.id, again.content) == (document.id, "Isi pendek.")
    assert again.meta == {name: value for name, value in document.meta.items() if name != "embedding_key"}
    assert store.passage_names([article.id, "unknown"]) == [document.id]


@pytest.mark.parametrize(("policy", "written"), [(DuplicatePolicy.SKIP, 1), (DuplicatePolicy.OVERWRITE, 2)])
def test_duplicates_are_skipped_or_overwritten(
    store: BuildStore, make_article: MakeArticle, policy: DuplicatePolicy, written: int
) -> None:
    """The count says how many were written, and nothing is there twice."""
    documents = documents_of(store, make_article("satu"), make_article("dua"))
    store.write_documents(documents[:1])

    assert store.write_documents(documents, policy) == written
    assert store.count_documents() == 2


@pytest.mark.parametrize("policy", [DuplicatePolicy.FAIL, DuplicatePolicy.NONE])
def test_duplicates_are_refused(store: BuildStore, make_article: MakeArticle, policy: DuplicatePolicy) -> None:
    """Nothing is written then; nor where a passage lacks its embedding."""
    documents = documents_of(store, make_article("satu"), make_article("dua"))
    with pytest.raises(DuplicateDocumentError):
        store.write_documents([documents[0], documents[0]], policy)
    with pytest.raises(DocumentStoreError, match="no embedding"):
        store.write_documents([documents[0], replace(documents[1], embedding=None)], policy)

    assert store.count_documents() == 0


def test_deleted_passages_are_gone_from_every_search(store: BuildStore, make_article: MakeArticle) -> None:
    """Text, words and vectors; unknown ids do not matter."""
    documents = documents_of(store, make_article("kapal karam"), make_article("padi"))
    store.write_documents(documents)
    store.delete_documents([documents[0].id, "unknown"])

    assert found(store, "kapal") == []
    assert [each.content for each in store.filter_documents()] == ["padi"]
    assert len(store.nearest(unit_vectors(1)[0], 5)) == 1


def test_embeddings_are_found_by_key(build: Build, archive: Archive, make_article: MakeArticle) -> None:
    """Of passages, and those that were kept for the next build; known keys only."""
    documents = documents_of(build.store, make_article("satu"))
    build.store.write_documents(documents)
    key, kept = documents[0].meta["embedding_key"], "f" * 32
    vectors = unit_vectors(2)
    build.store.keep_embeddings([kept], vectors[1:])
    known = build.store.embeddings_by_key([key, "0" * 32])
    np.testing.assert_allclose(known.pop(key), vectors[0], atol=1e-3)

    assert known == {}


def test_kept_embeddings_are_found_by_the_next_build_until_they_are_forgotten(archive: Archive) -> None:
    """Bit by bit, although the build that kept them was given up."""
    key, (vector,) = "f" * 32, unit_vectors(1)
    with archive.build(MODEL, PassageSettings()) as given_up:
        given_up.store.keep_embeddings([key], vector[None])
    with archive.build(MODEL, PassageSettings()) as build:
        np.testing.assert_array_equal(build.store.embeddings_by_key([key])[key], vector)
        build.forget_embeddings()
    with archive.build(MODEL, PassageSettings()) as build:
        assert build.store.embeddings_by_key([key]) == {}


def test_words_are_ranked_best_first(published: PassageStore) -> None:
    """A word that fills its passage beats one mention; any word is enough; higher is better, and above 0."""
    scored = published.matching("kapal", 10)

    assert found(published, "kapal") == ["kapal kapal kapal", "kapal karam di laut"]
    assert scored[0][1] > scored[1][1] > 0
    assert len(found(published, "sawah kapal")) == 3
    assert len(published.matching("kapal", 1)) == 1


def test_other_forms_of_words_are_found_too(published: PassageStore) -> None:
    """Those that passages hold; what is asked for counts besides."""
    assert published.matching("sawahnya", 5) == []
    assert [each.content for each in published.documents(published.matching("sawahnya", 5, None, ["sawah", "sawahku"]))]
    assert len(published.matching("kapal", 5, None, ["sawah"])) == 3
    assert len(published.matching("kapal", 5, ENGLISH, ["sawah"])) == 0


def test_words_match_without_case_and_diacritics(published: PassageStore) -> None:
    """Reykjavík is asked for as reykjavik."""
    assert found(published, "CAFE reykjavik") == ["Café Reykjavík"]


@pytest.mark.parametrize("query", ["", "?!", '"', "NEAR(kapal", "kapal*", "((", "a' OR 1", "\0", "!", "kapal & | :*"])
def test_no_query_is_an_expression(published: PassageStore, query: str) -> None:
    """Nobody can write operators, and nothing raises."""
    assert ("kapal kapal kapal" in found(published, query)) == ("kapal" in query)


def test_common_words_are_searched_for_too(many: PassageStore) -> None:
    """A rare word leads; a common one alone still finds something."""
    assert found(many, "kata nomor7")[0] == "kata nomor7"
    assert len(many.matching("kata", 10)) == 10


def test_vectors_are_ranked_best_first(published: PassageStore) -> None:
    """The vector of a passage finds the passage, with cosine 1 as far as half precision can tell."""
    vectors = unit_vectors(5)
    (key, score), *others = published.nearest(vectors[2], 5)

    assert published.documents([(key, score)])[0].content == "padi di sawah"
    assert score == pytest.approx(1, abs=1e-3)
    assert [each for _, each in others] == sorted((each for _, each in others), reverse=True)
    keys = [each for each, _ in others]
    np.testing.assert_allclose(published.cosines(keys, vectors[2]), [each for _, each in others], atol=1e-5)
    assert published.cosines([], vectors[2]) == []


def test_filters_hold_inside_both_searches(published: PassageStore, many: PassageStore) -> None:
    """As many are found as there are, however far away they lie."""
    assert published.matching("kapal", 5, ENGLISH) == []
    assert len(published.matching("mangga", 5, ENGLISH)) == 1
    assert len(published.nearest(unit_vectors(1)[0], 5, ENGLISH)) == 2
    assert len(many.nearest(-unit_vectors(1)[0], COMMON, ENGLISH)) == COMMON // 10
    assert len(many.matching("kata", COMMON, ENGLISH)) == COMMON // 10
    with pytest.raises(FilterError, match="unknown field"):
        published.nearest(unit_vectors(1)[0], 5, {"field": "colour", "operator": "==", "value": 1})


def test_facts_and_documents_come_in_the_order_that_is_asked_for(published: PassageStore) -> None:
    """Facts of a passage that is not there are an error, documents are left out."""
    keys = [key for key, _ in published.nearest(unit_vectors(5)[4], 5)]

    assert published.facts(keys)[0] == PassageFacts(f"{4:016x}", "en", None)
    assert [each.article_id for each in published.facts(keys[::-1])] == [
        each.article_id for each in published.facts(keys)
    ][::-1]
    scored = [(key, float(at)) for at, key in enumerate(keys)]
    assert [each.score for each in published.documents(scored)] == [0, 1, 2, 3, 4]
    assert published.documents([(10**9, 1.0)]) == []
    with pytest.raises(SnapshotCorrupt):
        published.facts([10**9])


def test_languages_of_the_passages(published: PassageStore) -> None:
    """Each once, in order."""
    assert published.languages() == ["en", "id"]


def test_store_is_opened_again_from_its_dictionary(published: PassageStore) -> None:
    """What a pipeline's YAML holds of it."""
    again = type(published).from_dict(published.to_dict())
    assert again.count_documents() == 5
    again.close()


def test_articles_come_newest_first(store: BuildStore, make_article: MakeArticle) -> None:
    """Those without a day last, equal days by id; unknown ids are left out."""
    old, new = make_article("lama"), make_article("baru", published=date(2021, 1, 1), source=None)
    undated = make_article("entah", published=None)
    store.articles.put([undated, old, new], "/a.md", ["x", "y", "z"])

    assert store.articles.newest() == store.articles.get([undated.id, old.id, new.id, old.id]) == [new, old, undated]
    assert store.articles.newest(1) == [new]
    assert store.articles.get(["unknown"]) == []
    assert (store.articles.count(), store.articles.newest_day()) == (3, "2021-01-01")
    assert store.articles.publishers() == [("Warta", 2), (None, 1)]
    assert (store.articles.text(old.id), store.articles.text("unknown")) == ("lama", "")
    assert store.articles.titles(2) == ["Judul", "Judul"]


@pytest.mark.parametrize("odd", ["\ud800", "a\ud800é", "\0", "a\0"])
def test_what_is_no_text_is_no_id(store: BuildStore, make_article: MakeArticle, odd: str) -> None:
    """A database takes none of it, and the others are found."""
    fill(store, [article := make_article("kapal")])

    assert store.articles.get([odd, article.id, odd]) == [article]
    assert store.articles.get([odd]) == []
    assert store.articles.text(odd) == ""


def test_articles_by_their_titles(store: BuildStore, make_article: MakeArticle) -> None:
    """In large letters or small, the title that is just these words first, then the newest."""
    named = {
        title: make_article(title, name=title, title=title, published=date(2020, 1, day))
        for day, title in enumerate(
            ["Banjir di Demak", "BANJIR di Demak surut", "Éclair 100%", "Banjir di Demak: foto"], 1
        )
    }
    store.articles.put(list(named.values()), "/a.md", list("wxyz"))

    found = store.articles.titled("  banjir di  demak ", 9)
    assert [each.title for each in found] == ["Banjir di Demak", "Banjir di Demak: foto", "BANJIR di Demak surut"]
    assert store.articles.titled("banjir", 1) == [named["Banjir di Demak: foto"]]
    assert store.articles.titled("éCLAIR 100%", 9) == [named["Éclair 100%"]]
    assert store.articles.titled("100_", 9) == []


def test_articles_by_words_of_their_titles(store: BuildStore, make_article: MakeArticle) -> None:
    """The words may stand anywhere in a title, all of them; where they stand together comes first."""
    titles = ["Kali Wangi Punya Jembatan", "Jembatan Kali Wangi Diresmikan", "Jembatan Lain", "Batik: Suminah"]
    named = [
        make_article(title, name=title, title=title, published=date(2020, 1, day))
        for day, title in enumerate(reversed(titles), 1)
    ]
    store.articles.put(named, "/a.md", list("wxyz"))

    def found(words: str) -> list[str]:
        return [each.title for each in store.articles.titled(words, 9)]

    assert found("wangi, jembatan") == titles[:2]
    assert found("jembatan kali") == [titles[1], titles[0]]
    assert found("suminah batik") == ["Batik: Suminah"]
    assert found("jembatan sungai") == []
    assert found("100_ jembatan") == []


def test_articles_by_their_address(store: BuildStore, make_article: MakeArticle) -> None:
    """The newest first; a file of its own stands for an article without a link."""
    links = ["https://example.org/a", None, "http://example.org/a"]
    named = [
        make_article(f"teks {day}", name=f"n{day}", url=link, origin=f"/{day}.md", published=date(2020, 1, day))
        for day, link in enumerate(links, 1)
    ]
    store.articles.put(named, "/a.md", list("xyz"))

    def found(address: str, limit: int = 9) -> list[str]:
        return [each.text for each in store.articles.standing_at(address, limit)]

    assert found("https://example.org/a#:~:text=teks") == ["teks 3", "teks 1"]
    assert found("https://example.org/a") == ["teks 1", "teks 3"]
    assert found("example.org/a", 1) == ["teks 3"]
    assert found("/2.md") == ["teks 2"]
    assert found("https://example.org/b") == []


def test_article_moves_with_its_file(store: BuildStore, make_article: MakeArticle) -> None:
    """The file that had it before is forgotten; its own is not."""
    article = make_article("teks", name="a")
    store.articles.put([article], "/a.md", ["x"])
    store.sources.put_file("/a.md", "/", (1, 2))
    store.sources.put_file("/b.md", "/", (3, 4))
    changed = make_article("lain", name="a", origin="/b.md")
    store.articles.put([changed], "/b.md", ["y"])

    assert (store.sources.file_stamp("/a.md"), store.sources.file_stamp("/b.md")) == (None, (3, 4))
    assert (store.articles.at("/a.md"), store.articles.at("/b.md")) == ([], [article.id])
    assert store.articles.content_hash(article.id) == changed.content_hash
    assert store.articles.content_hash("unknown") is None
    assert store.articles.with_text("y") == {article.id: Place("/b.md", "/b.md")}
    assert store.articles.with_text("x") == {}
    assert (store.articles.place(article.id), store.articles.place("b")) == (Place("/b.md", "/b.md"), None)


def test_articles_that_were_removed_by_hand_are_remembered(store: BuildStore, make_article: MakeArticle) -> None:
    """Until somebody takes it back."""
    article = make_article("teks")
    store.write_documents(documents_of(store, article))
    store.articles.exclude({article.id: Removal("/a.md", "hash"), "b": Removal("/b.md")})
    store.remove_articles([article.id])

    assert (store.articles.count(), store.count_documents()) == (0, 0)
    assert store.articles.excluded() == {article.id: Removal("/a.md", "hash"), "b": Removal("/b.md")}
    store.articles.readmit(article.id)
    assert store.articles.excluded() == {"b": Removal("/b.md")}


def test_articles_without_passages_are_told(store: BuildStore, make_article: MakeArticle) -> None:
    """By id."""
    one, other = make_article("satu"), make_article("dua")
    store.write_documents(documents_of(store, one, other)[:1])

    assert store.articles.without_passages() == [other.id]


def test_sources_keep_their_order_and_their_articles(store: BuildStore, make_article: MakeArticle) -> None:
    """Files below a folder, and not those of one that begins with the same letters."""
    one, other = make_article("satu"), make_article("dua")
    store.articles.put([one], "/berita/a.md", ["x"])
    store.articles.put([other], "/beritakita/b.md", ["y"])
    store.sources.record(["/berita", "https://example.org/feed"], prune=False)
    store.sources.record(["https://example.org/feed"], prune=True)

    assert store.sources.recorded() == {"/berita": False, "https://example.org/feed": True}
    assert store.sources.count() == 2
    assert store.sources.paths_below("/berita") == {one.id: "/berita/a.md"}
    assert store.sources.paths_below("/berita/a.md") == {one.id: "/berita/a.md"}


def test_pages_are_found_through_the_lists_that_name_them(store: BuildStore, make_article: MakeArticle) -> None:
    """A list within a list, too; forgetting the source forgets them all."""
    article, (top, inner, page) = make_article("teks"), (f"https://example.org/{n}" for n in ("top", "inner", "page"))
    store.articles.put([article], page, ["x"])
    store.sources.record([top], prune=False)
    store.pages.put_listed(top, [inner], only=False)
    store.pages.put_listed(inner, [page, page], only=False)
    record = PageRecord("etag", "Mon", "2020", None)
    store.pages.put(page, record)

    assert store.sources.paths_listed(top) == store.sources.paths_listed(page) == {article.id: page}
    assert (store.pages.get(page), store.pages.get(top)) == (record, None)
    assert [store.pages.is_listed(each) for each in (top, inner, page, "https://example.org")] == [True] * 3 + [False]
    store.pages.put_listed(inner, [], only=True)
    assert not store.pages.is_listed(page)
    store.pages.put_listed(inner, [page], only=True)
    store.sources.forget(top)
    assert (store.pages.get(page), store.sources.recorded()) == (None, {})
    assert not store.pages.is_listed(inner)


def test_removing_an_article_asks_for_duplicates_anew(store: BuildStore, make_article: MakeArticle) -> None:
    """What they are like may be gone; so are its own page and the lists that name them."""
    article = make_article("teks")
    store.articles.put([article], "https://example.org/a", ["x"])
    store.pages.put_listed("https://example.org/list", ["https://example.org/b"], only=False)
    for name in ("a", "list", "other"):
        store.pages.put(f"https://example.org/{name}", PageRecord())
    store.pages.put("https://example.org/b", PageRecord(problem="the same text as /a", code=Reason.DUPLICATE))
    store.remove_articles([article.id])

    assert [store.pages.get(f"https://example.org/{name}") for name in ("a", "b", "list")] == [None] * 3
    assert store.pages.get("https://example.org/other") == PageRecord()
    store.pages.forget("https://example.org/other")
    assert store.pages.get("https://example.org/other") is None


def test_families_are_joined_with_all_their_members(store: BuildStore, make_article: MakeArticle) -> None:
    """Relatives come newest first; a changed text leaves its family."""
    articles = [make_article(f"teks {n}", published=date(2020, 1, 1 + n)) for n in range(5)]
    store.articles.put(articles, "/a.md", [each.content_hash for each in articles])
    assert store.families.unexamined() == sorted(each.id for each in articles)
    store.families.put_keys({each.id: b"k" for each in articles})
    ids = [each.id for each in articles]
    store.families.join(ids[:2])
    store.families.join(ids[2:4])
    store.families.join([ids[1], ids[2]])

    assert store.families.unexamined() == []
    assert store.families.keys() == [(each, b"k") for each in sorted(ids)]
    assert set(store.families.of(ids)) == set(ids[:4])
    assert len(set(store.families.of(ids).values())) == 1
    assert store.families.relatives(ids[0], 20) == articles[3:0:-1]
    assert store.families.relatives(ids[4], 20) == []
    store.articles.put([make_article("lain", given_id=articles[3].text)], "/a.md", ["other"])
    assert set(store.families.of(ids)) == set(ids[:3])
    assert store.families.unexamined() == [ids[3]]


def test_empty_store_finds_nothing(store_of: Callable[[list[Article]], PassageStore]) -> None:
    """Nothing raises."""
    empty = store_of([])

    assert (empty.nearest(unit_vectors(1)[0], 5), empty.matching("kapal", 5), empty.languages()) == ([], [], [])
    assert (empty.articles.newest_day(), empty.articles.newest(), empty.articles.publishers()) == (None, [], [])


def test_fill_is_what_it_says(store: BuildStore, make_article: MakeArticle) -> None:
    """The tests' own helper: a passage for each article."""
    fill(store, [make_article("satu"), make_article("dua")])
    assert store.count_documents() == store.articles.count() == 2
