"""Rows without a moment of publication: drafts beside rows that have one, whatever file they stand in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from index.articles import Article
from index.progress import Hidden
from index.reasons import Reason
from index.sources.formats import registry
from tests.conftest import MANGO, SHIP
from tests.index.sources.formats.reading import items

DATED = {"title": "Kapal", "body": SHIP, "publishedAt": "2020-03-04"}
OPEN = {"title": "Mangga", "body": MANGO, "publishedAt": None}


def published(folder: Path, rows: Sequence[Mapping[str, object]], name: str = "a.json") -> list[str]:
    """Return the titles of the articles; all others must be drafts."""
    if name.endswith(".csv"):
        lines = [";".join(DATED)] + [";".join(str(value or "") for value in row.values()) for row in rows]
        content = "\n".join(lines)
    else:
        content = json.dumps(rows) if name.endswith(".json") else "\n".join(map(json.dumps, rows))
    found = items(folder, name, content)
    drafts = [each for each in found if isinstance(each, Hidden)]
    assert all(each.code is Reason.DRAFT and "unpublished" in each.reason for each in drafts)
    assert len(drafts) + sum(isinstance(each, Article) for each in found) == len(rows)
    return [each.title for each in found if isinstance(each, Article)]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv"])
@pytest.mark.parametrize("rows", [[DATED, OPEN], [OPEN, DATED], [OPEN, OPEN, DATED, OPEN]])
def test_row_without_a_moment_is_a_draft_beside_rows_that_have_one(
    tmp_path: Path, name: str, rows: Sequence[Mapping[str, object]]
) -> None:
    """Wherever it stands."""
    assert published(tmp_path, rows, name) == ["Kapal"]


@pytest.mark.parametrize("empty", ["", "NULL", r"\N"])
def test_what_databases_write_for_nothing(tmp_path: Path, empty: str) -> None:
    """It is no moment."""
    assert published(tmp_path, [DATED, OPEN | {"publishedAt": empty, "created_at": "2020-03-01"}]) == ["Kapal"]


def test_field_that_nobody_fills_in_says_nothing(tmp_path: Path) -> None:
    """No row has a moment."""
    assert published(tmp_path, [OPEN, OPEN | {"title": "Jambu"}]) == ["Mangga", "Jambu"]


@pytest.mark.parametrize(
    "says", [{"status": "published"}, {"is_published": True}, {"draft": False}, {"publishedAt": 1_583_323_200}]
)
def test_row_that_says_that_it_is_public_is(tmp_path: Path, says: dict[str, object]) -> None:
    """By another field."""
    assert published(tmp_path, [DATED, OPEN | says]) == ["Kapal", "Mangga"]


def test_day_that_is_not_known_is_no_draft(tmp_path: Path) -> None:
    """A plain date is often missing of what is old."""
    rows: list[dict[str, object]] = [{"title": "A", "body": SHIP, "date": "2020-03-04"}]
    rows += [{"title": "B", "body": MANGO, "date": None}]
    assert published(tmp_path, rows) == ["A", "B"]


def test_no_more_is_held_back_than_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many rows without a moment the field counts as unused."""
    monkeypatch.setattr(registry, "_MAX_HELD", 2)
    rows = [OPEN | {"title": str(number)} for number in range(3)]
    assert sorted(published(tmp_path, [*rows, DATED])) == ["0", "1", "2", "Kapal"]
