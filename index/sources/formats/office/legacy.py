"""Reads files of Word before 2007, by LibreOffice where it is installed; many are Rich Text or HTML under that name.

LibreOffice converts in a folder of its own, with a profile that is thrown away, bounded in memory and time.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from index.errors import SourceProblem
from index.progress import HEARD_OF_EVERY_S, Skipped, still_waiting
from index.reasons import Reason
from index.sources.decoding import open_regular, require_size
from index.sources.drafts import Draft
from index.sources.formats.archives import Reader
from index.sources.formats.office.documents import read_docx, read_rtf
from index.sources.formats.office.packed import COMPOUND
from index.sources.limits import MAX_FILE_BYTES

MAX_CONVERTING_S = 60
_MAX_CONVERTING_BYTES = 4_000_000_000
_NAMES = ("soffice", "libreoffice")
_HEAD_BYTES = 4_096
_WITHOUT = (
    "is a file of Word before 2007, which LibreOffice reads: install it (apt-get install libreoffice-writer-nogui), or "
    "save the file as .docx"
)


def doc_reader(read_page: Reader, read_saved_page: Reader) -> Reader:
    """Return the reader of .doc files.

    Args:
        read_page: of HTML, which Word saves under this name as well.
        read_saved_page: of MHTML, likewise.
    """

    def read(file: Path) -> Iterator[Draft | Skipped]:
        require_size(file, MAX_FILE_BYTES)
        with open_regular(file) as stream:
            head = stream.read(_HEAD_BYTES).lstrip(b"\xef\xbb\xbf \r\n\t")
        if head.startswith(b"{\\rtf"):
            yield from read_rtf(file)
        elif head.startswith(b"PK\x03\x04"):
            yield from read_docx(file)
        elif head.startswith(COMPOUND):
            yield from _converted(file)
        elif head.startswith(b"MIME-Version"):
            yield from read_saved_page(file)
        elif head[:1] == b"<":
            yield from read_page(file)
        else:
            raise SourceProblem("is not a Word document that can be read")

    return read


def _converted(file: Path) -> Iterator[Draft | Skipped]:
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise SourceProblem(_WITHOUT, Reason.UNKNOWN_TYPE)
    with tempfile.TemporaryDirectory(prefix="tanya-") as folder:
        source = Path(folder) / "document.doc"
        shutil.copyfile(file, source)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            "--nolockcheck",
        ]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", f"{folder}/converted", str(source)]
        _run(command, folder)
        converted = Path(folder) / "converted" / "document.docx"
        if not converted.exists():
            raise SourceProblem("is not a Word document that LibreOffice can read; it may be damaged or protected")
        yield from read_docx(converted)


def _run(command: list[str], folder: str) -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    process = subprocess.Popen(  # noqa: S603 (a program of the system, with a file of ours as its argument)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    resource.prlimit(process.pid, resource.RLIMIT_AS, (_MAX_CONVERTING_BYTES, _MAX_CONVERTING_BYTES))
    end = time.monotonic() + MAX_CONVERTING_S
    try:
        while process.poll() is None:
            if time.monotonic() >= end:
                raise SourceProblem(f"takes more than {MAX_CONVERTING_S} s to convert")
            with suppress(subprocess.TimeoutExpired):
                process.wait(HEARD_OF_EVERY_S)
            still_waiting()
    finally:
        # It starts a program of its own, which must not go on.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
