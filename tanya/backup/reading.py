"""Reads a backup without trusting it: only listed names, only plain files, each with its size and its hash."""

from __future__ import annotations

import hashlib
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tanya.backup.contents import LIST_FILE, MAX_LIST_BYTES, Contents
from tanya.backup.errors import BackupDamaged, BackupProblem

_CHUNK_BYTES = 1 << 20
_UNREADABLE = (tarfile.TarError, EOFError, zlib.error)
# Takes a file's name and its bytes, piece by piece.
Sink = Callable[[str, bytes], None]


def read_back(file: Path, sink: Sink | None = None) -> Contents:
    """Read a whole backup, check all of it, and return what it holds.

    `sink` gets the files, in pieces, before they are known to be whole.

    Raises:
        BackupDamaged: it is cut, changed, or no backup.
        BackupProblem: it cannot be read.
    """
    if file.exists() and not file.is_file():
        raise BackupProblem(f"{file} cannot be read: it is no regular file")
    try:
        return _read(file, sink)
    except _UNREADABLE as error:
        raise BackupDamaged(f"{file} is damaged or no backup of Tanya's ({type(error).__name__}: {error})") from None
    except FileNotFoundError:
        raise BackupProblem(f"there is no file {file}") from None
    except OSError as error:
        if error.errno is None:  # gzip's "not a gzipped file" and its wrong checksums
            raise BackupDamaged(f"{file} is damaged or no backup of Tanya's ({error})") from None
        raise BackupProblem(f"{file} cannot be read: {error.strerror}") from None


def _read(file: Path, sink: Sink | None) -> Contents:
    with tarfile.open(file, "r|gz") as archive:
        first = archive.next()
        if first is None or first.name != LIST_FILE or not first.isreg():
            raise BackupDamaged(f"{file} is no backup of Tanya's: it does not begin with {LIST_FILE}")
        if first.size > MAX_LIST_BYTES:
            raise BackupDamaged(
                f"{file} lists its files in {first.size:,} bytes, more than the {MAX_LIST_BYTES:,} that are read"
            )
        listed = archive.extractfile(first)
        contents = Contents.from_json(listed.read() if listed else b"")
        seen: set[str] = set()
        while (entry := archive.next()) is not None:
            part = contents.files.get(entry.name)
            if part is None or not entry.isreg() or entry.size != part.size_bytes or entry.name in seen:
                raise BackupDamaged(f"{file} holds {entry.name!r:.100}, which is not as {LIST_FILE} says")
            seen.add(entry.name)
            digest, stream = hashlib.sha256(), archive.extractfile(entry)
            while stream and (chunk := stream.read(_CHUNK_BYTES)):
                digest.update(chunk)
                if sink:
                    sink(entry.name, chunk)
            if digest.hexdigest() != part.sha256:
                raise BackupDamaged(f"{file}: {entry.name} has changed (SHA-256 differs)")
    if missing := sorted(contents.files.keys() - seen):
        raise BackupDamaged(f"{file} is cut: {missing[0]} is missing")
    return contents
