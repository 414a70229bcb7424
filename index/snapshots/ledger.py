"""What people said of the archive, kept beside the snapshots: which sources there are, and what was removed by hand.

Every snapshot holds the same; this is for the day when the newest one cannot be read, so that nothing that was removed
comes back and no source is forgotten. Written after each build, and after going back to an older snapshot.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.durable_files import replace_file
from index.store.records import Recorded, Removal

_log = logging.getLogger(__name__)


def ledger_file(root: Path) -> Path:
    """Return where the ledger of a folder of snapshots is: outside of it, so that it survives that, too."""
    return root.with_name(f"{root.name}.ledger")


@dataclass(frozen=True)
class Ledger:
    """What the snapshot of a name holds of it; see `Recorded`."""

    snapshot: str
    sources: Mapping[str, bool]
    removed: Mapping[str, Removal]

    @property
    def recorded(self) -> Recorded:
        """The sources and removals."""
        return Recorded(self.sources, self.removed)

    @classmethod
    def read(cls, root: Path) -> Ledger | None:
        """Return the ledger of a folder of snapshots; None when there is none, or it is damaged."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            fields: dict[str, Any] = json.loads(ledger_file(root).read_bytes())
            if fields.pop("sha256") == _digest(fields):
                hashes = fields.get("hashes", {})
                removed = {key: Removal(origin, hashes.get(key, "")) for key, origin in fields["removed"].items()}
                return cls(str(fields["snapshot"]), dict(fields["sources"]), removed)
        return None

    def write(self, root: Path) -> None:
        """Put it in the place of the one before, at once.

        Raises:
            OSError: the disk is full or fails.
        """
        # Apart, so that earlier versions can read the rest.
        origins = {key: removal.origin for key, removal in self.removed.items()}
        hashes = {key: removal.copy_hash for key, removal in self.removed.items()}
        fields = {"snapshot": self.snapshot, "sources": dict(self.sources), "removed": origins, "hashes": hashes}
        replace_file(ledger_file(root), json.dumps(fields | {"sha256": _digest(fields)}, indent=1).encode("ascii"))


def note_in_ledger(root: Path, ledger: Ledger) -> None:
    """Write the ledger where that is possible: the snapshot that it speaks of is there without it."""
    try:
        ledger.write(root)
    except OSError as error:
        _log.warning("%s: %s; make room or check the disk", ledger_file(root), error.strerror or error)


def forget_ledger(root: Path) -> None:
    """Remove the ledger, which would speak of another archive than is there now."""
    ledger_file(root).unlink(missing_ok=True)


def _digest(fields: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode("ascii")).hexdigest()
