"""Documents that were sent to one machine, at a build on another."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from index import (
    DIMENSION,
    DOCUMENTS_FOLDER,
    Engine,
    NothingToIndex,
    PostgresArchive,
    keep_document,
    kept_document,
    take_back_document,
)
from index.building.shared_documents import share_documents
from index.sources.documents import kept_documents, title_of
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


def test_a_document_that_cannot_be_read_comes_to_no_other_machine(tmp_path: Path, postgres_url: str) -> None:
    """Nor back to the one that took it back; where it replaced one that can be read, all go on with that."""
    machines = [tmp_path / each / DOCUMENTS_FOLDER for each in ("one", "other")]
    with ExitStack() as stack:
        engines = [_engine(stack, each.parent, postgres_url) for each in machines]
        folder, engine = machines[0], engines[0]
        file = keep_document(folder, "jadwal.pdf", b"%PDF-1.4 rusak", None)
        with pytest.raises(NothingToIndex):
            engine.index([folder], afresh=[file])
        take_back_document(file, None)
        file = keep_document(folder, "harga.html", b"Harga beras naik di pasar.", "Harga")
        assert engine.index([folder], afresh=[file]).added == 1
        before = kept_document(file)
        keep_document(folder, "harga.html", b"\0\1\2\0", None)
        damaged = keep_document(folder, "rusak.docx", b"PK", None)
        with pytest.raises(NothingToIndex) as told:
            engine.index([folder], afresh=[file, damaged])
        assert {each.where for each in told.value.skipped} == {str(file), str(damaged)}
        take_back_document(file, before)
        take_back_document(damaged, None)
        for machine in (engines[1], engine):
            assert machine.reindex().articles == 1
        assert [[each.name for each in kept_documents(each)] for each in machines] == [["harga.html"]] * 2
        assert [kept_document(each / "harga.html") for each in machines] == [before] * 2


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


def _engine(stack: ExitStack, data_dir: Path, url: str) -> Engine:
    return stack.enter_context(closing(Engine(data_dir, archive=PostgresArchive(url, dimension=DIMENSION))))


def _changed(file: Path, seconds: int) -> None:
    os.utime(file, ns=(seconds * 10**9, seconds * 10**9))
