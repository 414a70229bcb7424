"""Documents that are handed over one by one: kept in a folder that is a source, each with the title that it came with.

The title stands beside its file, in a hidden one, so that whatever reads the folder again finds both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.durable_files import replace_file, sync_folder
from index.errors import SourceProblem
from index.sources.decoding import open_regular

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.sources.drafts import Draft

# In the data folder.
DOCUMENTS_FOLDER = "documents"
_MAX_NAME_CHARS = 80
_MAX_TITLE_BYTES = 4_000
# What some file system does not take, or a shell reads otherwise; controls are no printable characters.
_UNSAFE = re.compile(r'[/\\:*?"<>|]+')
# Unicode letters take up to four bytes, and names up to 255.
_MAX_NAME_BYTES = 160


def document_name(title: str | None, file_name: str) -> str:
    """Return the name that a document is kept under: its title where it has one, and the suffix of its own name.

    Args:
        title: what it came with.
        file_name: as whoever sent it named it; may be anything.
    """
    own = Path(file_name.replace("\\", "/")).name
    stem, suffix = Path(own).stem, Path(own).suffix.lower()
    return (_safe(title or "") or _safe(stem) or "document") + "." + (_safe(suffix) or "txt")


def keep_document(folder: Path, name: str, content: bytes, title: str | None) -> Path:
    """Keep a document for good and return its path; an earlier one of its name is replaced, never half.

    Args:
        folder: made where there is none.
        name: see `document_name`.
        content: of the file.
        title: what it came with; None takes what the file itself says.

    Raises:
        OSError: it cannot be written.
    """
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)
    file = folder / name
    beside = title_file_of(file)
    if title is None:
        beside.unlink(missing_ok=True)
    else:
        replace_file(beside, title.encode("utf-8", "replace"))
    replace_file(file, content)
    return file


def kept_document(file: Path) -> tuple[bytes, str | None] | None:
    """Return the content of a document that is kept, and the title that it came with; None where there is none."""
    return (file.read_bytes(), title_of(file)) if file.is_file() else None


def take_back_document(file: Path, before: tuple[bytes, str | None] | None) -> None:
    """Undo `keep_document`: keep again what was there before, as `kept_document` had it, or nothing.

    Raises:
        OSError: it cannot be written.
    """
    if before is not None:
        keep_document(file.parent, file.name, *before)
        return
    for each in (file, title_file_of(file)):
        each.unlink(missing_ok=True)
    sync_folder(file.parent)


def kept_documents(folder: Path) -> list[Path]:
    """Return the documents that are kept in a folder, without their titles and without what is half written."""
    if not folder.is_dir():
        return []
    found = (each for each in folder.iterdir() if not each.name.startswith(".") and each.suffix != ".new")
    return sorted(each for each in found if each.is_file() and not each.is_symlink())


def title_of(file: Path) -> str | None:
    """Return the title that a document came with; None where it came with none."""
    beside = title_file_of(file)
    # In any source something may have this name, such as a link that leads out of it, or a FIFO.
    if beside.is_symlink():
        return None
    try:
        with open_regular(beside) as opened:
            return opened.read(_MAX_TITLE_BYTES).decode("utf-8", "replace").replace("\0", " ").strip() or None
    except (OSError, SourceProblem):
        return None


def titled(file: Path) -> Callable[[Draft], Draft] | None:
    """Return what gives a file's article the title that it came with; None where it came with none."""
    title = title_of(file)
    return partial(_with_title, title) if title else None


def _with_title(title: str, draft: Draft) -> Draft:
    # A file of several articles has no one title.
    return draft if draft.place else replace(draft, title=title, said_by={**draft.said_by, "title": "its sender"})


def title_file_of(file: Path) -> Path:
    """Return the hidden file in which a document's title stands, where it came with one."""
    return file.with_name(f".{file.name}.title")


def _safe(name: str) -> str:
    """Return what of a name may be a file's: letters, digits and signs on one line, neither hidden nor too long."""
    shown = "".join(each if each.isprintable() else " " for each in unicodedata.normalize("NFC", name))
    words = " ".join(_UNSAFE.sub(" ", shown).split())[:_MAX_NAME_CHARS]
    return words.encode("utf-8", "replace")[:_MAX_NAME_BYTES].decode("utf-8", "ignore").strip(" .")
