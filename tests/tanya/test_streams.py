"""Any terminal: whatever standard input, output and error are, one line and the right code, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tanya.conftest import run_tanya

FULL = Path("/dev/full")
ROOT = str(Path(__file__).parents[2])


def shell(command: str, data: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `tanya …` with redirections."""
    return subprocess.run(
        ["/bin/sh", "-c", command.replace("tanya", f"{sys.executable} -m tanya", 1)],
        env=os.environ
        | {"TANYA_DATA_DIR": os.fsdecode(data), "PYTHONPATH": str(Path(__file__).parents[2])}
        | environment,
        capture_output=True,
        check=False,
        timeout=110,
        cwd=data if data.is_dir() else None,
    )


def test_a_log_keeps_paths_whole(tmp_path: Path) -> None:
    """Of what was passed over, however long they are, without blanks behind."""
    folder = tmp_path / ("a" * 90) / ("b" * 90)
    folder.mkdir(parents=True)
    for name in ("one.txt", "two.txt"):
        (folder / name).write_bytes(b"")
    (folder / "kali.md").write_text(
        "# Kali Wangi\n\nJembatan Kali Wangi dibuka lagi pada 3 Juli 2018.", encoding="utf-8"
    )

    done = run_tanya("index", str(folder), data=tmp_path)

    assert str(folder / "one.txt") in done.stderr
    assert all(line == line.rstrip() for line in done.stderr.splitlines())


@pytest.mark.parametrize("command", ["backup x.tar.gz", "index nosuch"])
def test_a_log_has_the_error_alone(tmp_path: Path, command: str) -> None:
    """Not even an empty line of the progress bar, which is for a terminal."""
    done = run_tanya(*command.split(), data=tmp_path)

    assert done.returncode != 0
    assert done.stderr.startswith("tanya: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "code", "error"),
    [
        ("tanya --help > /dev/full", 2, b"tanya: standard output: No space left on device\n"),
        ("tanya --help >&-", 0, b""),
        ("tanya --help 2>&-", 0, b""),
        ("tanya --version <&-", 0, b""),
    ],
)
def test_closed_and_full_streams(tmp_path: Path, command: str, code: int, error: bytes) -> None:
    """What cannot be said is not said; what cannot be printed is an error of one line."""
    assert FULL.exists()
    done = shell(command, tmp_path)

    assert (done.returncode, done.stderr) == (code, error)


@pytest.mark.parametrize("command", [("--help",), ("--version",), ("doctor",), ("doctor", "--json")])
def test_output_that_nobody_reads_any_more_is_not_nothing_found(tmp_path: Path, command: tuple[str, ...]) -> None:
    """As with `| head -1`: without a word, since nothing is wrong but where it goes."""
    reading, writing = os.pipe()
    os.close(reading)
    env = os.environ | {"TANYA_DATA_DIR": str(tmp_path), "PYTHONPATH": ROOT}
    line = [sys.executable, "-m", "tanya", *command]
    try:
        done = subprocess.run(line, env=env, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=110)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.parametrize("way", ["closed", "full"])
def test_an_error_that_cannot_be_said(tmp_path: Path, way: str) -> None:
    """Its code says enough."""
    done = run_tanya("status", data=tmp_path, **{way: ["stderr"]})  # type: ignore[arg-type] # one of them

    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_encodings_without_our_letters(sample_data: Path, encoding: str) -> None:
    """The list is printed with what the encoding has."""
    done = run_tanya("articles", "list", data=sample_data, PYTHONIOENCODING=encoding)

    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "Published" in done.stdout


def test_json_loses_no_letter_in_ascii(sample_data: Path) -> None:
    """It is escaped."""
    question = "when is the Trump–Kim summit?"
    done = run_tanya("ask", "--json", question, data=sample_data, PYTHONIOENCODING="ascii")

    assert done.returncode == 0
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["question"] == question


def test_chat_without_input_ends(sample_data: Path) -> None:
    """As with Ctrl+D."""
    done = run_tanya("chat", data=sample_data, closed=["stdin"])

    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["status", "ask apa", "reindex", "index .", "snapshots list", "verify"])
def test_folder_that_cannot_be_entered(tmp_path: Path, command: str) -> None:
    """It is below a file."""
    (tmp_path / "file").write_text("x")
    done = run_tanya(*command.split(), data=tmp_path, TANYA_DATA_DIR=str(tmp_path / "file" / "data"))

    assert done.returncode in {2, 3}
    assert [line[:7] for line in done.stderr.splitlines() if line.strip()] == ["tanya: "]
    assert "is served" not in done.stderr


def test_folder_whose_name_is_not_utf_8(tmp_path: Path) -> None:
    """It is used, and shown as far as it can be."""
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    folder.mkdir()
    (tmp_path / "a.txt").write_text("Kapal Mutiara tenggelam di Selat Bali.")
    assert run_tanya("index", tmp_path / "a.txt", data=folder).returncode == 0
    done = run_tanya("status", data=folder)

    assert (done.returncode, "Articles  1" in done.stdout) == (0, True)


def test_what_is_written_is_its_owners_alone(tmp_path: Path) -> None:
    """Articles, sources, and what was asked in the chat."""
    (tmp_path / "a.txt").write_text("Kapal Mutiara tenggelam di Selat Bali.")
    data = tmp_path / "data"
    assert run_tanya("index", "a.txt", data=tmp_path, TANYA_DATA_DIR=str(data)).returncode == 0

    assert [each for each in (data, *data.rglob("*")) if each.stat().st_mode & 0o077] == []
