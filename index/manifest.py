"""The manifest of a snapshot: what it was made with, what it holds, and the hash of every file and of itself.

A snapshot's folder holds `passages.sqlite`, `dense.faiss` and this `manifest.json`, written last.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.durable import sha256_of, write_file
from index.errors import SnapshotCorrupt, SnapshotMismatch
from index.passages import PassageSettings

FORMAT_VERSION = 1
MANIFEST_FILE = "manifest.json"
PASSAGES_FILE = "passages.sqlite"
VECTORS_FILE = "dense.faiss"
METRIC = "inner product of normalised vectors"


@dataclass(frozen=True)
class Counts:
    """How much a snapshot holds."""

    articles: int
    passages: int
    sources: int


@dataclass(frozen=True)
class FileRecord:
    """A file's size and hash, as published."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a snapshot was made with and what it holds.

    Attributes:
        format_version: of the folder; another version is not read.
        model: fingerprint of the embedder that made the vectors.
        dimension: of the vectors.
        metric: how vectors are compared.
        passages: the splitter's settings.
        counts: articles, passages and sources.
        built: UTC time in ISO 8601.
        files: by name.
    """

    format_version: int
    model: str
    dimension: int
    metric: str
    passages: PassageSettings
    counts: Counts
    built: str
    files: dict[str, FileRecord]

    def write(self, folder: Path) -> None:
        """Write and flush `manifest.json`."""
        fields = asdict(self)
        write_file(folder / MANIFEST_FILE, (json.dumps(fields | {"sha256": _hash(fields)}, indent=2) + "\n").encode())

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of a snapshot.

        Raises:
            SnapshotCorrupt: it is missing or not what `write` writes.
            SnapshotMismatch: it has another format version.
        """
        path = folder / MANIFEST_FILE
        try:
            fields: dict[str, Any] = json.loads(path.read_bytes())
            written = fields.pop("sha256")
            version = fields["format_version"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SnapshotCorrupt(f"{path} cannot be read ({type(error).__name__}); {HOW_TO_REPAIR}") from None
        if written != _hash(fields):
            raise SnapshotCorrupt(f"{path}: its content has changed (SHA-256 differs); {HOW_TO_REPAIR}")
        if version != FORMAT_VERSION:
            raise SnapshotMismatch(
                f"snapshot {folder.name} has format {version!r}, this program reads {FORMAT_VERSION}; "
                "run: tanya reindex --full"
            )
        try:
            return cls(
                **{name: fields[name] for name in ("format_version", "model", "dimension", "metric", "built")},
                passages=PassageSettings(**fields["passages"]),
                counts=Counts(**fields["counts"]),
                files={name: FileRecord(**record) for name, record in fields["files"].items()},
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise SnapshotCorrupt(f"{path} lacks or garbles a field ({error}); {HOW_TO_REPAIR}") from None


def _hash(fields: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode("ascii")).hexdigest()


HOW_TO_REPAIR = "run: tanya reindex --full, or restore a backup"


def damage_of(folder: Path, manifest: Manifest) -> list[str]:
    """Compare every file with the manifest; return one sentence for each that differs."""
    problems = []
    for name in (PASSAGES_FILE, VECTORS_FILE):
        record = manifest.files.get(name)
        path = folder / name
        if record is None:
            problems.append(f"{path}: the manifest does not list it")
        elif not path.is_file():
            problems.append(f"{path}: missing")
        elif (size := path.stat().st_size) != record.size_bytes:
            problems.append(f"{path}: {size} bytes, expected {record.size_bytes}")
        elif sha256_of(path) != record.sha256:
            problems.append(f"{path}: its content has changed (SHA-256 differs from the manifest's)")
    return problems
