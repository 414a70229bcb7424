"""What the tests of builds look at: counts of a report, and what is served."""

from __future__ import annotations

from pathlib import Path

from index import Engine
from index.articles import Article
from index.progress import BuildReport
from tests.conftest import write_article


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed


def texts(engine: Engine) -> dict[str, str]:
    """Return what is served, by title, after checking that the snapshot is whole."""
    engine.refresh()
    assert engine.verify()[1] == []
    return {article.title: article.text.strip() for article in engine.articles()}


def titled(engine: Engine, title: str) -> Article:
    """Return the article of a title."""
    engine.refresh()
    return next(each for each in engine.articles() if each.title == title)


def reasons(report: BuildReport) -> list[str]:
    return [each.reason for each in report.skipped]


def holds(engine: Engine, word: str) -> bool:
    """Tell whether a word is found in a passage."""
    engine.refresh()
    return bool(engine.store().matching(word, 5))


def put(folder: Path, name: str, text: str, **front: object) -> Path:
    """Write an article of a title that no text decides."""
    return write_article(folder / name, text, **{"title": Path(name).stem, "language": "id"} | front)
