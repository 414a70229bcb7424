"""Copies the served snapshot of one archive into a build of another, compares both, and publishes.

Only what differs is written, so that an interrupted move goes on where it was, as far as the other archive keeps what
was begun, and a second one brings what has changed since. The first archive goes on answering meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from haystack import Document
from haystack.document_stores.types import DuplicatePolicy

from index.errors import IndexMissing, SnapshotCorrupt, SnapshotInUse
from index.progress import Progress, ProgressCallback, Stage
from index.store.portable import RECORDS, Portable, Row
from index.store.protocols import Archive, BuildStore

_ARTICLES_AT_ONCE = 500
_PASSAGES_AT_ONCE = 2_000
Item = TypeVar("Item", Row, Document)
# By table: how many rows, and the SHA-256 of them all in order.
Sums = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Moved:
    """What a move came to.

    Attributes:
        source: name of the snapshot that was moved.
        snapshot: its name where it is now.
        articles: how many.
        passages: how many.
        written: how many of the articles and passages were not there already.
    """

    source: str
    snapshot: str
    articles: int
    passages: int
    written: int


def require_movable(source: Archive, destination: Archive, model: str, *, replace: bool = False) -> None:
    """See that there is an index to move, and room for it; raises as `move_index`, and changes nothing."""
    source.open_current(model).store.close()
    if not replace:
        _require_empty(destination)


def move_index(
    source: Archive,
    destination: Archive,
    model: str,
    *,
    replace: bool = False,
    progress: ProgressCallback | None = None,
) -> Moved:
    """Publish in one archive what another serves; with `replace` also in the place of what is served there.

    Raises:
        IndexMissing, SnapshotCorrupt, SnapshotMismatch: there is nothing whole to move.
        SnapshotInUse: the destination serves an index, and it may not be replaced.
        SnapshotCorrupt: what arrived is not what was sent; it is not published.
        IndexBusy: somebody is building there.
    """
    require_movable(source, destination, model, replace=replace)
    tell = progress or (lambda _: None)
    snapshot = source.open_current(model)
    resume = f"move of {snapshot.name}"
    with closing(snapshot.store) as store, destination.build(model, snapshot.settings, resume=resume) as build:
        here, there = store.portable, build.store.portable
        total, written = snapshot.counts.passages, 0
        tell(Progress(Stage.WRITING, 0, total))
        for page in _differing(_ARTICLES, here, there):
            there.drop_articles(page.gone)
            there.put_articles(page.changed)
            written += len(page.changed)
        done = 0
        for documents in _differing(_PASSAGES, here, there):
            _write(build.store, documents.gone, documents.changed)
            written += len(documents.changed)
            tell(Progress(Stage.WRITING, done := done + documents.compared, total))
        for table in RECORDS:
            there.replace(table, here.rows(table))
        _compare(sums(here), sums(there))
        name = build.publish(lambda: _some_vectors(here))
        return Moved(snapshot.name, name, snapshot.counts.articles, total, written)


def sums(rows: Portable) -> Sums:
    """Return counts and hashes of all that a snapshot holds: equal for equal content, in whatever store."""
    found = {table: _sum(map(_row_bytes, rows.rows(table))) for table in RECORDS}
    found["articles"] = _sum(_ARTICLES.content(each) for page in _pages(_ARTICLES, rows) for each in page)
    found["passages"] = _sum(_PASSAGES.content(each) for page in _pages(_PASSAGES, rows) for each in page)
    return found


@dataclass(frozen=True)
class _Kind(Generic[Item]):
    """Articles or passages: how a page of them is read, and what one is told apart by."""

    at_once: int
    read: Callable[..., list[Item]]
    key: Callable[[Item], str]
    content: Callable[[Item], bytes]


@dataclass(frozen=True)
class _Page(Generic[Item]):
    changed: list[Item]
    gone: list[str]
    compared: int


def _row_bytes(row: Row) -> bytes:
    return json.dumps(row, default=bytes.hex).encode("ascii")


def _document_bytes(document: Document) -> bytes:
    said = json.dumps([document.id, document.content, sorted(document.meta.items())]).encode("ascii")
    return said + np.array(document.embedding, "<f2").tobytes()


_ARTICLES: _Kind[Row] = _Kind(
    _ARTICLES_AT_ONCE,
    lambda rows, *place, **limits: rows.articles(*place, **limits),
    lambda row: str(row[0]),
    _row_bytes,
)
_PASSAGES: _Kind[Document] = _Kind(
    _PASSAGES_AT_ONCE,
    lambda rows, *place, **limits: rows.passages(*place, **limits),
    lambda document: document.id,
    _document_bytes,
)


def _pages(kind: _Kind[Item], rows: Portable) -> Iterator[list[Item]]:
    after = ""
    while page := kind.read(rows, after, limit=kind.at_once):
        yield page
        after = kind.key(page[-1])


def _differing(kind: _Kind[Item], here: Portable, there: Portable) -> Iterator[_Page[Item]]:
    """Yield page by page what is here and not the same there, and what is there alone."""
    after = ""
    for page in _pages(kind, here):
        until = kind.key(page[-1])
        known = {kind.key(each): kind.content(each) for each in kind.read(there, after, until=until)}
        wanted = {kind.key(each): each for each in page}
        changed = [each for key, each in wanted.items() if known.get(key) != kind.content(each)]
        yield _Page(changed, sorted(known.keys() - wanted.keys()), len(page))
        after = until
    while rest := kind.read(there, after, limit=kind.at_once):
        yield _Page([], [kind.key(each) for each in rest], 0)
        after = kind.key(rest[-1])


def _write(store: BuildStore, gone: list[str], documents: list[Document]) -> None:
    if gone:
        store.delete_documents(gone)
    if documents:
        store.write_documents(documents, DuplicatePolicy.OVERWRITE)


def _sum(contents: Any) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    for content in contents:
        digest.update(len(content).to_bytes(8, "big") + content)
        count += 1
    return count, digest.hexdigest()


def _compare(sent: Sums, arrived: Sums) -> None:
    wrong = [
        f"{table}: {arrived[table][0]} of {count}"
        for table, (count, _) in sent.items()
        if arrived[table] != sent[table]
    ]
    if wrong:
        raise SnapshotCorrupt(
            f"what arrived is not what was sent ({'; '.join(wrong)}), so that it is not published; run it again"
        )


def _require_empty(destination: Archive) -> None:
    try:
        name = destination.current_name()
    except IndexMissing:
        return
    raise SnapshotInUse(f"there is an index already, {name}; --force replaces it by this one")


def _some_vectors(rows: Portable) -> Any:
    """Return vectors to measure vector search with, where no titles are embedded."""
    some = rows.passages("", limit=256)
    return np.array([each.embedding for each in some], np.float32)
