"""Runs a reader of `index.sources.isolated` as a program with bounded memory and time, so that no file harms us."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from index.errors import SourceProblem
from index.sources.decoding import require_size
from index.sources.drafts import Draft
from index.sources.formats.archives import open_archive, read_member
from index.sources.limits import MAX_FILE_BYTES, MAX_READING_BYTES, MAX_READING_S, MAX_TEXT_CHARS

_PROGRAMS = Path(__file__).with_name("isolated")
# Sets its own limits: a hook between fork and exec would not be safe in a program with threads.
_LAUNCHER = """
import resource, runpy, sys
sys.argv = sys.argv[1:]
for limit, value in ((resource.RLIMIT_AS, sys.argv[3]), (resource.RLIMIT_CPU, sys.argv[4]), (resource.RLIMIT_CORE, 0)):
    try:
        resource.setrlimit(limit, (int(value), int(value)))
    except (OSError, ValueError):
        pass
runpy.run_path(sys.argv[0], run_name="__main__")
"""
_PROLOG_BYTES = 64_000
_TOO_LONG = f"takes more than {MAX_READING_S} s to read; it may be damaged, or made to do harm"
_TOO_MUCH = f"takes more than {MAX_READING_BYTES:,} bytes of memory to read; split it"


def read_pdf(file: Path) -> Iterator[Draft]:
    """Yield the one article of a PDF."""
    require_size(file, MAX_FILE_BYTES)
    yield _run("pdf.py", file)


def read_docx(file: Path) -> Iterator[Draft]:
    """Yield the one article of a Word document."""
    with open_archive(file) as archive:
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels")) and _declares(archive, member):
                raise SourceProblem(f"its {member.filename} declares XML entities of its own, which are not read")
    yield _run("word.py", file)


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Tell whether a part of a Word document has a document type, which the format does not allow."""
    return b"<!DOCTYPE" in read_member(archive, member.filename, MAX_FILE_BYTES)[:_PROLOG_BYTES].replace(b"\0", b"")


def _run(program: str, file: Path) -> Draft:
    command = [sys.executable, "-I", "-c", _LAUNCHER, str(_PROGRAMS / program), str(file.absolute())]
    command += [str(MAX_TEXT_CHARS), str(MAX_READING_BYTES), str(MAX_READING_S)]
    try:
        done = subprocess.run(  # noqa: S603 (our own program, with the file as its argument)
            command, capture_output=True, timeout=MAX_READING_S, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise SourceProblem(_TOO_LONG) from None
    if done.returncode == -signal.SIGXCPU or done.returncode == -signal.SIGKILL:
        raise SourceProblem(_TOO_LONG)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        too_much = done.returncode < 0 or b"MemoryError" in done.stderr
        raise SourceProblem(_TOO_MUCH if too_much else "cannot be read; it may be damaged") from None
    if problem := found.pop("problem", None):
        raise SourceProblem(problem)
    return Draft(**found)
