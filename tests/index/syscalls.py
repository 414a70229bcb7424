"""Watches fsync and rename of this process, and lets one of them fail as a full or dying disk does."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest


class Disk:
    """Records calls in order, by the names of the files; the nth of them can be made to fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[str, ...]] = []
        self.failed = False
        self._failing: tuple[int, int] | None = None
        self._fsync, self._rename, self._replace = os.fsync, os.rename, os.replace
        monkeypatch.setattr(os, "fsync", self._on_fsync)
        monkeypatch.setattr(os, "rename", self._on_rename)
        monkeypatch.setattr(os, "replace", self._on_replace)

    def fail(self, at: int, code: int = errno.ENOSPC) -> None:
        """Let the call number `at` fail, from 0, counted from the beginning."""
        self._failing = (at, code)

    def _note(self, *call: str) -> None:
        self.calls.append(call)
        if self._failing and len(self.calls) - 1 == self._failing[0]:
            self.failed = True
            raise OSError(self._failing[1], os.strerror(self._failing[1]))

    def _on_fsync(self, descriptor: int) -> None:
        self._note("fsync", Path(f"/proc/self/fd/{descriptor}").readlink().name)
        self._fsync(descriptor)

    def _on_rename(self, source: Any, target: Any) -> None:
        self._note("rename", Path(source).name, Path(target).name)
        self._rename(source, target)

    def _on_replace(self, source: Any, target: Any) -> None:
        self._note("rename", Path(source).name, Path(target).name)
        self._replace(source, target)
