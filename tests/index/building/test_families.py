"""Near-duplicates: found whatever a paper changed, never across reports that only look alike, and answered as one."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from index import Engine
from index.articles import Article, new_article
from index.building.families import BANDS, band_keys, find_near_duplicates
from index.embedding.encoder import DIMENSION
from index.language.resemblance import containment, is_in, shingled
from index.retrieval.repetitions import without_repetitions
from index.sources.formats.markdown.front_matter import split_front_matter
from index.store.local.document_store import FaissDocumentStore
from tests.conftest import write_article

SAMPLES = Path(__file__).parents[3] / "articles"
PAPERS = ("Harian Nusantara", "Kabar Timur", "Suara Kota", "Warta Pagi", "Berita Kita")
AGENCY = (
    "Badan Meteorologi mencatat gempa berkekuatan 5,6 mengguncang Kabupaten Cianjur pada Senin siang. "
    "Kepala badan itu, Dwi Hartati, mengatakan pusat gempa berada di darat pada kedalaman sebelas kilometer.\n\n"
    "Warga berhamburan keluar rumah dan berkumpul di lapangan terbuka sampai sore. Petugas mendirikan tenda darurat di "
    "halaman kantor bupati, dan dapur umum mulai memasak untuk para pengungsi sejak malam hari.\n\n"
    "Pemerintah daerah meminta warga tidak percaya pada kabar yang tidak jelas asalnya, dan menunggu pengumuman resmi "
    "tentang keadaan jalan serta jembatan yang rusak."
)


def variants(text: str, chance: random.Random) -> dict[str, str]:
    """Return what papers make of an agency's text."""
    paragraphs = text.split("\n\n")
    words = text.split(" ")
    edited = words.copy()
    for at in chance.sample(range(len(words)), max(1, len(words) // 50)):
        edited[at] = chance.choice(("kemarin", "tersebut", "kata", "report", "also"))
    own = "Wartawan kami melaporkan langsung dari tempat kejadian bahwa keadaan sudah kembali tenang sejak pagi tadi."
    return {
        "other first paragraph": "\n\n".join([own, *paragraphs[1:]]) if len(paragraphs) > 2 else f"{own}\n\n{text}",
        "cut end": text[: int(0.65 * len(text))].rsplit(" ", 1)[0],
        "small edits": " ".join(edited),
        "dateline and byline": f"JAKARTA, KOMPAS — {text}\n\n(ant/red)",
        "cut and edited": " ".join(edited[: int(0.75 * len(edited))]),
    }


def samples() -> list[str]:
    """Return the texts of the sample archive."""
    return [split_front_matter(file.read_text("utf-8"))[1].strip() for file in sorted(SAMPLES.glob("*.md"))]


def families(tmp_path: Path, texts: list[str]) -> list[str | None]:
    """Return the family of each text; those with one are nearly the same."""
    articles = [article(text, number) for number, text in enumerate(texts)]
    with closing(FaissDocumentStore(str(tmp_path), dimension=DIMENSION, writable=True)) as store:
        store.articles.put(articles, "/a", [each.content_hash for each in articles])
        find_near_duplicates(store)
        found = store.families.of(each.id for each in articles)
    return [found.get(each.id) for each in articles]


def article(text: str, number: int) -> Article:
    fields = {"title": "Judul", "url": None, "published": None, "language": "id", "source": None, "origin": "/a"}
    return new_article(text=text, given_id=str(number), **fields)  # type: ignore[arg-type]


def test_variants_of_the_sample_archive_are_found(tmp_path: Path) -> None:
    """Of five variants of each of thirty articles nearly all, and no two articles that are not one text."""
    chance = random.Random(1)
    originals = samples()
    made = [(which, text) for which, each in enumerate(originals) for text in variants(each, chance).values()]
    found = families(tmp_path, [*originals, *(text for _, text in made)])

    pairs = [(which, at) for at, (which, _) in enumerate(made, start=len(originals))]
    hits = sum(found[which] is not None and found[which] == found[at] for which, at in pairs)
    owner = [*range(len(originals)), *(which for which, _ in made)]
    members: dict[str, set[int]] = {}
    for which, family in zip(owner, found, strict=True):
        if family:
            members.setdefault(family, set()).add(which)
    wrong = [each for each in members.values() if len(each) > 1]
    assert (len(originals), len(pairs)) == (30, 150)
    assert hits / len(pairs) >= 0.97
    assert wrong == []


def test_samples_alone_have_no_near_duplicates(tmp_path: Path) -> None:
    """Thirty articles of one archive, many about the same events."""
    assert set(families(tmp_path, samples())) == {None}


def test_new_article_joins_a_family_of_old_ones(engine: Engine, tmp_path: Path) -> None:
    """Also when it comes in a later build; and it leaves when its text changes."""
    write_article(tmp_path / "a" / "1.md", AGENCY, title="Gempa", source="Warta Pagi")
    write_article(tmp_path / "a" / "x.md", "Harga mangga naik. " * 20, title="Mangga")
    engine.index([tmp_path / "a"])
    write_article(tmp_path / "a" / "2.md", f"{AGENCY}\n\nUsai.", title="Gempa Cianjur", source="Suara Kota")
    assert engine.reindex().added == 1
    assert sources(engine, "Di mana gempa mengguncang?") == {"Warta Pagi", "Suara Kota"}

    write_article(tmp_path / "a" / "2.md", "Berita lain sama sekali. " * 20, title="Lain", source="Suara Kota")
    engine.reindex()
    assert sources(engine, "Di mana gempa mengguncang?") == {"Warta Pagi"}


def sources(engine: Engine, question: str) -> set[str | None]:
    """Return the publishers of the first answer, the others that carry it included."""
    answer = engine.ask(question, min_confidence=0).answers[0]
    return {answer.article.source, *(each.source for each in answer.also_in)}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Five papers with one agency's text under their own headlines, and another article."""
    folder = tmp_path_factory.mktemp("papers")
    for number, paper in enumerate(PAPERS):
        text = f"{paper.upper()} — {AGENCY}" + ("\n\nRedaksi." if number % 2 else "")
        url = f"https://example.org/{number}"
        front = {"title": f"Gempa {number}", "source": paper, "published": f"2022-11-2{number}", "url": url}
        write_article(folder / "a" / f"{number}.md", text, **front)
    other = "Dapur umum di Cianjur ditutup setelah pengungsi pulang, kata Bupati Herman Sanusi pada Jumat. " * 2
    write_article(folder / "a" / "lain.md", other, title="Dapur umum", source="Warta Pagi", published="2022-12-20")
    with closing(Engine(folder / "data")) as engine:
        engine.index([folder / "a"])
        yield engine


def test_five_papers_answer_as_one(papers: Engine) -> None:
    """One passage and one answer, with the other four beside it; the rest of the list is free for other articles."""
    reply = papers.ask("Siapa kepala Badan Meteorologi?", min_confidence=0)
    shown = [each.article.source for each in reply.passages if each.article.title.startswith("Gempa")]
    assert len(shown) == 1
    assert any(each.article.title == "Dapur umum" for each in reply.passages)
    answer = reply.answers[0]
    assert "Dwi Hartati" in answer.text
    assert {answer.article.source, *(each.source for each in answer.also_in)} == set(PAPERS)
    dates = [each.published for each in answer.also_in]
    assert dates == sorted(dates, key=lambda day: day or date.min)
    written = reply.to_dict()["answers"][0]["also_in"]
    names = {"id", "title", "url", "published", "source", "language", "published_guessed"}
    assert [set(each) for each in written] == [names] * 4


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_is_still_found_by_a_filter(papers: Engine, paper: str) -> None:
    """All are kept, with their ids."""
    assert len(papers.articles()) == 6
    reply = papers.ask("Siapa kepala Badan Meteorologi?", sources=[paper], min_confidence=0)
    assert reply.answers[0].article.source == paper
    assert papers.article(reply.answers[0].article.id) is not None


def test_reports_that_differ_in_a_figure_are_both_shown(engine: Engine, tmp_path: Path) -> None:
    """Daily reports share nearly all of their words, and what they do not share is what is asked for."""
    for day, price in ((3, "30.000"), (4, "45.000")):
        text = f"{AGENCY.replace('5,6', price).replace('Senin', 'hari ini')}"
        write_article(tmp_path / "a" / f"{day}.md", text, title=f"Laporan {day}", published=f"2022-11-0{day}")
    engine.index([tmp_path / "a"])
    reply = engine.ask("Berapa kekuatan gempa di Cianjur?", min_confidence=0)

    assert {each.article.title for each in reply.passages} == {"Laporan 3", "Laporan 4"}
    assert all(not each.also_in for each in reply.passages)


def test_containment_by_hand() -> None:
    """Six words make three runs of four; two of three are shared."""
    one, other = shingled("satu dua tiga empat lima enam"), shingled("Satu dua, tiga empat lima tujuh")
    assert len(one.shingles) == 3
    assert containment(one, other) == pytest.approx(2 / 3)
    assert shingled("dua kata").shingles == {"dua kata"}
    assert shingled("Rp 30.000 pada 2018").figures == {"30", "000", "2018"}
    assert not is_in(one, [other])
    assert is_in(one, [other, shingled("tiga empat lima enam")])
    assert not is_in(shingled("satu dua tiga empat 5"), [one])


def test_keys_do_not_depend_on_order_or_case() -> None:
    """Two texts with the same runs of words have the same keys; short ones have none."""
    words = re.findall(r"\w+", AGENCY)
    assert (band_keys(AGENCY) == band_keys(" ".join(words).upper())).all()
    assert band_keys(AGENCY).shape == (BANDS,)
    assert band_keys(AGENCY).all()
    assert not band_keys("Terlalu pendek untuk dibandingkan.").any()


def test_passages_without_a_family_are_left_alone() -> None:
    """Whatever they hold."""
    assert without_repetitions([], {}, 5) == []
