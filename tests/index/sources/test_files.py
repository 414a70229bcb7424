"""Finding files: what is taken, what is passed over with which reason, and what is never opened."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.articles import Article
from index.errors import SourceProblem
from index.progress import Skipped
from index.sources import SUPPORTED_SUFFIXES, find_files, read_articles

NOBODY = 65534


def write(path: Path, text: str = "Isi artikel.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(source: Path) -> list[str]:
    return [found.path.relative_to(source).as_posix() for found in find_files(source)[0]]


def reasons(source: Path) -> dict[str, str]:
    return {Path(item.where).name: item.reason for item in find_files(source)[1]}


def test_folder_is_searched_in_order(tmp_path: Path) -> None:
    """Files of all known types, at any depth, by their paths; suffixes in any case."""
    for name in ["b.md", "a/z.txt", "a/b/c.HTML", "c.jsonl", "d.markdown", "e.htm"]:
        write(tmp_path / name)

    assert names(tmp_path) == ["a/b/c.HTML", "a/z.txt", "b.md", "c.jsonl", "d.markdown", "e.htm"]
    assert reasons(tmp_path) == {}


def test_size_and_time_of_change_are_told(tmp_path: Path) -> None:
    """They tell later whether the file has changed."""
    file = write(tmp_path / "a.txt", "satu dua")
    os.utime(file, ns=(1, 1_527_811_200_000_000_000))

    (found,), _ = find_files(tmp_path)

    assert (file, 8, 1_527_811_200_000_000_000) == (found.path, found.size_bytes, found.mtime_ns)


def test_single_file_is_itself(tmp_path: Path) -> None:
    """A source may be one file, even a hidden one, since it was named."""
    file = write(tmp_path / ".a.txt")

    assert [file] == [found.path for found in find_files(file)[0]]


def test_hidden_files_and_folders_are_ignored(tmp_path: Path) -> None:
    """Without a word: .git and editor leftovers are not articles."""
    write(tmp_path / ".a.txt")
    write(tmp_path / ".git" / "b.txt")

    assert find_files(tmp_path) == ([], [])


def test_unknown_type_is_reported(tmp_path: Path) -> None:
    """In a folder and as the source itself, with the known types."""
    file = write(tmp_path / "foto.jpg")
    expected = f"is of an unknown type; known are {', '.join(sorted(SUPPORTED_SUFFIXES))}"

    assert {"foto.jpg": expected} == reasons(tmp_path) == reasons(file)
    assert [Skipped(str(file), expected)] == list(read_articles(file))


def test_supported_suffixes() -> None:
    """The types that the README names."""
    text = {".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".epub", ".zip", ".rtf", ".srt", ".vtt"}
    office = {".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".ott", ".ods", ".odp", ".xlsx", ".xlsm"}
    slides = {".pptx", ".pptm", ".ppsx"}
    rows = {".jsonl", ".ndjson", ".json", ".csv", ".tsv"}
    exports = {".xml", ".rss", ".atom", ".bz2", ".eml", ".mbox", ".mht", ".mhtml"}

    assert text | office | slides | rows | exports == SUPPORTED_SUFFIXES


@pytest.mark.parametrize("name", ["tidak-ada", "tidak\0ada", "a.txt/b"])
def test_missing_path_is_a_problem(tmp_path: Path, name: str) -> None:
    """The message names the path and what to give."""
    write(tmp_path / "a.txt")

    with pytest.raises(SourceProblem, match="does not exist; give the path of a file or a folder"):
        find_files(tmp_path / name)


def test_source_that_leads_to_itself_is_a_problem(tmp_path: Path) -> None:
    """A link as the source that goes in a circle."""
    (tmp_path / "a").symlink_to(tmp_path / "a")

    with pytest.raises(SourceProblem, match="cannot be read"):
        find_files(tmp_path / "a")


@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_link_out_of_the_source_is_not_followed(tmp_path: Path, name: str) -> None:
    """Neither a file nor a folder beside the source is reached."""
    secret = write(tmp_path / "berita-rahasia" / "x.txt", "rahasia")
    source = tmp_path / "berita"  # the other folder's name begins like this one's
    source.mkdir()
    (source / name).symlink_to(secret if name == "a.txt" else secret.parent)

    assert names(source) == []
    assert {name: "is a symbolic link that leads out of the source folder"} == reasons(source)


def test_relative_link_out_of_the_source_is_not_followed(tmp_path: Path) -> None:
    """Path traversal by a link's own dots, through a folder link inside."""
    write(tmp_path / "rahasia.txt", "rahasia")
    source = tmp_path / "berita"
    (source / "dalam").mkdir(parents=True)
    (source / "dalam" / "a.txt").symlink_to("../../rahasia.txt")

    assert names(source) == []
    assert {"a.txt"} == reasons(source).keys()


def test_links_inside_the_source_are_followed_once(tmp_path: Path) -> None:
    """A file goes by its own name; what only a link reaches goes by the link's."""
    write(tmp_path / "asli.txt")
    write(tmp_path / ".simpan" / "x.txt")
    (tmp_path / "0-tautan.txt").symlink_to("asli.txt")
    (tmp_path / "arsip").symlink_to(".simpan")

    assert names(tmp_path) == ["arsip/x.txt", "asli.txt"]
    assert reasons(tmp_path) == {}


def test_link_loops_end(tmp_path: Path) -> None:
    """Links to a parent, to each other and to nothing."""
    write(tmp_path / "a" / "x.txt")
    (tmp_path / "a" / "atas").symlink_to(tmp_path)
    (tmp_path / "p").symlink_to(tmp_path / "q")
    (tmp_path / "q").symlink_to(tmp_path / "p")
    (tmp_path / "r.txt").symlink_to(tmp_path / "tidak-ada.txt")

    assert names(tmp_path) == ["a/x.txt"]
    assert dict.fromkeys(["p", "q", "r.txt"], "is a symbolic link that leads nowhere") == reasons(tmp_path)


def test_linked_source_keeps_its_name(tmp_path: Path) -> None:
    """Articles of a linked folder are known by the link, and nothing inside counts as outside."""
    write(tmp_path / "rilis-5" / "a.txt")
    (tmp_path / "berita").symlink_to("rilis-5")

    found, skipped = find_files(tmp_path / "berita")

    assert [tmp_path / "berita" / "a.txt"] == [file.path for file in found]
    assert skipped == []


@pytest.mark.timeout(10)
def test_fifo_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading one would wait for a writer for ever, and opening one lets its writer go on."""
    os.mkfifo(tmp_path / "a.txt")
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("was opened"))
    expected = "is a FIFO, not a regular file"

    assert {"a.txt": expected} == reasons(tmp_path) == reasons(tmp_path / "a.txt")
    assert [Skipped(str(tmp_path / "a.txt"), expected)] == list(read_articles(tmp_path / "a.txt"))


@pytest.mark.timeout(10)
def test_file_replaced_by_a_fifo_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking and opening, anyone may put a FIFO in the file's place."""
    regular = write(tmp_path / "b.txt").stat()
    os.mkfifo(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "stat", lambda _path: regular)

    (skipped,) = read_articles(tmp_path / "a.txt")

    assert isinstance(skipped, Skipped)
    assert skipped.reason == "is a FIFO, not a regular file"


def test_socket_and_device_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are told by what they are."""
    monkeypatch.chdir(tmp_path)  # a socket's path has at most 107 bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")

        assert reasons(tmp_path) == {"s.txt": "is a socket, not a regular file"}
    assert reasons(Path("/dev/null")) == {"null": "is a device, not a regular file"}


@pytest.mark.parametrize(
    ("name", "reason"), [("a", "is of an unknown type"), ("a.txt", "is a folder, not a regular file")]
)
def test_folder_cannot_be_read_as_a_file(tmp_path: Path, name: str, reason: str) -> None:
    """Whatever its name ends in."""
    (tmp_path / name).mkdir()

    (skipped,) = read_articles(tmp_path / name)

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith(reason)


@pytest.mark.parametrize("name", ["tidak-ada.txt", "tidak\0ada.txt"])
def test_file_that_is_gone_is_passed_over(tmp_path: Path, name: str) -> None:
    """It was there when the folder was searched."""
    (skipped,) = read_articles(tmp_path / name)

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("cannot be opened")


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """Yield a folder, with the rights of a user who may not read everything."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        user = os.geteuid()
        try:
            yield Path(folder)
        finally:
            os.seteuid(user)
            for path in Path(folder).rglob("*"):
                path.chmod(0o700)


def drop_rights() -> None:
    if os.geteuid() == 0:
        os.seteuid(NOBODY)


def test_unreadable_file_and_folder_are_passed_over(unprivileged: Path) -> None:
    """The others go on."""
    write(unprivileged / "a.txt").chmod(0)
    write(unprivileged / "b" / "c.txt").parent.chmod(0)
    write(unprivileged / "d.txt")
    drop_rights()

    assert names(unprivileged) == ["d.txt"]
    assert reasons(unprivileged) == {
        "a.txt": "cannot be read: permission denied",
        "b": "the folder cannot be read: Permission denied",
    }
    assert [Skipped(str(unprivileged / "a.txt"), "cannot be opened: Permission denied")] == list(
        read_articles(unprivileged / "a.txt")
    )
    with pytest.raises(SourceProblem, match=r"cannot be read: Permission denied; check its permissions|cannot be read"):
        find_files(unprivileged / "b" / "c.txt")


def test_file_that_vanishes_during_the_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is passed over, with the reason."""
    file = write(tmp_path / "a.txt")
    listed = Path.iterdir

    def vanishing(folder: Path) -> list[Path]:
        entries = list(listed(folder))
        file.unlink()
        return entries

    monkeypatch.setattr(Path, "iterdir", vanishing)

    assert reasons(tmp_path) == {"a.txt": "cannot be read: No such file or directory"}


def test_file_that_cannot_be_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An I/O error in the midst of a file ends that file only."""
    file = write(tmp_path / "a.jsonl", '{"text": "Satu kata."}\n')

    def failing(_line: bytes) -> str:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("index.sources.formats.rows.jsonl.decode", failing)

    assert [Skipped(str(file), "cannot be read: Input/output error")] == list(read_articles(file))


def test_name_that_is_not_utf_8(tmp_path: Path) -> None:
    r"""The origin can be stored and printed: its bytes stand there as \xNN."""
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    write(file)

    (found,), _ = find_files(tmp_path)
    (article,) = read_articles(found.path)

    assert isinstance(article, Article)
    assert article.origin == f"{tmp_path}/caf\\xe9.txt"


def test_origin_is_the_same_however_the_path_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative or with dots: the article keeps its id."""
    file = write(tmp_path / "a" / "b.txt")
    monkeypatch.chdir(tmp_path / "a")
    found = find_files(Path("../a/."))[0] + find_files(Path())[0]

    assert {str(file)} == {
        item.origin for each in found for item in read_articles(each.path) if isinstance(item, Article)
    }
