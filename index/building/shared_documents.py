"""Brings documents that were handed over one by one to every machine that builds, whichever machine they came to.

Otherwise a build on one machine would take the documents of another for gone. What is removed by hand comes back; an
article leaves the index by `tanya articles remove`.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from index.sources.decoding import printable
from index.sources.documents import keep_document, kept_documents, title_of
from index.store.protocols import SharedDocument, SharedDocuments

# Larger ones stay where they are; Telegram has none.
_LARGEST_BYTES = 50_000_000
# Some file systems keep whole seconds, or two.
_SAME_NS = 2_000_000_000


def share_documents(shared: SharedDocuments, folder: Path, unread: Collection[str] = ()) -> None:
    """Make a folder and what machines share hold the same documents: of each the one that was changed last.

    Those whose paths are `unread` stay as they are here and there: whether they can be read is not known yet.
    """
    there = shared.listed()
    # Names that are not UTF-8 have no room there, and none that was handed over has one.
    here = {each.name: each.stat().st_mtime_ns for each in kept_documents(folder) if each.name.isprintable()}
    for name in sorted(there.keys() | here.keys()):
        file = folder / name
        if printable(file) in unread:
            continue
        ahead_ns = here.get(name, 0) - there.get(name, 0)
        if ahead_ns > _SAME_NS and file.stat().st_size <= _LARGEST_BYTES:
            shared.put(SharedDocument(name, title_of(file), file.read_bytes(), here[name]))
        elif ahead_ns < -_SAME_NS and (found := shared.get(name)):
            keep_document(folder, found.name, found.content, found.title)
            os.utime(file, ns=(found.mtime_ns, found.mtime_ns))
