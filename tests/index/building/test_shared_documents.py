"""Documents that were sent to one machine, at a build on another."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

from index import DIMENSION, DOCUMENTS_FOLDER, Engine, PostgresArchive, keep_document
from index.building.shared_documents import share_documents
from index.sources.documents import title_of
from index.store.protocols import SharedDocument


def test_a_build_on_another_machine_has_the_documents(tmp_path: Path, postgres_url: str) -> None:
    """Each with its title and time, so that none is read anew, and none is taken for gone."""
    folder = tmp_path / "data" / DOCUMENTS_FOLDER
    with closing(Engine(tmp_path / "data", archive=PostgresArchive(postgres_url, dimension=DIMENSION))) as engine:
        file = keep_document(folder, "jadwal.md", b"Posyandu buka pada hari Selasa.", "Jadwal")
        before = file.stat().st_mtime_ns
        assert engine.index([folder], afresh=[file]).added == 1
        # As on a machine that another document came to.
        shutil.rmtree(folder)
        other = keep_document(folder, "harga.md", b"Harga beras naik di pasar.", None)
        assert engine.index([folder], afresh=[other]).added == 1
        report = engine.reindex()
        assert (report.removed, report.unchanged) == (0, 2)
        assert (file.stat().st_mtime_ns, title_of(file)) == (before, "Jadwal")
        documents = engine.archive.documents()
        assert documents is not None
        assert documents.listed().keys() == {"jadwal.md", "harga.md"}


def test_the_newer_of_two_counts(tmp_path: Path, postgres_url: str) -> None:
    """Wherever it is; and nothing that is half written."""
    one, other = tmp_path / "one", tmp_path / "other"
    with closing(PostgresArchive(postgres_url, dimension=DIMENSION)) as archive:
        shared = archive.documents()
        older, newer = keep_document(one, "a.md", b"lama", "Lama"), keep_document(other, "a.md", b"baru", None)
        (one / "b.md.new").write_bytes(b"setengah")
        for file, seconds in ((older, 1_000), (newer, 2_000)):
            _changed(file, seconds)
        for folder in (one, other, one):
            share_documents(shared, folder)
        assert (older.read_bytes(), title_of(older)) == (b"baru", None)
        _changed(older, 1_500)
        share_documents(shared, one)
        assert shared.listed() == {"a.md": 2_000 * 10**9}
        assert older.stat().st_mtime_ns == 2_000 * 10**9


def test_what_the_database_has_no_room_for_costs_no_build(tmp_path: Path, postgres_url: str) -> None:
    """A name that is not UTF-8 stays where it is, and NUL goes out of a title."""
    file = keep_document(tmp_path / "data", "a.md", b"isi", "Judul\0ini")
    file.with_name(os.fsdecode(b"\xff.md")).write_bytes(b"isi")
    with closing(PostgresArchive(postgres_url, dimension=DIMENSION)) as archive:
        share_documents(shared := archive.documents(), tmp_path / "data")
        assert shared.listed().keys() == {"a.md"}
        assert shared.get("a.md") == SharedDocument("a.md", "Judul ini", b"isi", file.stat().st_mtime_ns)


def _changed(file: Path, seconds: int) -> None:
    os.utime(file, ns=(seconds * 10**9, seconds * 10**9))
