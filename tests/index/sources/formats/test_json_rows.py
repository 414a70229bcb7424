"""JSON: lists of rows, single articles, exports and feeds; what is none of them, and what is made to do harm."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index.articles import Article
from index.progress import BrokenOff
from tests.conftest import MANGO, SHIP
from tests.index.sources.formats.reading import articles, complaints, items

ROWS = [
    {"headline": "Kapal", "body": SHIP, "date": "2020-03-04", "link": "https://a.example/1"},
    {"title": {"rendered": "Mangga"}, "content": {"rendered": f"<p>{MANGO}</p>"}, "created_at": "2020-03-05T18:00:00Z"},
]


def read_as(found: list[Article]) -> list[tuple[str, str, date | None, str | None]]:
    return [(each.title, each.text, each.published, each.url) for each in found]


EXPECTED = [
    ("Kapal", SHIP, date(2020, 3, 4), "https://a.example/1"),
    # Eighteen o'clock in UTC is the next day where Indonesian is read.
    ("Mangga", MANGO, date(2020, 3, 6), None),
]


@pytest.mark.parametrize(
    "whole",
    [
        ROWS,
        {"articles": ROWS},
        {"total": 2, "data": {"posts": ROWS}},
        {"hits": {"total": 2, "hits": [{"_id": str(n), "_source": row} for n, row in enumerate(ROWS)]}},
        {"db": [{"meta": {}, "data": {"posts": ROWS}}]},
        [{"id": n, "attributes": row} for n, row in enumerate(ROWS)],
        {"edges": [{"node": row} for row in ROWS]},
        {f"-N{number}": row for number, row in enumerate(ROWS)},
    ],
    ids=["list", "named", "within", "search", "ghost", "attributes", "edges", "keys"],
)
def test_rows_are_found_wherever_they_stand(tmp_path: Path, whole: object) -> None:
    """In a list, under a name, or in what a service puts around them."""
    assert read_as(articles(tmp_path, "a.json", json.dumps(whole))) == EXPECTED


def test_jsonl_by_the_name_of_json(tmp_path: Path) -> None:
    """As many programs export it."""
    assert read_as(articles(tmp_path, "a.json", "\n".join(map(json.dumps, ROWS)))) == EXPECTED


def test_one_article_a_file(tmp_path: Path) -> None:
    """As scrapers write it."""
    row = {"@type": "NewsArticle", "headline": "Kapal", "articleBody": SHIP, "author": {"name": "Siti"}}
    (found,) = [each for each in items(tmp_path, "a.json", json.dumps(row)) if isinstance(each, Article)]

    assert (found.title, found.text, found.author) == ("Kapal", SHIP, "Siti")


def test_json_feed(tmp_path: Path) -> None:
    """With the feed's name and language where an entry has none of its own."""
    entry = {"id": "1", "url": "https://a.example/1", "content_html": f"<p>{SHIP}</p>", "date_published": "2020-03-04"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Warta", "language": "id", "items": [entry]}
    (found,) = articles(tmp_path, "feed.json", json.dumps(feed))

    assert (found.text, found.source, found.language, found.published) == (SHIP, "Warta", "id", date(2020, 3, 4))


def test_numbers_of_rows_name_them_in_their_file_alone(tmp_path: Path) -> None:
    """Two exports both have a row 1; a row keeps its id when rows before it go."""
    rows = [{"id": 1, "text": SHIP}, {"id": 2, "text": MANGO}]
    first = articles(tmp_path, "a.json", json.dumps(rows))
    second = articles(tmp_path, "b.json", json.dumps(rows))
    later = articles(tmp_path, "a.json", json.dumps(rows[1:]))

    assert len({each.id for each in first + second}) == 4
    assert later[0].id == first[1].id


def test_rows_that_are_none_are_told(tmp_path: Path) -> None:
    """And the others go on."""
    rows = [1, {"title": "x"}, {"text": 5}, {"text": SHIP}]
    assert complaints(tmp_path, "a.json", json.dumps(rows)) == [
        "#1 row 1 is not a JSON object but a number",
        '#2 row 2 has no "text"',
        '#3 row 3 has a "text" that is not a string but a number',
    ]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            '{"name": "package", "version": "1.0"}',
            "holds no articles: neither a list of rows nor an object with a text",
        ),
        ("[]", "is an empty list"),
        ('"x"', "is neither a JSON array nor an object but a string"),
        ('{"data": [{"paragraphs": []}]}', "holds evaluation questions, not articles"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"a":' * 100_000, "is nested too deeply"),
        ("[{},", '#1 row 1 has no "text"'),
        ("[" + "{}," * 1_000_001, "has 1,000,002 objects and lists, more than the 1,000,000 that are read; split it"),
        ('[{"text": ' + "9" * 5_000 + "}]", "has a number of too many digits; write it as a string"),
    ],
    ids=["settings", "empty", "string", "squad", "deep", "deep objects", "cut", "many", "digits"],
)
def test_what_holds_no_articles(tmp_path: Path, content: str, complaint: str) -> None:
    """Is passed over with the reason."""
    assert complaints(tmp_path, "a.json", content)[0] == complaint


def test_list_that_breaks_off_keeps_what_stands_before(tmp_path: Path) -> None:
    """And what is missing is not taken for gone."""
    whole = json.dumps(ROWS)
    first, broken = items(tmp_path, "a.json", whole[:-10])

    assert isinstance(first, Article)
    assert isinstance(broken, BrokenOff)


def test_ten_thousand_rows_that_are_none_are_told_in_short(tmp_path: Path) -> None:
    """A file cannot fill the report."""
    told = complaints(tmp_path, "a.json", "[" + "0," * 10_000 + "0]")

    assert len(told) == 1_001
    assert told[-1] == "has 9,001 more things in it that are no articles"
