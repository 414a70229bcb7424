"""Archives that change, and what is served of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.embedding.embedder import embedder_fingerprint
from index.snapshots.consistency import problems_of_current
from index.snapshots.snapshots import Snapshots
from tests.conftest import write_article
from tests.reliability.builds import BuildServer


def put(folder: Path, name: str, text: str) -> Path:
    """Write an article of a title that no text decides."""
    return write_article(folder / f"{name}.md", text, title=name, language="id")


def in_files(folder: Path) -> dict[str, str]:
    """Return the texts of an archive by title, as its files say."""
    return {file.stem: file.read_text().split("---\n")[2].strip() for file in folder.glob("*.md")}


def served(data: Path) -> dict[str, str]:
    """Return the texts that are served by title, after checking the snapshot whole, and that no id is there twice."""
    snapshots = Snapshots(data / "index")
    assert problems_of_current(snapshots)[1] == []
    snapshot = snapshots.open_current(embedder_fingerprint(None))
    try:
        articles = snapshot.store.articles.newest()
        passages = snapshot.store.filter_documents()
    finally:
        snapshot.store.close()
    assert len({each.id for each in articles}) == len(articles)
    assert len({each.id for each in passages}) == len(passages)
    assert {each.meta["article_id"] for each in passages} == {each.id for each in articles}
    return {each.title: each.text.strip() for each in articles}


def leftovers(data: Path) -> list[str]:
    """Return what lies among the snapshots and is none."""
    known = {"CURRENT", "LOCK"}
    return sorted(each.name for each in (data / "index").iterdir() if each.name not in known and each.name[:2] != "s-")


class Archive:
    """A folder of articles with an index of an older state of it, to start from again and again."""

    def __init__(self, folder: Path, builds: BuildServer) -> None:
        """Write and index three articles, then change one, remove one and add one."""
        self.files, self._template = folder / "archive", folder / "template"
        for name, text in (("satu", "Harimau tidur."), ("dua", "Gajah mandi."), ("tiga", "Badak makan rumput.")):
            put(self.files, name, text)
        # Two builds, so that the third removes a snapshot.
        assert builds.build(self._template, self.files).error is None
        put(self.files, "empat", "Kuda berlari.")
        assert builds.build(self._template).error is None
        self.old = in_files(self.files)
        put(self.files, "satu", "Buaya berjemur di pasir.")
        put(self.files, "lima", "Rusa minum di sungai.")
        (self.files / "dua.md").unlink()
        self.new = in_files(self.files)

    def fresh(self, data: Path) -> Path:
        """Return a data folder in which the older state is indexed; what was there before goes."""
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self._template, data)
        return data
