"""Checks that every file of a snapshot is whole and its own, before anything of it is read.

A file that has changed is damage; one that another snapshot's manifest lists was swapped. Does not look into the files:
see `index.snapshots.consistency`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from index.durable_files import sha256_of
from index.errors import OtherFormat, SnapshotCorrupt, SnapshotMismatch
from index.snapshots.manifest import HOW_TO_REPAIR, FileRecord, Manifest
from index.store.local.document_store import FILES


def check(folder: Path, model: str | None = None) -> Manifest:
    """Check every file of a snapshot against its manifest, and return that.

    Args:
        folder: of the snapshot.
        model: fingerprint of the embedder that will ask it; any when None.

    Raises:
        SnapshotCorrupt: a file is missing, cut or changed.
        SnapshotMismatch: a file belongs to another snapshot, or it was made with another model or format.
    """
    manifest = Manifest.read(folder)
    if manifest.snapshot not in ("", folder.name):
        raise SnapshotMismatch(
            f"{folder} holds the manifest of snapshot {manifest.snapshot}: files were moved between snapshots; "
            f"{HOW_TO_REPAIR}"
        )
    problems = damage_of(folder, manifest)
    owners = {name: _owner_of(folder, name, manifest) for name in problems}
    damaged = [problem for name, problem in problems.items() if not owners[name]]
    foreign = [owner for owner in owners.values() if owner]
    if damaged:
        raise SnapshotCorrupt(f"snapshot {folder.name} is damaged: {'; '.join(damaged + foreign)}; {HOW_TO_REPAIR}")
    if foreign:
        raise SnapshotMismatch(f"{'; '.join(foreign)}: files were moved between snapshots; {HOW_TO_REPAIR}")
    if model is not None and manifest.model != model:
        raise SnapshotMismatch(
            f"snapshot {folder.name} was made with embedder {manifest.model}, this program has {model}; "
            "run: tanya reindex --full"
        )
    return manifest


def looks_whole(folder: Path) -> bool:
    """Tell whether the manifest can be read and every file is as long as it says; what is in them is not read."""
    try:
        files = Manifest.read(folder).files
        return all((folder / name).stat().st_size == record.size_bytes for name, record in files.items())
    except OtherFormat:
        return True
    except (SnapshotCorrupt, OSError):
        return False


def is_file_whole(folder: Path, name: str) -> bool:
    """Tell whether one file of a snapshot is as its manifest says, whatever the others are."""
    try:
        return not _damage(folder / name, Manifest.read(folder).files.get(name))
    except (SnapshotCorrupt, SnapshotMismatch):
        return False


def damage_of(folder: Path, manifest: Manifest) -> dict[str, str]:
    """Compare every file with the manifest, one core a file; return a sentence for each that differs, by its name."""
    with ThreadPoolExecutor(len(FILES)) as pool:
        found = pool.map(lambda name: _damage(folder / name, manifest.files.get(name)), FILES)
        problems = dict(zip(FILES, found, strict=True))
    return {name: problem for name, problem in problems.items() if problem}


def _damage(path: Path, record: FileRecord | None) -> str:
    if record is None:
        return f"{path}: the manifest does not list it"
    if not path.is_file():
        return f"{path}: missing"
    if (size := path.stat().st_size) != record.size_bytes:
        return f"{path}: {size} bytes, expected {record.size_bytes}"
    try:
        whole = sha256_of(path) == record.sha256
    except OSError as error:
        return f"{path}: cannot be read ({error.strerror})"
    return "" if whole else f"{path}: its content has changed (SHA-256 differs from the manifest's)"


def _owner_of(folder: Path, name: str, manifest: Manifest) -> str:
    """Return in words which other file this one is, going by all manifests here; an empty text if it is none."""
    path = folder / name
    if not path.is_file():
        return ""
    found, size, digest = "", path.stat().st_size, ""
    for owner, owned in ((folder.name, manifest), *_siblings(folder)):
        for file, record in owned.files.items():
            if record.size_bytes == size and (owner, file) != (folder.name, name):
                with suppress(OSError):
                    digest = digest or sha256_of(path)
                if record.sha256 == digest:
                    found = f"{path} is {file} of snapshot {owner}"
    return found


def _siblings(folder: Path) -> Iterator[tuple[str, Manifest]]:
    for other in sorted(folder.parent.glob("s-*")):
        if other.name != folder.name:
            try:
                yield other.name, Manifest.read(other)
            except (SnapshotCorrupt, SnapshotMismatch):
                continue
