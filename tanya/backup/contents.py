"""What is in a backup: a gzipped tar of plain files, the first of which lists the others with size and SHA-256.

    backup.json            format, version of Tanya, time, the snapshot's name, and every other file
    index/<snapshot>/…     every file of the served snapshot
    databases/<name>       each SQLite file of the data folder, as SQLite copies it
    documents/<name>       each file that was sent to the bot and kept, and its title

Neither settings nor the bot token are in it.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

from index import DOCUMENTS_FOLDER
from index.snapshots import MANIFEST_FILE
from tanya.backup.errors import BackupDamaged

FORMAT_VERSION = 1
LIST_FILE = "backup.json"
# It is read at once; some hundred thousand files are in as much.
MAX_LIST_BYTES = 64_000_000
DATABASES = "databases"
_DATABASE = re.compile(r"[a-z0-9_-]+\.sqlite")
_DOCUMENT = re.compile(r"(?!\.{1,2}$)[^/\\\x00-\x1f]{1,255}")
_SNAPSHOT = re.compile(r"s-[0-9A-Za-z-]+")
_SNAPSHOT_FILE = re.compile(r"[A-Za-z0-9_-]+(\.[a-z0-9]+)+")


@dataclass(frozen=True)
class Part:
    """A file's size and hash."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """What a backup holds.

    Attributes:
        format_version: of the file; another version is not read.
        tanya: the version that made it.
        made: UTC time in ISO 8601.
        snapshot: the name of the snapshot.
        files: by their name in the archive.
    """

    format_version: int
    tanya: str
    made: str
    snapshot: str
    files: dict[str, Part]

    def to_json(self) -> bytes:
        """Return what `backup.json` holds."""
        return (json.dumps(asdict(self), indent=2) + "\n").encode()

    @classmethod
    def from_json(cls, data: bytes) -> Contents:
        """Read `backup.json`, and refuse every name that no backup has.

        Raises:
            BackupDamaged: it is not what `to_json` writes.
        """
        try:
            fields = json.loads(data)
            if fields["format_version"] != FORMAT_VERSION:
                raise BackupDamaged(
                    f"the backup has format {fields['format_version']!r:.20}, this program reads {FORMAT_VERSION}; "
                    "restore it with the version of Tanya that made it"
                )
            files = {
                str(name): Part(int(each["size_bytes"]), str(each["sha256"])) for name, each in fields["files"].items()
            }
            found = cls(FORMAT_VERSION, str(fields["tanya"]), str(fields["made"]), str(fields["snapshot"]), files)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise BackupDamaged(f"{LIST_FILE} in the backup cannot be read ({type(error).__name__})") from None
        found.check_names()
        return found

    def check_names(self) -> None:
        """Refuse what could be written outside of where it belongs.

        Raises:
            BackupDamaged: there is such a name, or a file of the snapshot is missing.
        """
        if not _SNAPSHOT.fullmatch(self.snapshot):
            raise BackupDamaged(f"the backup names {self.snapshot!r:.60}, which is no snapshot")
        home = f"index/{self.snapshot}"
        if f"{home}/{MANIFEST_FILE}" not in self.files:
            raise BackupDamaged(f"the backup lacks {home}/{MANIFEST_FILE}")
        allowed = {home: _SNAPSHOT_FILE, DATABASES: _DATABASE, DOCUMENTS_FOLDER: _DOCUMENT}
        for name in self.files:
            folder, _, file = name.rpartition("/")
            if folder not in allowed or not allowed[folder].fullmatch(file):
                raise BackupDamaged(f"the backup holds {name!r:.100}, which no backup has")
