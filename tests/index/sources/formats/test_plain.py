"""Plain text files: their encodings, and that their text stays as it is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index.articles import Article
from index.progress import Skipped
from index.sources import read_articles
from index.sources.limits import MAX_FILE_BYTES, MAX_TEXT_CHARS

BINARY = "looks like binary data, not text; save it as UTF-8 text, or leave it out"
INDONESIAN = "“Makan malam yang baik,” tulis Pompeo – menurut kantor berita. Harga 5 € untuk José.\n\nParagraf kedua.\n"
RUSSIAN = "Президент России встретился с министром иностранных дел в Москве. Они обсудили положение в Корее.\n" * 3


def read(file: Path, data: bytes) -> Article | Skipped:
    file.write_bytes(data)
    (item,) = read_articles(file)
    return item


def text_of(file: Path, data: bytes) -> str:
    item = read(file, data)
    assert isinstance(item, Article)
    return item.text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"], ids=lambda name: name
)
def test_encodings_of_a_latin_text(tmp_path: Path, encoding: str) -> None:
    """With and without byte order mark; the mark is not part of the text."""
    assert text_of(tmp_path / "a.txt", INDONESIAN.encode(encoding)) == INDONESIAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"])
def test_encodings_of_a_cyrillic_text(tmp_path: Path, encoding: str) -> None:
    """Few of UTF-16's bytes are NUL in another script."""
    assert text_of(tmp_path / "a.txt", RUSSIAN.encode(encoding)) == RUSSIAN


def test_text_that_breaks_off_inside_a_letter(tmp_path: Path) -> None:
    """A download that stopped: what came is read as the UTF-8 that it is, without the broken letter."""
    broken_off = "Harga kopi di Café Luwak naik menjadi 5 €".encode()[:-1]
    assert text_of(tmp_path / "a.txt", broken_off) == "Harga kopi di Café Luwak naik menjadi 5 "


def test_text_stays_as_it_is(tmp_path: Path) -> None:
    """White space at the ends, tabs and empty lines are kept: answers are offsets into it; what parts a word goes."""
    text = "\n  Satu\t dua \u00a0\n\n\n ti\u00adga\u200b \u202eempat \n"

    assert text_of(tmp_path / "a.txt", text.encode()) == "\n  Satu\t dua \u00a0\n\n\n tiga \u202eempat \n"


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    """Those of Windows and of old Macs."""
    assert text_of(tmp_path / "a.txt", b"satu\r\ndua\rtiga\n\r\n") == "satu\ndua\ntiga\n\n"


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    """One for one, so that offsets stay; a pair stays an emoji."""
    text = "a\ud800b\udfffc 😀"

    assert text_of(tmp_path / "a.txt", b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass")) == "a\ufffdb\ufffdc 😀"


def test_nul_in_utf_16_becomes_a_replacement_character(tmp_path: Path) -> None:
    """SQLite and XML know no NUL."""
    assert text_of(tmp_path / "a.txt", ("satu\0dua" + " kata" * 40).encode("utf-16")) == "satu\ufffddua" + " kata" * 40


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(range(256)),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"satu\0dua tiga",
        b"\x01\x02\x03satu",
        random.Random(1).randbytes(4_000),
        "satu dua".encode("utf-16")[:-1],
        b"\xff\xfe\0\0abc",
        bytes(random.Random(0).choices(range(128, 256), k=4_000)),
    ],
    ids=["zip", "png", "nul", "controls", "random", "cut utf-16", "cut utf-32", "no known encoding"],
)
def test_binary_data_is_passed_over(tmp_path: Path, data: bytes) -> None:
    """Whatever its name says."""
    assert read(tmp_path / "a.txt", data) == Skipped(str(tmp_path / "a.txt"), BINARY)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u2003\u00a0\n".encode()])
def test_empty_file_is_passed_over(tmp_path: Path, data: bytes) -> None:
    """No byte, or nothing but white space."""
    assert read(tmp_path / "a.txt", data) == Skipped(str(tmp_path / "a.txt"), "is empty")


def test_text_without_words_is_passed_over(tmp_path: Path) -> None:
    """There is nothing to answer from."""
    assert read(tmp_path / "a.txt", "… – 😀".encode()) == Skipped(
        str(tmp_path / "a.txt"), "has neither letters nor digits"
    )


def test_large_file_is_not_read(tmp_path: Path) -> None:
    """A sparse file of 1 TB: reading it would not end well."""
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(1_000_000_000_000)

    (item,) = read_articles(file)

    expected = f"has 1,000,000,000,000 bytes, more than the {MAX_FILE_BYTES:,} that are read; split it"
    assert item == Skipped(str(file), expected)


def test_growing_file_is_not_read_without_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is what was read, not only the size that was told before."""
    monkeypatch.setattr("index.sources.formats.plain.MAX_FILE_BYTES", 10)
    monkeypatch.setattr("index.sources.decoding._size", lambda _stream: 5)

    item = read(tmp_path / "a.txt", b"satu dua tiga")

    assert item == Skipped(str(tmp_path / "a.txt"), "has 11 bytes, more than the 10 that are read; split it")


def test_long_text_is_passed_over(tmp_path: Path) -> None:
    """The limit itself is still allowed."""
    longest = "a" * MAX_TEXT_CHARS

    assert text_of(tmp_path / "a.txt", longest.encode()) == longest
    assert read(tmp_path / "a.txt", longest.encode() + b"a") == Skipped(
        str(tmp_path / "a.txt"), "its text has 2,000,001 characters, more than the 2,000,000 of one article; split it"
    )


@pytest.mark.parametrize(
    "text",
    [
        "José Muñoz",
        "Åsa Öberg tiba di Malmö",
        "François Lefèvre, São Paulo",
        "“Müller” – café",
        "Suhu di Zürich 5 °C, kata Børge Ærø.",
    ],
)
def test_names_in_the_code_page_of_windows(tmp_path: Path, text: str) -> None:
    """However short the text and however many of them there are."""
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    (article,) = read_articles(tmp_path / "a.txt")

    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize(("text", "encoding"), [("Привет мир, как дела?", "cp1251"), ("Καλημέρα κόσμε", "cp1253")])
def test_other_scripts_are_not_taken_for_latin(tmp_path: Path, text: str, encoding: str) -> None:
    """Their words are of foreign letters alone."""
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (article,) = read_articles(tmp_path / "a.txt")

    assert isinstance(article, Article)
    assert article.text == text
