"""Articles about something: found by what they say, each once, the nearest first."""

from __future__ import annotations

from index import Engine


def test_articles_about_a_subject_come_nearest_first(archive_engine: Engine) -> None:
    """The one that names it leads, and none is there twice."""
    found = archive_engine.about("Kapal Mutiara")

    assert found[0].article.title == "Kapal tenggelam"
    assert len({each.article.id for each in found}) == len(found)


def test_no_more_articles_than_are_asked_for(archive_engine: Engine) -> None:
    """However many there are."""
    assert len(archive_engine.about("harga mangga", count=1)) == 1
