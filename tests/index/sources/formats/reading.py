"""Reads what a test writes."""

from __future__ import annotations

from pathlib import Path

from index.articles import Article
from index.progress import Skipped
from index.sources import read_articles


def items(folder: Path, name: str, content: str | bytes) -> list[Article | Skipped]:
    """Return all that a file of this content yields."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_articles(file))


def articles(folder: Path, name: str, content: str | bytes) -> list[Article]:
    """Return the articles of a file that has nothing to complain of."""
    found = items(folder, name, content)
    assert [each for each in found if not isinstance(each, Article)] == []
    return [each for each in found if isinstance(each, Article)]


def complaints(folder: Path, name: str, content: str | bytes) -> list[str]:
    """Return what is told of a file, with the place within it."""
    told = [each for each in items(folder, name, content) if isinstance(each, Skipped)]
    return [f"{each.where.removeprefix(str(folder / name))} {each.reason}".strip() for each in told]
