"""Documents that are handed over: kept under a name that does no harm, with the title that they came with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Engine
from index.sources import SUPPORTED_SUFFIXES
from index.sources.documents import document_name, keep_document
from tests.conftest import write_article


@pytest.mark.parametrize(
    ("title", "file_name", "kept_as"),
    [
        (None, "jadwal.PDF", "jadwal.pdf"),
        ("Jadwal Posyandu: 2024/2025", "scan_001.pdf", "Jadwal Posyandu 2024 2025.pdf"),
        (None, "../../etc/passwd.txt", "passwd.txt"),
        (None, "C:\\Users\\Ani\\daftar.docx", "daftar.docx"),
        (None, ".tersembunyi.md", "tersembunyi.md"),
        ("\u202e…", "a.md", "….md"),
        ("", "", "document.txt"),
        ("😀" * 100, "a.txt", "😀" * 40 + ".txt"),
    ],
)
def test_names(title: str | None, file_name: str, kept_as: str) -> None:
    """The title, else the file's own name; without folders, and without what hides, reverses or is too long."""
    assert document_name(title, file_name) == kept_as


@given(st.none() | st.text(), st.text() | st.sampled_from(sorted(SUPPORTED_SUFFIXES)).map(lambda each: f"x{each}"))
def test_any_name_is_a_files(title: str | None, file_name: str) -> None:
    """In its folder, visible, on one line, and short enough for a file system."""
    name = document_name(title, file_name)
    assert Path("/f") / name == Path(f"/f/{name}")
    assert name.isprintable()
    assert "/" not in name
    assert not name.startswith(".")
    assert len(f".{name}.title.new".encode()) <= 255


def test_title_goes_with_the_file(tmp_path: Path) -> None:
    """Into the index, and in front of what the file says; kept anew without one, the file's own counts again."""
    folder = tmp_path / "documents"
    text = b"# Judul di dalam\n\nPosyandu Melati buka hari Selasa."
    file = keep_document(folder, "jadwal.md", text, "Jadwal Posyandu")
    engine = Engine(tmp_path / "data")
    engine.index([folder], afresh=[file])
    assert [(each.title, each.text[-7:]) for each in engine.articles()] == [("Jadwal Posyandu", "Selasa.")]
    keep_document(folder, "jadwal.md", text, None)
    engine.reindex()
    assert [each.title for each in engine.articles()] == ["Judul di dalam"]


@pytest.mark.parametrize("kind", ["fifo", "link", "folder"])
def test_a_title_is_read_from_a_file_alone(tmp_path: Path, kind: str) -> None:
    """In any source something may have the name of a title: nothing is waited for, and nothing read elsewhere."""
    beside = tmp_path / "archive" / ".a.md.title"
    write_article(tmp_path / "archive" / "a.md", "Posyandu Melati buka hari Selasa.", title="Posyandu")
    (tmp_path / "elsewhere").write_text("rahasia")
    match kind:
        case "fifo":
            os.mkfifo(beside)
        case "link":
            beside.symlink_to(tmp_path / "elsewhere")
        case _:
            beside.mkdir()
    engine = Engine(tmp_path / "data")
    engine.index([tmp_path / "archive"])

    assert [each.title for each in engine.articles()] == ["Posyandu"]


def test_folder_is_the_one_source(tmp_path: Path) -> None:
    """A file that is handed over is no source of its own; one that was removed by hand comes back when it is again."""
    folder = tmp_path / "documents"
    first = keep_document(folder, "satu.txt", b"Teks yang pertama.", None)
    engine = Engine(tmp_path / "data")
    engine.index([folder], afresh=[first])
    second = keep_document(folder, "dua.txt", b"Teks yang kedua.", None)
    report = engine.index([folder], afresh=[second])
    assert report.added_titles == ["Teks yang kedua."]
    assert engine.sources() == [str(folder)]
    [removed] = engine.titled("pertama", 2)
    report = engine.remove([removed.id])
    assert (report.removed, report.removed_titles) == (1, ["Teks yang pertama."])
    assert engine.reindex().articles == 1
    assert engine.index([folder], afresh=[first]).articles == 2
    assert engine.sources_of(removed.id) == [str(folder)]
