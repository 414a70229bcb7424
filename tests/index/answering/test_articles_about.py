"""Articles about something: found by what they say, each once, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index import Engine
from index.answering.articles_about import _is_in

TITLE = "Opening hours and prices of the swimming complex"


def test_articles_about_a_subject_come_nearest_first(archive_engine: Engine) -> None:
    """The one that names it leads, and none is there twice."""
    found = archive_engine.about("Kapal Mutiara")

    assert found[0].article.title == "Kapal tenggelam"
    assert len({each.article.id for each in found}) == len(found)


def test_no_more_articles_than_are_asked_for(archive_engine: Engine) -> None:
    """However many there are."""
    assert len(archive_engine.about("harga mangga", count=1)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"# {TITLE}\n\nThe pool opens at eight. Lockers are free."),
        ("a.txt", f"{TITLE}\n\nThe pool opens at eight. Lockers are free."),
        ("a.html", f"<title>{TITLE}</title><h1>{TITLE}</h1><p>The pool opens at eight. Lockers are free.</p>"),
    ],
)
def test_the_beginning_of_an_article_is_not_its_title(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    with closing(Engine(tmp_path / "data")) as engine:
        engine.index([tmp_path / "articles"])
        found = engine.about("swimming complex")
    assert [(each.article.title, each.beginning) for each in found] == [(TITLE, "The pool opens at eight.")]


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("gempa", "guncangan gempanya terasa", True),
        ("gempa", "kegempaan meningkat", True),
        ("harga", "harganya naik", True),
        ("ticket", "two tickets", True),
        ("mars", "vice-marshal tan", False),
        ("rice", "the price rose", False),
        ("kopi", "fotokopi ktp", False),
        ("kim", "kimia", False),
    ],
)
def test_a_part_of_another_word_is_no_word(word: str, text: str, expected: bool) -> None:
    assert _is_in(word, text) is expected


@pytest.fixture(scope="module")
def samples(sample_data: Path) -> Iterator[Engine]:
    """The sample archive, in two languages."""
    engine = Engine(sample_data)
    yield engine
    engine.close()


@pytest.mark.parametrize(
    ("subject", "beginnings"),
    [
        ("earthquake", {"Relief ship reaches", "Gempa Guncang Teluk"}),
        ("gempa", {"Relief ship reaches", "Gempa Guncang Teluk"}),
        ("volcano", {"Gunung Sirimba"}),
        ("coffee festival", {"Pindah ke Stadion", "Hujan Tak Surutkan"}),
        ("rice prices", {"Banjir Hambat Pasokan"}),
        ("jembatan", {"Jembatan Kali Wangi", "Wae Toko footbridge"}),
        ("satelit", {"Student satellite"}),
        ("perdana menteri", {"Trump and Kim shake hands"}),
        ("demam berdarah", {"Kasus Melonjak"}),
    ],
)
def test_articles_in_the_other_language(samples: Engine, subject: str, beginnings: set[str]) -> None:
    """Key words find them by what they are called there."""
    titles = [each.article.title for each in samples.about(subject)]
    assert {each for each in beginnings if any(title.startswith(each) for title in titles)} == beginnings


@pytest.mark.parametrize("subject", ["lottery", "gajah", "bicycle", "rumah sakit hewan", "pajak", "elephants"])
def test_nothing_rather_than_what_is_only_near(samples: Engine, subject: str) -> None:
    """However near a passage comes, an article that has no such word is not about it."""
    assert samples.about(subject) == []
