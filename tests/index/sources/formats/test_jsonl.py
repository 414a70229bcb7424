"""JSONL: an article a line, and rows that are none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index.articles import Article
from index.progress import Noted, Skipped
from index.sources import read_articles
from index.sources.limits import MAX_ARTICLE_BYTES


def read(file: Path, *lines: str | bytes) -> list[Article | Skipped]:
    file.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return list(read_articles(file))


def test_row_fills_the_fields(tmp_path: Path) -> None:
    """Each of them; the text is taken as it is."""
    row = {
        "title": "Judul",
        "text": " Isi\r\n\u0000artikel \ud800. ",
        "url": "https://example.org/a",
        "published": "2018-06-01T10:00:00Z",
        "source": "Warta",
        "language": "en",
        "id": 17,
    }

    (article,) = read(tmp_path / "a.jsonl", json.dumps(row))

    assert article == Article(
        id="4523540f1504cd17",  # the first 16 digits of: printf 17 | sha256sum
        title="Judul",
        text=" Isi\n\ufffdartikel \ufffd. ",
        url="https://example.org/a",
        published=date(2018, 6, 1),
        language="en",
        source="Warta",
        origin=f"{tmp_path}/a.jsonl#1",
    )


def test_bad_rows_do_not_stop_the_others(tmp_path: Path) -> None:
    """Each is reported with its line and what is wrong; blank lines are no rows."""
    items = read(
        tmp_path / "a.jsonl",
        '\ufeff{"text": "Artikel satu."}',
        "",
        "{bukan json}",
        "[1]",
        '"teks"',
        "null",
        "true",
        "5",
        '{"title": "tanpa teks"}',
        '{"text": null}',
        '{"text": {}}',
        '{"text": " "}',
        '{"text": "…"}',
        "[" * 100_000,
        '{"text": "x", "n": ' + "9" * 5_000 + "}",
        b"\x00\x01\x02",
        '{"text": "Artikel dua."}',
    )

    problems = {int(item.where.rpartition("#")[2]): item.reason for item in items if isinstance(item, Skipped)}
    assert [item.text for item in items if isinstance(item, Article)] == ["Artikel satu.", "Artikel dua."]
    assert [f"{tmp_path}/a.jsonl#1", f"{tmp_path}/a.jsonl#17"] == [
        item.origin for item in items if isinstance(item, Article)
    ]
    assert problems.pop(3).startswith("line 3 is not JSON: Expecting property name")
    assert problems == {
        4: "line 4 is not a JSON object but an array",
        5: "line 5 is not a JSON object but a string",
        6: "line 6 is not a JSON object but null",
        7: "line 7 is not a JSON object but a truth value",
        8: "line 8 is not a JSON object but a number",
        9: 'line 9 has no "text"',
        10: 'line 10 has no "text"',
        11: 'line 11 has a "text" that is not a string but an object',
        12: "is empty",
        13: "has neither letters nor digits",
        14: "line 14 is nested too deeply",
        15: "line 15 has a number of too many digits; write it as a string",
        16: "line 16 looks like binary data, not text; save it as UTF-8 text, or leave it out",
    }


def test_windows_code_page(tmp_path: Path) -> None:
    """A row that is not UTF-8, as JSON ought to be."""
    (article,) = read(tmp_path / "a.jsonl", '{"text": "Kafe José di Bali."}'.encode("cp1252"))

    assert isinstance(article, Article)
    assert article.text == "Kafe José di Bali."


def test_overlong_row_is_passed_over(tmp_path: Path) -> None:
    """It is never held in memory as a whole; its neighbours are read."""
    longest = '{"text": "Artikel satu.", "x": "' + "a" * (MAX_ARTICLE_BYTES - 35) + '"}'
    first, second, third, told = read(tmp_path / "a.jsonl", longest, " " + longest + "  ", '{"text": "Artikel tiga."}')

    assert len(longest) == MAX_ARTICLE_BYTES - 1
    assert isinstance(first, Article)
    assert second == Skipped(
        f"{tmp_path}/a.jsonl#2", "line 2 has more than the 10,000,000 bytes of one article; split it"
    )
    assert isinstance(third, Article)
    assert third.origin == f"{tmp_path}/a.jsonl#3"
    assert told == Noted(f"{tmp_path}/a.jsonl", 'has fields that are not used: "x"')


def test_overlong_last_row_without_line_end(tmp_path: Path) -> None:
    """The file ends in the midst of it."""
    first, second = read(tmp_path / "a.jsonl", '{"text": "Artikel satu."}', b"a" * (MAX_ARTICLE_BYTES + 1))

    assert isinstance(first, Article)
    assert isinstance(second, Skipped)


def test_rows_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    """A file of any length takes the memory of a row."""
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "Artikel satu.", "language": "id", "published": "2018-06-01"}\n' * 10, encoding="utf-8")
    articles = read_articles(file)

    next(articles)
    file.write_text("", encoding="utf-8")

    assert len(list(articles)) == 9  # what the reader had in its buffer


@pytest.mark.parametrize("blank", ["", "\n  \n"])
def test_evaluation_file_is_one_thing_passed_over(tmp_path: Path, blank: str) -> None:
    """It lies beside the articles, and is none."""
    row = '{"question": "Kapan?", "context": "12 Juni.", "answers": []}\n'
    (tmp_path / "questions.jsonl").write_text(blank + row * 3, encoding="utf-8")

    assert [Skipped(f"{tmp_path}/questions.jsonl", "holds evaluation questions, not articles")] == list(
        read_articles(tmp_path / "questions.jsonl")
    )


def test_article_with_a_question_is_an_article(tmp_path: Path) -> None:
    """Its text tells."""
    (article,) = read(tmp_path / "a.jsonl", '{"question": "Kapan?", "context": "x", "text": "12 Juni."}')

    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Kapan?", "12 Juni.")


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_file_without_rows_is_empty(tmp_path: Path, text: str) -> None:
    """One report for the file."""
    assert [Skipped(f"{tmp_path}/a.jsonl", "is empty")] == read(tmp_path / "a.jsonl", text)


def test_bad_date_is_reported_with_its_row(tmp_path: Path) -> None:
    """The article is kept."""
    problem, article = read(tmp_path / "a.jsonl", "", '{"text": "Artikel.", "published": "entah kapan"}')

    assert problem == Noted(f"{tmp_path}/a.jsonl#2", "published 'entah kapan' is not a date; left it open")
    assert isinstance(article, Article)
