"""The manifest of a snapshot: what it was made with, what it holds, and the hash of every file and of itself.

A snapshot's folder holds the files of its store and this `manifest.json`, written last.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.durable_files import write_file
from index.errors import OtherFormat, SnapshotCorrupt
from index.passages import PassageSettings
from index.results import Counts
from index.store.vectors.vector_file import VectorLayout

FORMAT_VERSION = 3
MANIFEST_FILE = "manifest.json"
HOW_TO_REPAIR = "run: tanya reindex --full, or tanya snapshots rollback, or restore a backup"
METRIC = "inner product of normalised vectors"


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
        vectors: how they are kept and searched, and how well that finds.
        snapshot: the name of the folder that it was written for; empty in what older versions wrote.
    """

    format_version: int
    model: str
    dimension: int
    metric: str
    passages: PassageSettings
    counts: Counts
    built: str
    files: dict[str, FileRecord]
    vectors: VectorLayout
    snapshot: str = ""

    def write(self, folder: Path) -> None:
        """Write and flush `manifest.json`."""
        write_file(folder / MANIFEST_FILE, _bytes(asdict(self)))

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of a snapshot.

        Raises:
            SnapshotCorrupt: it is missing or not what `write` writes.
            OtherFormat: it has another format version.
        """
        path = folder / MANIFEST_FILE
        try:
            data = path.read_bytes()
            fields: dict[str, Any] = json.loads(data)
            del fields["sha256"]
            version = fields["format_version"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise SnapshotCorrupt(f"{path} cannot be read ({type(error).__name__}); {HOW_TO_REPAIR}") from None
        if data != _bytes(fields):
            raise SnapshotCorrupt(f"{path}: its content has changed (SHA-256 differs); {HOW_TO_REPAIR}")
        if version != FORMAT_VERSION:
            raise OtherFormat(
                f"snapshot {folder.name} has format {version!r}, this program reads {FORMAT_VERSION}; "
                "run: tanya reindex --full"
            )
        try:
            return cls(
                **{name: fields[name] for name in ("format_version", "model", "dimension", "metric", "built")},
                passages=PassageSettings(**fields["passages"]),
                counts=Counts(**fields["counts"]),
                files={name: FileRecord(**record) for name, record in fields["files"].items()},
                vectors=VectorLayout(**fields["vectors"]),
                snapshot=fields.get("snapshot", ""),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise SnapshotCorrupt(f"{path} lacks or garbles a field ({error}); {HOW_TO_REPAIR}") from None


def _bytes(fields: dict[str, Any]) -> bytes:
    """Return the file of these fields, hash included: one form alone, so that no changed byte goes unnoticed."""
    digest = hashlib.sha256(json.dumps(fields, sort_keys=True).encode("ascii")).hexdigest()
    return (json.dumps(fields | {"sha256": digest}, indent=2) + "\n").encode()
