"""The rules that complete an article: title, day of publication, language, link."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Article
from index.progress import Noted
from index.sources.drafts import Draft, finish

TEXT = "Lavrov bertemu dengan Kim di Pyongyang. Keduanya membahas situasi di Semenanjung Korea."
TODAY = datetime.now().astimezone().date()


def make(draft: Draft, name: str = "a.txt") -> Article:
    (article,) = finish(draft, Path("/berita") / name)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (Draft(TEXT, title="Judul\n  satu", heading="Lain"), "Judul satu"),
        (Draft(TEXT, title=" ", heading="Kepala"), "Kepala"),
        (Draft(TEXT, title=["x"]), "Lavrov bertemu dengan Kim di Pyongyang."),
        (Draft(TEXT, title=2018), "2018"),
        (Draft(TEXT, title="a\u202eb\x07c"), "a b c"),
        (Draft(TEXT, title="\u200b"), "Lavrov bertemu dengan Kim di Pyongyang."),
        (Draft("\n…\n  Baris satu\nBaris dua"), "Baris satu"),
        (Draft("kata " * 100), " ".join(["kata"] * 15) + "…"),
        (Draft("x" * 100), "x" * 79 + "…"),
        (Draft(TEXT, title="kata " * 100), " ".join(["kata"] * 59) + "…"),
        (Draft("\x01" * 2_000 + "a"), "/berita/a.txt"),
        (Draft("Harian | Edisi Jawa\n\nPasar dibuka."), "Harian | Edisi Jawa"),
    ],
    ids=[
        "given",
        "heading",
        "no string",
        "number",
        "controls",
        "unseen",
        "line",
        "long",
        "long word",
        "cut",
        "none",
        "bar",
    ],
)
def test_title(draft: Draft, expected: str) -> None:
    """The given one, else the heading, else the first words; one line, never empty."""
    assert make(draft).title == expected


@pytest.mark.parametrize(
    "text", ["Barang: Beras | Harga: Rp76.500", "Senin | Budi, Tono\nSelasa | Eko", "\n\nHari | Jam\n\nSenin | 08.00\n"]
)
def test_name_of_a_table_is_its_title(text: str) -> None:
    """Of what begins with a row, which says no more of the whole than another; without a name the row has to do."""
    found = make(Draft(text), "Daftar Harga.xlsx")
    nameless, headed = make(Draft(text), "page"), make(Draft(text, heading="Toko"), "Daftar Harga.xlsx")

    assert (found.title, found.provenance["title"]) == ("Daftar Harga", "file name")
    assert (nameless.title, headed.title) == (next(each for each in text.split("\n") if each), "Toko")


@pytest.mark.parametrize(
    "written",
    [
        "2018-06-01",
        "20180601",
        20180601,
        "2018-06-01T23:30:00+07:00",
        "2018-06-01 10:00",
        "1 Juni 2018",
        "Jumat, 01 Juni 2018 10:15 WIB",
        "June 1, 2018",
        "Fri, 01 Jun 2018 10:00:00 +0700",
        "1/6/2018",
        date(2018, 6, 1),
        datetime(2018, 6, 1, 10, tzinfo=UTC),
    ],
    ids=str,
)
def test_given_date(written: object) -> None:
    """As programs and people write it."""
    assert make(Draft(TEXT, published=written), "b-2017-01-01.txt").published == date(2018, 6, 1)


@pytest.mark.parametrize("missing", [None, "", " ", "null", "~"])
def test_missing_date_is_no_mistake(missing: object) -> None:
    """The next rule applies, and nothing is reported."""
    assert make(Draft(TEXT, published=missing), "b-2018-06-01.txt").published == date(2018, 6, 1)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2018-13-45", "'2018-13-45'"),
        ("Juni 2018", "'Juni 2018'"),
        (True, "'bool'"),
        (["x"], "'list'"),
        (1.5, "'float'"),
        ("9" * 200, f"'{'9' * 40}'"),
    ],
)
def test_given_date_that_is_none_is_reported(written: object, shown: str) -> None:
    """With what was used instead; the article is kept."""
    problem, article = finish(Draft(TEXT, published=written), Path("/berita/b-2018-06-01.txt"))

    assert problem == Noted("/berita/b-2018-06-01.txt", f"published {shown} is not a date; used 2018-06-01 instead")
    assert isinstance(article, Article)
    assert article.published == date(2018, 6, 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lavrov-kim-2018-06-01.id.txt", date(2018, 6, 1)),
        ("20180601.txt", date(2018, 6, 1)),
        ("2018_06_01-x.txt", date(2018, 6, 1)),
        ("2018-13-01_2018-06-01.txt", date(2018, 6, 1)),
        ("2018-0601.txt", None),
        ("12018060123.txt", None),
        ("15550601.txt", None),
        ("2018-02-30.txt", None),
        (f"{TODAY + timedelta(days=400)}.txt", None),
        (f"{TODAY}.txt", TODAY),
    ],
)
def test_date_in_the_file_name(name: str, expected: date | None) -> None:
    """Year, month and day, one day that was."""
    assert make(Draft(TEXT), name).published == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kamis 31 Mei 2018. Jumat 1 Juni 2018. Sejak tahun 2000. 12 Juni. Pada 3/5/2018.",
        "On 31 May 2018 and June 1, 2018 the talks went on.",
        "Budi Hartono, lahir di Solo pada 12 April 1961, dikenal sebagai pembuat gamelan.",
        "Pada 12 Juni akan ada pertemuan.",
    ],
)
def test_days_that_a_text_tells_of_are_not_its_own(text: str) -> None:
    """Neither the latest nor the first: better none than a birthday."""
    found = make(Draft(text))
    assert (found.published, found.published_guessed) == (None, False)


def test_date_in_the_file_name_goes_before_the_text() -> None:
    """The text may tell of days long before."""
    assert make(Draft("Gempa terjadi pada 26 Desember 2004."), "2018-06-01.txt").published == date(2018, 6, 1)


@pytest.mark.parametrize(
    ("given_language", "name", "expected"),
    [
        ("en", "a.txt", "en"),
        ("id-ID", "a.txt", "id"),
        ("in", "a.txt", "id"),
        ("IND", "a.txt", "id"),
        ("en_US", "a.txt", "en"),
        ("jv", "a.en.txt", "jv"),
        ("klingon", "a.en.txt", "en"),
        ("xx", "a.txt", "id"),
        (["en"], "a.txt", "id"),
        (None, "a.en.md", "en"),
        (None, "a.EN.md", "en"),
        (None, "v1.xx.txt", "id"),
        (None, "en.txt", "id"),
        (None, "a.eng.txt", "id"),
    ],
)
def test_language(given_language: object, name: str, expected: str) -> None:
    """The given one, else the file name's, else what the text is in."""
    assert make(Draft(TEXT, language=given_language), name).language == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (" http://example.org ", "http://example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("ftp://example.org/a", None),
        ("/a.html", None),
        ("https://", None),
        ("https://[x", None),
        ("https://example.org/a b", None),
        ("https://example.org/\n", "https://example.org/"),
        ("https://example.org/\u202ea", None),
        ("https://example.org/" + "a" * 2_000, None),
        (17, None),
    ],
)
def test_url(url: object, expected: str | None) -> None:
    """Web addresses only."""
    assert make(Draft(TEXT, url=url)).url == expected


FIELDS = st.fixed_dictionaries(
    {"text": st.text(min_size=1)},
    optional={
        name: st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(), max_size=2)
        for name in ("title", "url", "published", "source", "language", "given_id")
    },
)


@settings(deadline=None)
@given(FIELDS)
def test_any_draft_makes_articles_that_are_complete(fields: dict[str, object]) -> None:
    """Whatever a file says of an article, and whatever its text is."""
    for item in finish(Draft(**fields), Path("/berita/a.txt")):  # type: ignore[arg-type]
        if isinstance(item, Article):
            assert item.title.strip()
            assert item.text.strip()
            item.content_hash.encode()
            (item.title + item.text + (item.source or "") + (item.url or "")).encode()


def test_what_nobody_sees_within_words_goes() -> None:
    """Soft hyphens and blanks without width; a new page begins a paragraph, and pages begin where they did."""
    article = make(Draft("Ke\u00admatian\u200b ikan\fAir\ufeff keruh", page_starts=(0, 14)))

    assert article.text == "Kematian ikan\n\nAir keruh"
    assert article.page_starts == (0, 12)
