"""Every error that backups raise on purpose.

BackupProblem
├── BackupDamaged          the file is not whole, or holds what no backup holds
└── NothingOverwritten     what is there already would be replaced
"""

from __future__ import annotations


class BackupProblem(Exception):
    """A backup could not be made or restored; what was there before is as it was."""


class BackupDamaged(BackupProblem):
    """The file is not whole, or holds what no backup holds."""


class NothingOverwritten(BackupProblem):
    """What is there already would be replaced."""
