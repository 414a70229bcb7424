"""Where a build begins when the newest snapshot is damaged: at the newest whole parts of what lies there.

A snapshot whose `passages.sqlite` is whole has everything that cannot be computed again; where that is damaged, the
newest whole one before it is taken, and the ledger tells what was removed since and which sources there are. What may
be missing is said.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import OtherFormat, SnapshotCorrupt, SnapshotMismatch
from index.snapshots.hashes import check, is_file_whole
from index.snapshots.ledger import Ledger
from index.snapshots.manifest import HOW_TO_REPAIR, Manifest
from index.snapshots.snapshots import Snapshots
from index.store.local.document_store import PASSAGES_FILE, FaissDocumentStore
from index.store.local.salvage import is_sound, recorded_in
from index.store.records import Recorded, Removal

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Start:
    """Where a build begins.

    Attributes:
        folder: of the snapshot whose articles are taken over; None for nothing.
        manifest: of that snapshot, if all its files are whole.
        recorded: what the newest snapshot is known to have held, when that is not `folder`.
        exact: whether `recorded` is all of it, so that a source that is not in it was removed.
        doubts: what may be missing, in words.
        unread: names of damaged snapshots that somebody may want to look into.
        is_repair: whether it is not the snapshot to serve.
    """

    folder: Path | None
    manifest: Manifest | None = None
    recorded: Recorded | None = None
    exact: bool = False
    doubts: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    is_repair: bool = False


def start_after(snapshots: Snapshots, damage: SnapshotCorrupt | SnapshotMismatch, *, full: bool) -> Start:
    """Return where a build begins although what CURRENT names cannot be used.

    Args:
        snapshots: the folder.
        damage: what is wrong with the snapshot to serve.
        full: everything is read and embedded anew, so that parts are enough.

    Raises:
        SnapshotCorrupt, SnapshotMismatch: `damage`, where a build would lose something that `full` would not, or where
            nothing is whole.
    """
    root, names, ledger = snapshots.root, snapshots.names(), Ledger.read(snapshots.root)
    named = snapshots.named_and_there()
    newest = named or max([*names, ledger.snapshot if ledger else ""])
    if named is None and names and newest == names[0]:
        with suppress(SnapshotCorrupt, SnapshotMismatch):
            manifest = check(root / newest)
            _log.warning("%s; going on from %s, which is whole", damage, newest)
            absent = _named(snapshots) if ledger is None else None
            doubts = (_absence(absent, newest),) if absent else ()
            return Start(root / newest, manifest, doubts=doubts, is_repair=True)
    if not full:
        raise damage
    older = [name for name in names if name != newest and (named is None or name < newest)]
    base = next((name for name in [newest, *older] if _holds_articles(root / name)), None)
    if base is None:
        raise _hopeless(damage, root, ledger)
    unread = tuple(name for name in [newest, *older] if name > base and (root / name).is_dir())
    if base == newest and _is_vouched_for(root / newest, ledger):
        return Start(root / base, is_repair=True)
    if ledger is not None and ledger.snapshot == newest:
        recorded, exact = ledger.recorded, True
    else:
        found = [recorded_in(root / name / PASSAGES_FILE) for name in unread]
        recorded, exact = _united([*found, *([ledger.recorded] if ledger else [])]), False
    return Start(root / base, None, recorded, exact, _doubts(newest, base, exact=exact), unread, is_repair=True)


def removed_since(snapshots: Snapshots, name: str, store: FaissDocumentStore) -> frozenset[str]:
    """Return the ids of the articles that an older snapshot holds and that were removed later."""
    ledger = Ledger.read(snapshots.root)
    if ledger is not None:
        newer = ledger.snapshot > name
        return frozenset(removed_from(ledger.recorded, store, exact=True)) if newer else frozenset()
    found = [recorded_in(snapshots.root / each / PASSAGES_FILE) for each in snapshots.names() if each > name]
    return frozenset(removed_from(_united(found), store, exact=False))


def take_over(recorded: Recorded, store: FaissDocumentStore, *, exact: bool) -> None:
    """Bring a build's store, begun from an older snapshot, to what is known of the newest: sources and removals."""
    store.remove_articles(sorted(removed_from(recorded, store, exact=exact)))
    known = store.sources.recorded()
    if exact:
        for source in known.keys() - recorded.sources.keys():
            store.sources.forget(source)
        for article in store.articles.excluded().keys() - recorded.removed.keys():
            store.articles.readmit(article)
    for prune in (False, True):
        new = [source for source, pruned in recorded.sources.items() if pruned == prune]
        store.sources.record([each for each in new if exact or each not in known], prune=prune)
    store.articles.exclude(recorded.removed)


def removed_from(recorded: Recorded, store: FaissDocumentStore, *, exact: bool) -> set[str]:
    """Return the ids of the articles of an older snapshot that were removed since, by hand or with their source."""
    found = {each.id for each in store.articles.get(list(recorded.removed))}
    found |= {
        key for each in recorded.removed.values() if each.copy_hash for key in store.articles.with_text(each.copy_hash)
    }
    known = store.sources.recorded()
    if exact and (forgotten := known.keys() - recorded.sources.keys()):
        left = {key for source in known.keys() - forgotten for key in _articles_of(store, source)}
        found |= {key for source in forgotten for key in _articles_of(store, source)} - left
    return found


def _articles_of(store: FaissDocumentStore, source: str) -> Mapping[str, str]:
    return store.sources.paths_below(source) | store.sources.paths_listed(source)


def _named(snapshots: Snapshots) -> str | None:
    """Return the name in CURRENT, whether it is there or not; None where CURRENT holds no name."""
    with suppress(SnapshotCorrupt):
        return snapshots.current_name()
    return None


def _holds_articles(folder: Path) -> bool:
    """Tell whether a snapshot's articles can be taken over, by its manifest, or if that is damaged by SQLite itself."""
    try:
        moved = Manifest.read(folder).snapshot not in ("", folder.name)
    except (SnapshotCorrupt, OtherFormat):
        return is_sound(folder / PASSAGES_FILE)
    return not moved and is_file_whole(folder, PASSAGES_FILE)


def _is_vouched_for(folder: Path, ledger: Ledger | None) -> bool:
    """Tell whether a snapshot's articles are its own, by its manifest or by what the ledger says of it."""
    if is_file_whole(folder, PASSAGES_FILE):
        return True
    by_name = ledger is not None and ledger.snapshot == folder.name
    return by_name and ledger is not None and ledger.recorded == recorded_in(folder / PASSAGES_FILE)


def _united(found: list[Recorded]) -> Recorded:
    sources: dict[str, bool] = {}
    removed: dict[str, Removal] = {}
    for each in found:
        sources = {**each.sources, **sources}
        removed |= each.removed
    return Recorded(sources, removed)


def _doubts(newest: str, base: str, *, exact: bool) -> tuple[str, ...]:
    if base == newest:
        what = "its manifest is damaged, so that nothing vouches for its articles"
    else:
        what = (
            f"cannot be read, so that {base} was taken; articles that only it held are missing unless a source has them"
        )
    also = "" if exact else "; sources that were added since may be missing, and what was removed since may be back"
    return (f"snapshot {newest}: {what}{also}",)


def _absence(name: str, base: str) -> str:
    return f"snapshot {name}, which CURRENT names, is not there; {base} was taken, and what only {name} held is missing"


def _hopeless(damage: SnapshotCorrupt | SnapshotMismatch, root: Path, ledger: Ledger | None) -> SnapshotCorrupt:
    said = str(damage).removesuffix(f"; {HOW_TO_REPAIR}")
    sources = f": {', '.join(ledger.sources)}" if ledger and ledger.sources else ""
    return SnapshotCorrupt(
        f"{said}; no snapshot holds articles that can be read: restore a backup, "
        f"or move {root} away and index the sources anew{sources}"
    )
