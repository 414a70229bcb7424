"""Finds the files of a source without ever leaving it.

Symbolic links are followed only as far as they stay inside; devices, FIFOs and sockets are never opened. Does not look
into the files: see `index.sources.formats.registry`.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from index.errors import SourceProblem
from index.progress import Skipped
from index.reasons import Reason
from index.sources.decoding import printable, require_regular
from index.sources.formats.registry import SUPPORTED_SUFFIXES


@dataclass(frozen=True)
class FoundFile:
    """A file that can be read, and what tells whether it has changed since."""

    path: Path
    size_bytes: int
    mtime_ns: int


def find_files(source: Path) -> tuple[list[FoundFile], list[Skipped]]:
    """Return the files of a source in order of their paths, and what was passed over with the reason.

    Hidden files and folders inside a folder are ignored without a word. A file that links lead to as well is returned
    once.

    Args:
        source: a file or a folder.

    Raises:
        SourceProblem: there is nothing at that path, or it cannot be looked at.
    """
    # Not resolved: an article keeps its id when a link to the folder is moved to another.
    top = Path(os.path.abspath(source))  # noqa: PTH100
    try:
        root = top.resolve(strict=True)
        mode = root.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        message = f"{printable(top)} does not exist; give the path of a file or a folder with articles"
        raise SourceProblem(message) from error
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = getattr(error, "strerror", None) or "its symbolic links go in a circle"
        raise SourceProblem(f"{printable(top)} cannot be read: {reason}") from error
    walk = _Walk(root)
    if stat.S_ISDIR(mode):
        walk.scan(top)
        walk.follow_links()
    else:
        walk.take(top, root)
    return sorted(walk.found.values(), key=lambda file: file.path), sorted(walk.skipped, key=lambda item: item.where)


class _Walk:
    """One search through a source; `found` is keyed by the real path."""

    def __init__(self, root: Path) -> None:
        self.found: dict[Path, FoundFile] = {}
        self.skipped: list[Skipped] = []
        self._root = root
        self._seen: set[Path] = set()
        self._links: deque[Path] = deque()

    def scan(self, top: Path) -> None:
        folders = [top]
        while folders:
            folder = folders.pop()
            real = folder.resolve()
            if real in self._seen:
                continue
            self._seen.add(real)
            try:
                entries = sorted(folder.iterdir())
            except OSError as error:
                self._skip(folder, f"the folder cannot be read: {error.strerror}")
                continue
            for path in entries:
                if path.name.startswith("."):
                    continue
                try:
                    if path.is_symlink():
                        self._links.append(path)
                    elif path.is_dir():
                        folders.append(path)
                    else:
                        self.take(path, real / path.name)
                except OSError as error:
                    self._skip(path, f"cannot be reached: {error.strerror}")

    def follow_links(self) -> None:
        """Follow the links last, so that a file is known by its own name where that is inside the source."""
        while self._links:
            link = self._links.popleft()
            try:
                real = link.resolve(strict=True)
            except (OSError, RuntimeError):
                self._skip(link, "is a symbolic link that leads nowhere")
                continue
            if not real.is_relative_to(self._root):
                self._skip(link, "is a symbolic link that leads out of the source folder")
            elif real.is_dir():
                self.scan(link)
            else:
                self.take(link, real)

    def take(self, path: Path, real: Path) -> None:
        if real in self.found:
            return
        try:
            status = real.stat()
            require_regular(status)
        except OSError as error:
            self._skip(path, f"cannot be read: {error.strerror}")
        except SourceProblem as problem:
            self._skip(path, str(problem))
        else:
            if path.suffix.lower() not in SUPPORTED_SUFFIXES:
                known = ", ".join(sorted(SUPPORTED_SUFFIXES))
                self._skip(path, f"is of an unknown type; known are {known}", Reason.UNKNOWN_TYPE)
            elif not os.access(real, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
                self._skip(path, "cannot be read: permission denied")
            else:
                self.found[real] = FoundFile(path, status.st_size, status.st_mtime_ns)

    def _skip(self, path: Path, reason: str, code: Reason = Reason.UNREADABLE) -> None:
        self.skipped.append(Skipped(printable(path), reason, code))
