"""CSV and TSV, as the programs that people have write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.articles import Article
from index.progress import BrokenOff
from tests.conftest import MANGO, SHIP
from tests.index.sources.formats.reading import articles, complaints, items

COLUMNS = ("Judul", "Tanggal", "Tautan", "Isi")


def table(delimiter: str, *, quote: str = '"', end: str = "\n") -> str:
    rows = [COLUMNS, ("Kapal, sebuah", "04/03/2020", "https://a.example/1", SHIP), ("Mangga", "", "", MANGO)]
    return "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) + end for row in rows)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", table(",")),
        ("a.csv", table(";")),
        ("a.tsv", table("\t", quote="")),
        ("a.csv", table("|", quote="")),
        ("a.csv", "sep=;\r\n" + table(";", end="\r\n")),
        ("a.csv", ("\ufeff" + table(";")).encode()),
        ("a.csv", table("\t").encode("utf-16")),
    ],
    ids=["comma", "semicolon", "tab", "bar", "excel", "mark", "utf-16"],
)
def test_table_of_any_program(tmp_path: Path, name: str, content: str | bytes) -> None:
    """Its column names tell what parts the values."""
    found = articles(tmp_path, name, content)

    assert [(each.title, each.published, each.url, each.text) for each in found] == [
        ("Kapal, sebuah", date(2020, 3, 4), "https://a.example/1", SHIP),
        ("Mangga", None, None, MANGO),
    ]


def test_values_hold_line_ends_and_quotation_marks(tmp_path: Path) -> None:
    """Doubled as in RFC 4180, or escaped as by databases."""
    (first,) = articles(tmp_path, "a.csv", f'title,text\nKapal,"{SHIP}\n\nIa berkata ""ya"", lalu pergi."\n')
    (second,) = articles(tmp_path, "b.csv", f'title,text\nKapal,"{SHIP}\n\nIa berkata \\"ya\\", lalu pergi."\n')

    assert first.text == second.text == f'{SHIP}\n\nIa berkata "ya", lalu pergi.'


def test_commas_of_a_text_at_the_end_are_its_own(tmp_path: Path) -> None:
    """Elsewhere a row of more values than columns is told."""
    (found,) = articles(tmp_path, "a.csv", "title,text\nKapal,Satu, dua, dan tiga kapal tenggelam.\n")
    told = complaints(tmp_path, "b.csv", "text,title\nSatu, dua, dan tiga kapal,Kapal\n")

    assert found.text == "Satu, dua, dan tiga kapal tenggelam."
    assert told == ["#1 row 1 has 4 values for 2 columns; put values with “,” in quotation marks"]


def test_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    """What stands before it is kept, and nothing behind it is taken for gone."""
    first, broken = items(tmp_path, "a.csv", f'title,text\nKapal,{SHIP}\nMangga,"{MANGO}\nLagi,{SHIP}\n')

    assert isinstance(first, Article)
    assert isinstance(broken, BrokenOff)
    assert "row 2 opens a quotation mark that is never closed" in broken.reason


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("nama,umur\nBudi,5\n", 'its first row should name one "text", and names "nama", "umur"'),
        ("text\n", "has column names and no rows below them"),
        ("text" + ",x" * 1_000 + "\n", "has 1,001 columns, more than 1,000"),
        ("text\n" + "a" * 10_000_001, "row 1 cannot be read, nor what follows it"),
    ],
    ids=["no text", "no rows", "columns", "long"],
)
def test_table_without_articles(tmp_path: Path, content: str, complaint: str) -> None:
    """Says what it should have."""
    assert complaint in complaints(tmp_path, "a.csv", content)[0]


def test_questions_with_answers_are_articles(tmp_path: Path) -> None:
    """Each answer below its question, as in lists of what is often asked."""
    (found,) = articles(tmp_path, "a.csv", "No;Pertanyaan;Jawaban\n1;Berapa iuran anggota?;Rp 35.000 sebulan.\n")

    assert (found.title, found.text) == ("Berapa iuran anggota?", "Rp 35.000 sebulan.")


def test_columns_that_are_not_known_are_told_once(tmp_path: Path) -> None:
    """Not for every row."""
    assert complaints(tmp_path, "a.csv", f"text,warna\n{SHIP},biru\n{MANGO},kuning\n") == [
        'has fields that are not used: "warna"'
    ]


def test_draft_rows_are_left_out(tmp_path: Path) -> None:
    """By their status, whatever the column is called."""
    told = complaints(tmp_path, "a.csv", f"text,Status,is_published\n{SHIP},draft,\n{MANGO},publish,0\n{SHIP},,1\n")
    assert told == ["#1 is a draft (status draft)", "#2 is a draft (status draft)"]


def test_name_of_the_table_above_its_columns(tmp_path: Path) -> None:
    """As office programs write a sheet with a heading."""
    (found,) = articles(tmp_path, "a.csv", f"Daftar Berita 2020;;\n;;\nJudul;Isi;Tanggal\nKapal;{SHIP};4/3/2020\n")

    assert (found.title, found.published, found.text) == ("Kapal", date(2020, 3, 4), SHIP)


def test_rows_without_text_are_told_in_short(tmp_path: Path) -> None:
    """A file cannot fill the report, whether its rows are no articles or articles of nothing."""
    told = complaints(tmp_path, "a.csv", "title,text\n" + "Kapal,\n" * 2_000)

    assert len(told) == 1_001
    assert told[-1] == "has 1,000 more things in it that are no articles"
