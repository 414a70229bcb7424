"""Published, immutable, verified: what is served, and what is kept beside it.

What backups need of the files themselves is named in `__all__`; everybody else asks an `Archive`.
"""

from index.snapshots.archive import INDEX_FOLDER, FolderArchive
from index.snapshots.hashes import check
from index.snapshots.ledger import forget_ledger, ledger_file
from index.snapshots.manifest import HOW_TO_REPAIR, MANIFEST_FILE, Manifest
from index.snapshots.snapshots import CURRENT_FILE, Snapshots

__all__ = [
    "CURRENT_FILE",
    "HOW_TO_REPAIR",
    "INDEX_FOLDER",
    "MANIFEST_FILE",
    "FolderArchive",
    "Manifest",
    "Snapshots",
    "check",
    "forget_ledger",
    "ledger_file",
]
