"""Restores a backup: everything is unpacked and checked aside before anything that is there is touched.

Each database is replaced by SQLite itself, in one transaction, and the index by the rename of `CURRENT`, last. Somebody
who kills a restore finds each of them old or new, never a part, and a file that says so; running it again finishes it.
What was there and is not in the backup goes to a folder of its own, but for other snapshots, which can be served again.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from filecmp import cmp
from pathlib import Path

from bot import (
    BotRunsAlready,
    RecordsUnusable,
    databases_in,
    files_of_database,
    is_occupied,
    occupied,
    problem_of_database,
    replace_database,
)
from index import DOCUMENTS_FOLDER, TanyaIndexError, replace_file, sync_file, sync_folder, title_file_of
from index.snapshots import CURRENT_FILE, INDEX_FOLDER, Snapshots, check, forget_ledger, ledger_file
from tanya.backup.contents import DATABASES, Contents
from tanya.backup.errors import BackupDamaged, BackupProblem, NothingOverwritten
from tanya.backup.reading import read_back

RESTORING_FILE = "RESTORING"
REPLACED = "replaced-"
_STAGING = "restoring-"
_NAMED = 3


def restore_backup(
    data_dir: Path, file: Path, *, force: bool = False, progress: Callable[[int], None] | None = None
) -> Contents:
    """Put what a backup holds into a data folder.

    Args:
        data_dir: the data folder, which may be missing or empty; no bot may run over it.
        file: the backup.
        force: replace what is there, and set aside what is not in the backup; other snapshots stay.
        progress: told of the bytes that were unpacked.

    Returns:
        What the backup held.

    Raises:
        NothingOverwritten: there is an index, a database, or another document of the same name.
        BotRunsAlready: a bot is running over the folder.
        IndexBusy: the index is being built.
        BackupDamaged: nothing was changed.
        BackupProblem: nothing was changed, or `RESTORING_FILE` says that some of it was; running it again finishes it.
    """
    if is_occupied(data_dir):
        raise BotRunsAlready(f"a bot is running over {data_dir.resolve()}; stop it, restore, and start it again")
    if not force:
        _require_absent(_present(data_dir))
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with occupied(data_dir):
            for leftover in data_dir.glob(f"{_STAGING}*"):
                shutil.rmtree(leftover, ignore_errors=True)
            staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=data_dir))
            try:
                return _restore(data_dir, file, staging, progress, force=force)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except (OSError, RecordsUnusable) as error:
        reason = getattr(error, "strerror", None) or error
        raise BackupProblem(f"{file} could not be restored to {data_dir}: {reason}") from error


def _present(data_dir: Path) -> list[Path]:
    """Return what a restore would replace, whatever is in the backup."""
    root = data_dir / INDEX_FOLDER
    # An index that has lost its CURRENT can be repaired, and one that has lost its files is told of by its ledger.
    has_index = (root / CURRENT_FILE).exists() or Snapshots(root).names()
    return [each for each in (root if has_index else ledger_file(root), *databases_in(data_dir)) if each.exists()]


def _other_documents(unpacked: Path, home: Path) -> list[Path]:
    """Return the documents that others of the same names would replace, and titles that these would get."""
    found = sorted(unpacked.iterdir()) if unpacked.is_dir() else []
    names = dict.fromkeys(name for each in found for name in (each.name, title_file_of(each).name))
    return [there for name in names if os.path.lexists(there := home / name) and not _is_same(unpacked / name, there)]


def _is_same(unpacked: Path, there: Path) -> bool:
    are_files = unpacked.is_file() and there.is_file() and not there.is_symlink()
    return are_files and cmp(unpacked, there, shallow=False)


def _require_absent(present: Sequence[Path]) -> None:
    if present:
        more = f" and {len(present) - _NAMED:,} more" if len(present) > _NAMED else ""
        raise NothingOverwritten(
            f"there already: {', '.join(map(str, present[:_NAMED]))}{more}; use --force to replace what is there, or "
            "set another TANYA_DATA_DIR"
        )


def _restore(
    data_dir: Path, file: Path, staging: Path, progress: Callable[[int], None] | None, *, force: bool
) -> Contents:
    done = 0

    def unpack(name: str, data: bytes) -> None:
        nonlocal done
        target = staging / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("ab") as opened:
            opened.write(data)
        done += len(data)
        if progress:
            progress(done)

    contents = read_back(file, unpack)
    snapshot = staging / INDEX_FOLDER / contents.snapshot
    _check(staging, snapshot)
    if not force:
        _require_absent(_other_documents(staging / DOCUMENTS_FOLDER, data_dir / DOCUMENTS_FOLDER))
    snapshots, aside = Snapshots(data_dir / INDEX_FOLDER), _Aside(data_dir)
    with snapshots.writer():
        is_first = not (marker := data_dir / RESTORING_FILE).exists()
        replace_file(marker, f"{file.name}\n".encode())
        for database in sorted((staging / DATABASES).glob("*.sqlite")):
            if (target := data_dir / database.name).is_dir():
                aside.take([target])
                is_first = False
            try:
                replace_database(database, target)
            except RecordsUnusable:
                if is_first:
                    marker.unlink()
                raise
            is_first = False
        if force:
            aside.take(_not_in_backup(data_dir, staging))
        _bring_back_documents(staging / DOCUMENTS_FOLDER, data_dir / DOCUMENTS_FOLDER)
        _adopt(snapshot, snapshots, aside)
    marker.unlink()
    sync_folder(data_dir)
    return contents


def _not_in_backup(data_dir: Path, staging: Path) -> list[Path]:
    """Return the databases, and what is among the documents, that a backup does not hold, or not as it is."""
    unpacked, home = staging / DOCUMENTS_FOLDER, data_dir / DOCUMENTS_FOLDER
    others = [each for each in databases_in(data_dir) if not (staging / DATABASES / each.name).exists()]
    found = [file for each in others for file in files_of_database(each) if file.exists()]
    if not home.is_dir():
        return [*found, *([home] if os.path.lexists(home) else [])]
    return [*found, *(each for each in sorted(home.iterdir()) if not _is_same(unpacked / each.name, each))]


class _Aside:
    """Where what is in the way goes: a folder of its own, made when there is something."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._folder: Path | None = None

    def take(self, paths: Sequence[Path]) -> None:
        """Move these there, each to the place that it had in the data folder."""
        for path in paths:
            if self._folder is None:
                prefix = f"{REPLACED}{datetime.now(UTC):%Y%m%dT%H%M%SZ}-"
                self._folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self._data_dir))
            place = self._folder / path.relative_to(self._data_dir)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.rename(place)
            sync_folder(place.parent)


def _bring_back_documents(unpacked: Path, home: Path) -> None:
    """Put documents where they were."""
    if not unpacked.is_dir():
        return
    home.mkdir(exist_ok=True)
    for document in unpacked.iterdir():
        sync_file(document)
        document.replace(home / document.name)
    sync_folder(home)


def _check(staging: Path, snapshot: Path) -> None:
    """Let the snapshot's own manifest and SQLite confirm what the backup's hashes say."""
    try:
        check(snapshot)
    except TanyaIndexError as error:
        raise BackupDamaged(f"the snapshot in the backup cannot be used: {error}") from None
    databases = sorted((staging / DATABASES).glob("*.sqlite"))
    problems = [f"{each.name}: {found}" for each in databases if (found := problem_of_database(each))]
    if problems:
        raise BackupDamaged(f"the backup is damaged: {problems[0]}")


def _adopt(folder: Path, snapshots: Snapshots, aside: _Aside) -> None:
    """Make a snapshot the served one; one of the same name that is there stays when it is whole."""
    home = snapshots.root / folder.name
    current = snapshots.root / CURRENT_FILE
    aside.take([each for each, is_wrong in ((home, home.is_file()), (current, current.is_dir())) if is_wrong])
    if home.exists() and _is_whole(home):
        shutil.rmtree(folder)
    else:
        for file in folder.iterdir():
            sync_file(file)
        sync_folder(folder)
        shutil.rmtree(home, ignore_errors=True)
        folder.chmod(0o700)
        folder.rename(home)
        sync_folder(snapshots.root)
    snapshots.point_at(folder.name)
    forget_ledger(snapshots.root)


def _is_whole(folder: Path) -> bool:
    try:
        check(folder)
    except TanyaIndexError:
        return False
    return True
