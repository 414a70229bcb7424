"""Days in figures of one file, which are all written in one order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.articles import Article
from index.progress import Hidden, Noted, Skipped
from index.reasons import Reason
from index.sources import read_articles
from index.sources.formats import day_order
from tests.conftest import MANGO
from tests.documents import zipped
from tests.index.sources.formats.reading import items


def table(days: list[str]) -> str:
    rows = [f'Berita {number};"{day}";{MANGO} {number}' for number, day in enumerate(days)]
    return "\n".join(["Judul;Tanggal;Isi", *rows])


def days_of(found: list[Article | Skipped]) -> list[str]:
    return [str(each.published) for each in found if isinstance(each, Article)]


def notes_of(found: list[Article | Skipped]) -> list[Skipped]:
    return [each for each in found if not isinstance(each, Article)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["3/13/2024", "3/5/2024", "1/2/2024"], ["2024-03-13", "2024-03-05", "2024-01-02"]),
        (["1/2/2024", "3/5/2024", "3/13/2024"], ["2024-01-02", "2024-03-05", "2024-03-13"]),
        (["1/2/24", "12/31/23 10:00", "3/5/24"], ["2024-01-02", "2023-12-31", "2024-03-05"]),
        (["03-05-2024", "03-13-2024"], ["2024-03-05", "2024-03-13"]),
        (["Tue, 3/5/2024 10:15", "Wed, 3/13/2024 10:15"], ["2024-03-05", "2024-03-13"]),
        (
            ["3/5/2024", "2024-03-13", "12 Juni 2018", "3/13/2024"],
            ["2024-03-05", "2024-03-13", "2018-06-12", "2024-03-13"],
        ),
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_month_first_throughout(tmp_path: Path, suffix: str, days: list[str], expected: list[str]) -> None:
    """One day that can be read in one way only tells of all, before it and behind it; that is told once."""
    rows = [{"title": f"Berita {at}", "date": day, "text": f"{MANGO} {at}"} for at, day in enumerate(days)]
    found = items(tmp_path, f"a{suffix}", table(days) if suffix == ".csv" else "\n".join(map(json.dumps, rows)))

    assert days_of(found) == expected
    (told,) = notes_of(found)
    assert isinstance(told, Noted)
    assert told.code is Reason.DOUBTFUL_DAY
    assert "month first" in told.reason


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["3/5/2024", "25/3/2024", "1/2/2024"], ["2024-05-03", "2024-03-25", "2024-02-01"]),
        (["3/5/2024", "1/2/2024"], ["2024-05-03", "2024-02-01"]),
        (["3.5.2024", "5/5/2024"], ["2024-05-03", "2024-05-05"]),
        (["3/5/2024", "5/3/2024 - 7/3/2024"], ["2024-05-03", "None"]),
        (["3/5/2024", "0/13/2024"], ["2024-05-03", "None"]),
    ],
)
def test_day_first_else(tmp_path: Path, days: list[str], expected: list[str]) -> None:
    """As always."""
    found = items(tmp_path, "a.csv", table(days))

    assert days_of(found) == expected
    assert not any("month first" in each.reason for each in notes_of(found))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["25/3/2024", "3/13/2024", "3/5/2024"], ["2024-03-25", "2024-03-13", "2024-05-03"]),
        (["3/13/2024", "25/3/2024", "3/5/2024"], ["2024-03-13", "2024-03-25", "2024-05-03"]),
    ],
)
def test_both_orders_in_one_file(tmp_path: Path, days: list[str], expected: list[str]) -> None:
    """What can be read in one way only is read so, and it is told."""
    found = items(tmp_path, "a.csv", table(days))

    assert days_of(found) == expected
    assert [each.code for each in notes_of(found)].count(Reason.DOUBTFUL_DAY) == 1


def test_each_file_of_an_archive_has_its_own_order(tmp_path: Path) -> None:
    """And so has each of two that follow each other."""
    file = tmp_path / "a.zip"
    file.write_bytes(zipped({"a.csv": table(["3/13/2024", "3/5/2024"]), "b.csv": table(["3/6/2024", "1/2/2024"])}))

    assert days_of(list(read_articles(file))) == ["2024-03-13", "2024-03-05", "2024-06-03", "2024-02-01"]


def test_what_is_to_come_is_read_in_the_same_order(tmp_path: Path) -> None:
    """The end of an article, too."""
    content = f"judul;tanggal;expires;isi\nA;3/13/2024;1/2/2999;{MANGO}\nB;3/14/2024;12/1/2020;{MANGO} B"
    found = items(tmp_path, "a.csv", content)

    assert [each.reason for each in found if isinstance(each, Hidden)] == ["has expired on 2020-12-01"]


def test_no_more_is_held_back_than_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many rows that say nothing of it the day is first."""
    monkeypatch.setattr(day_order, "_MAX_HELD", 2)
    found = items(tmp_path, "a.csv", table(["3/5/2024", "1/2/2024", "1/3/2024", "3/13/2024"]))

    assert days_of(found) == ["2024-05-03", "2024-02-01", "2024-03-01", "2024-03-13"]


def test_nothing_is_lost_behind_a_broken_row(tmp_path: Path) -> None:
    """What was held back comes, in its order."""
    rows = [{"title": "A", "date": "3/5/2024", "text": MANGO}, {"title": "B", "date": "1/2/2024", "text": f"{MANGO} B"}]
    found = items(tmp_path, "a.jsonl", "\n".join([json.dumps(rows[0]), "{", json.dumps(rows[1])]))

    assert [each.title if isinstance(each, Article) else "-" for each in found] == ["A", "-", "B"]
