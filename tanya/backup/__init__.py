"""Backups of a data folder: the served snapshot and the bot's own databases in one file, made while the bot runs."""

from tanya.backup.errors import BackupDamaged, BackupProblem, NothingOverwritten
from tanya.backup.making import make_backup
from tanya.backup.restoring import REPLACED, RESTORING_FILE, restore_backup

__all__ = [
    "REPLACED",
    "RESTORING_FILE",
    "BackupDamaged",
    "BackupProblem",
    "NothingOverwritten",
    "make_backup",
    "restore_backup",
]
