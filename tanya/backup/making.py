"""Makes a backup while the bot runs: a snapshot never changes, and SQLite copies a database as of one moment."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from bot import RecordsUnusable, copy_database, databases_in, problem_of_database
from index import DOCUMENTS_FOLDER, SnapshotCorrupt, sync_file, sync_folder
from index.snapshots import HOW_TO_REPAIR, INDEX_FOLDER, MANIFEST_FILE, Manifest, Snapshots
from tanya.backup.contents import DATABASES, FORMAT_VERSION, LIST_FILE, MAX_LIST_BYTES, Contents, Part
from tanya.backup.errors import BackupProblem, NothingOverwritten
from tanya.backup.reading import read_back

# Told how many of how many bytes are done.
ProgressCallback = Callable[[int, int], None]
_CHUNK_BYTES = 1 << 20
# Builds that publish and remove a snapshot between two looks are rare; so many in a row are something else.
_TRIES = 5


def make_backup(
    data_dir: Path, file: Path, *, force: bool = False, progress: ProgressCallback | None = None
) -> Contents:
    """Write a backup of a data folder, read it back, and only then give it its name.

    Args:
        data_dir: the data folder; the bot may be running over it.
        file: what to write; readable by its owner alone, for it holds what people asked.
        force: replace a file that is there.
        progress: told of the bytes that were copied.

    Raises:
        NothingOverwritten: there is such a file, or what no file may replace: a folder, a pipe, a device.
        BackupProblem: it cannot be written or read back, would hold too many files, or a database cannot be copied.
        IndexMissing, SnapshotCorrupt, SnapshotMismatch: there is no whole snapshot to keep.
    """
    _require_replaceable(file, force=force)
    temporary = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with ExitStack() as stack:
            name, streams = stack.enter_context(_open_snapshot(Snapshots(data_dir / INDEX_FOLDER)))
            copies = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".tanya-backup-", dir=file.parent)))
            for database in databases_in(data_dir):
                copy = _copy_database(database, copies / database.name)
                streams[f"{DATABASES}/{database.name}"] = stack.enter_context(copy.open("rb"))
            parts = {each: _part(stream) for each, stream in streams.items()}
            documents = stack.enter_context(tempfile.TemporaryFile(dir=file.parent))
            for each, part in _copied(_documents(data_dir), documents):
                parts[each], streams[each] = part, documents
            documents.seek(0)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            contents = Contents(FORMAT_VERSION, version("tanya"), now, name, parts)
            _require_readable(contents, data_dir)
            _write(temporary, contents, streams, progress)
        read_back(temporary)
        temporary.replace(file)
        sync_folder(file.absolute().parent)
    except OSError as error:
        raise BackupProblem(f"{file} could not be written: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return contents


def _require_replaceable(file: Path, *, force: bool) -> None:
    """Refuse to write in the place of anything but a regular file, and of one without `force`."""
    if file.is_dir():
        raise NothingOverwritten(f"{file} is a folder; name a file to write in it, as {file / 'backup.tar.gz'}")
    if os.path.lexists(file) and not file.is_file():
        raise NothingOverwritten(f"{file} is no regular file, and is not replaced; name another, as backup.tar.gz")
    if file.exists() and not force:
        raise NothingOverwritten(f"{file} is there already; name another file, or use --force to replace it")


@contextmanager
def _open_snapshot(snapshots: Snapshots) -> Iterator[tuple[str, dict[str, BinaryIO]]]:
    """Open every file of the served snapshot at once: what is open can be read even when a build removes it."""
    for attempt in range(_TRIES):
        name = snapshots.current_name()
        folder = snapshots.root / name
        with ExitStack() as stack:
            try:
                records = Manifest.read(folder).files
                opened: dict[str, BinaryIO] = {
                    f"{INDEX_FOLDER}/{name}/{each}": stack.enter_context((folder / each).open("rb"))
                    for each in (*records, MANIFEST_FILE)
                }
            except (FileNotFoundError, SnapshotCorrupt) as error:
                if attempt < _TRIES - 1 and snapshots.current_name() != name:
                    continue
                if isinstance(error, SnapshotCorrupt):
                    raise
                raise SnapshotCorrupt(f"{error.filename} is missing; {HOW_TO_REPAIR}") from None
            for each, record in records.items():
                if _part(opened[f"{INDEX_FOLDER}/{name}/{each}"]) != Part(record.size_bytes, record.sha256):
                    raise SnapshotCorrupt(f"{folder / each}: its content has changed; {HOW_TO_REPAIR}")
            yield name, opened
            return


def _copy_database(source: Path, target: Path) -> Path:
    """Copy a database as of one moment, with what its writer has not merged yet, and check the copy."""
    try:
        copy_database(source, target)
    except RecordsUnusable as error:
        raise BackupProblem(f"{source} cannot be copied: {error}; tanya doctor tells more") from None
    if found := problem_of_database(target):
        raise BackupProblem(f"{source} is damaged: {found}; tanya doctor tells what to do")
    return target


def _documents(data_dir: Path) -> list[Path]:
    """Return what was sent to the bot and kept, but for what is just being written."""
    folder = data_dir / DOCUMENTS_FOLDER
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [each for each in found if each.is_file() and not each.is_symlink() and each.suffix != ".new"]


def _copied(files: list[Path], copies: BinaryIO) -> Iterator[tuple[str, Part]]:
    """Append files to another one by one, and yield their names in a backup; a copy is what changes no more."""
    for file in files:
        with suppress(FileNotFoundError), file.open("rb") as stream:  # somebody removed it meanwhile
            yield f"{DOCUMENTS_FOLDER}/{file.name}", _part(stream, copies)


def _part(stream: BinaryIO, copy: BinaryIO | None = None) -> Part:
    """Return size and hash of an open file, and go back to its beginning; what is read is copied where that is told."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK_BYTES):
        digest.update(chunk)
        size += len(chunk)
        if copy is not None:
            copy.write(chunk)
    stream.seek(0)
    return Part(size, digest.hexdigest())


def _require_readable(contents: Contents, data_dir: Path) -> None:
    """Refuse what reading it back would refuse."""
    if (size := len(contents.to_json())) > MAX_LIST_BYTES:
        raise BackupProblem(
            f"the backup would hold {len(contents.files):,} files, whose list has {size:,} bytes, more than the "
            f"{MAX_LIST_BYTES:,} that are read; move some out of {data_dir / DOCUMENTS_FOLDER}"
        )


def _write(file: Path, contents: Contents, streams: dict[str, BinaryIO], progress: ProgressCallback | None) -> None:
    """Write the list, and each file from where its stream is, in their order: several may be in one stream."""
    done, total = 0, sum(part.size_bytes for part in contents.files.values())
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz", compresslevel=1) as archive:
        listed = contents.to_json()
        archive.addfile(_entry(LIST_FILE, len(listed)), io.BytesIO(listed))
        for name, stream in streams.items():
            archive.addfile(_entry(name, contents.files[name].size_bytes), stream)
            done += contents.files[name].size_bytes
            if progress:
                progress(done, total)
    sync_file(file)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry
