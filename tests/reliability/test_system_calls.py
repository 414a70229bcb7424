"""A build whose every write, fsync and rename kills it or fails, and the order of these calls, as strace shows them."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.snapshots.manifest import MANIFEST_FILE
from index.store.local.document_store import PASSAGES_FILE, VECTORS_FILE
from tests.reliability.archives import Archive, leftovers, served
from tests.reliability.builds import ACTS_AT, TRACED, BuildServer, Built, calls_of, strace

# Pages of the database are written many times over, all in the same way.
_ALL_IN_SHORT_RUN = ("fsync", "fdatasync", "rename", "write", "sendfile")
_EVERY_NTH_PAGE = 20
Point = tuple[str, int]


@contextmanager
def traced(log: Path, *injected: str) -> Iterator[BuildServer]:
    """Run a build server under strace; the test says so plainly where that cannot be."""
    tracer = strace(log, *injected)
    if tracer is None:
        pytest.skip("strace is not installed, or may not trace; on Debian and Ubuntu: apt install strace")
    server = BuildServer(tracer=tracer)
    try:
        yield server
    finally:
        server.close()


def points(log: Path, built: Built, *, everything: bool, names: tuple[str, ...] = TRACED) -> list[Point]:
    """Return the calls of these names of a build by number, from 1; or of the writing of pages only some."""
    found = []
    for name, count in sorted(Counter(name for name, _ in calls_of(log, built.pid) if name in names).items()):
        step = 1 if everything or name in _ALL_IN_SHORT_RUN else _EVERY_NTH_PAGE
        found += [(name, number) for number in range(1, count + 1, step)]
    return found


def spent(point: Point) -> dict[str, int]:
    """Return how many calls of this kind to make before, so that the tracer acts at this one."""
    name, number = point
    return {name: ACTS_AT - number}


# Starting a traced server takes its time on a busy machine.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
LONG_AND_SHORT = [False, pytest.param(True, marks=pytest.mark.long)]


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("everything", LONG_AND_SHORT, ids=["short", "long"])
def test_kill_at_every_call_leaves_the_old_or_the_new_snapshot(
    tmp_path: Path, archive_of_two_states: Archive, everything: bool
) -> None:
    """Nothing between; no article is lost; the next build ends well and leaves nothing lying about."""
    archive, data, log = archive_of_two_states, tmp_path / "data", tmp_path / "log"
    with traced(log, "signal=KILL") as builds:
        clean = builds.build(archive.fresh(data))
        assert served(data) == archive.new
        found: list[dict[str, str]] = []
        for point in points(log, clean, everything=everything):
            killed = builds.build(archive.fresh(data), use_up=spent(point))
            assert killed.killed, point
            found.append(served(data))
            assert found[-1] in (archive.old, archive.new), point
            again = builds.build(data)
            assert (again.killed, again.error) == (False, None), point
            assert served(data) == archive.new, point
            assert leftovers(data) == [], point

    assert len(found) >= (50 if everything else 20)
    assert archive.old in found
    assert archive.new in found
    print(f"{len(found)} kills: {found.count(archive.old)} left the old snapshot, {found.count(archive.new)} the new")


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("everything", LONG_AND_SHORT, ids=["short", "long"])
@pytest.mark.parametrize(
    ("code", "names"), [("ENOSPC", ("write", "pwrite64", "sendfile")), ("EIO", ("fsync", "fdatasync", "rename"))]
)
def test_failure_of_every_call_is_told_and_leaves_the_old_snapshot(
    tmp_path: Path, archive_of_two_states: Archive, code: str, names: tuple[str, ...], everything: bool
) -> None:
    """A full or dying disk: our own error; the old one is served, or the new one where only its news failed to sync."""
    archive, data, log = archive_of_two_states, tmp_path / "data", tmp_path / "log"
    with traced(log, f"error={code}") as builds:
        clean = builds.build(archive.fresh(data))
        outcomes: Counter[str] = Counter()
        for point in points(log, clean, everything=everything, names=TRACED if everything else names):
            failed = builds.build(archive.fresh(data), use_up=spent(point))
            assert injected(log, failed.pid, code), point
            state = served(data)
            if failed.error is None:
                # Removing an old snapshot failed, or copying fell back on another call: the build went on.
                assert state == archive.new, point
            else:
                assert failed.error in ("CannotWrite", "SnapshotCorrupt"), (point, failed.message)
                assert state in (archive.old, archive.new), point
            outcomes[failed.error or "none"] += 1
            again = builds.build(data)
            assert (again.killed, again.error) == (False, None), point
            assert served(data) == archive.new, point
            assert leftovers(data) == [], point

    assert outcomes.total() >= (50 if everything else 9)
    assert outcomes["CannotWrite"] > outcomes.total() // 2
    print(f"{outcomes.total()} failures with {code}: {dict(outcomes)}")


def injected(log: Path, pid: int, code: str) -> bool:
    """Tell whether the tracer let a call of this process fail."""
    return any(f"{code} " in rest and "(INJECTED)" in rest for _, rest in calls_of(log, pid))


def test_order_of_the_calls_that_make_a_snapshot_durable(tmp_path: Path, archive_of_two_states: Archive) -> None:
    """Each file's last write, its fsync, the folder's fsync, the rename, the folder above's fsync; CURRENT last."""
    data, log = archive_of_two_states.fresh(tmp_path / "data"), tmp_path / "log"
    with traced(log) as builds:
        built = builds.build(data)
    name = built.report["snapshot"]
    calls = [(call, *paths(rest)) for call, rest in calls_of(log, built.pid)]
    journal = [call for call in calls if call[1:2] == ("EMBEDDED-wal",)]
    # The ledger beside the snapshots is written by itself, before and after.
    calls = [
        call for call in calls if call[0] in ("fsync", "rename") and call[1:] and call[1][:3] not in ("EMB", "../")
    ]
    building = calls[0][1].split("/")[0]

    assert journal[-1] == ("fdatasync", "EMBEDDED-wal")
    assert building.startswith("building-")
    assert calls == [
        # Its own copy of what is served, made before it first wrote.
        ("rename", f"{building}/{PASSAGES_FILE}.copy", f"{building}/{PASSAGES_FILE}"),
        ("fsync", f"{building}/{VECTORS_FILE}"),
        ("fsync", f"{building}/{PASSAGES_FILE}"),
        ("fsync", f"{building}/{MANIFEST_FILE}"),
        ("fsync", building),
        ("rename", building, name),
        ("fsync", "."),
        ("fsync", "CURRENT.new"),
        ("rename", "CURRENT.new", "CURRENT"),
        ("fsync", "."),
        ("rename", calls[-1][1], f"building-removed-{calls[-1][1]}"),
    ]
    written = [(call, *paths(rest)) for call, rest in calls_of(log, built.pid)]
    for file in (VECTORS_FILE, PASSAGES_FILE, MANIFEST_FILE):
        touched = [call for call in written if call[1:2] == (f"{building}/{file}",)]
        assert touched[-1][0] == "fsync"
        assert touched[-2][0] in ("write", "pwrite64")


def paths(rest: str) -> list[str]:
    """Return the paths that a call names, as seen from the folder of the snapshots."""
    found = re.findall(r'<(/[^>]*)>|"(/[^"]*)"', rest)
    return [os.path.relpath(a or b, (a or b).split("/index")[0] + "/index") for a, b in found if "/index" in (a or b)]
