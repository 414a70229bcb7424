"""Looks at an office file before a program opens it: a zip archive of bounded size, and not encrypted.

Programs write an encrypted file in the form of the files before 2007, with the whole archive in it.
"""

from __future__ import annotations

from pathlib import Path

from index.errors import SourceProblem
from index.reasons import Reason
from index.sources.decoding import open_regular
from index.sources.formats.archives import open_archive
from index.sources.limits import MAX_FILE_BYTES

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def require_open(file: Path) -> None:
    """Raise SourceProblem for what is no archive that may be read, with the reason."""
    with open_regular(file) as stream:
        if stream.read(len(COMPOUND)) == COMPOUND and _ENCRYPTED in stream.read(MAX_FILE_BYTES):
            raise SourceProblem("is protected by a password; save it without one", Reason.PROTECTED)
    with open_archive(file):
        pass
