"""A thousand damages to a snapshot, anywhere in its files: always refused, and always found by verifying."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index.errors import SnapshotCorrupt
from index.snapshots.consistency import problems_of_current
from index.snapshots.manifest import MANIFEST_FILE
from index.snapshots.snapshots import CURRENT_FILE, Snapshots
from index.store.local.document_store import FILES
from tests.conftest import MODEL, MakeArticle, publish

CASES = 1_000


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the content cut anywhere, lengthened, with a bit flipped, or with a stretch of it overwritten."""
    at = chance.randrange(len(data))
    match chance.choice(["cut", "flip", "flip", "zeros", "longer"]):
        case "cut":
            return data[:at]
        case "flip":
            return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
        case "zeros":
            end = min(len(data), at + chance.randint(1, 4_096))
            changed = data[:at] + bytes(end - at) + data[end:]
            return changed if changed != data else data[:at]
        case _:
            return data + data[at:]


@pytest.mark.parametrize("file", [*FILES, MANIFEST_FILE, CURRENT_FILE])
def test_damage_anywhere_is_refused_and_found(tmp_path: Path, make_article: MakeArticle, file: str) -> None:
    """In every file a quarter of the thousand; whole again, it is served again."""
    name = publish(tmp_path, [make_article(f"Berita nomor {number}.") for number in range(3)])
    snapshots, chance = Snapshots(tmp_path), random.Random(file)
    path = tmp_path / file if file == CURRENT_FILE else tmp_path / name / file
    data = path.read_bytes()
    refused = found = 0
    for _ in range(CASES // 4):
        path.write_bytes(damaged(data, chance))
        assert path.read_bytes() != data
        with pytest.raises(SnapshotCorrupt):
            snapshots.open_current(MODEL)
        refused += 1
        try:
            found += bool(problems_of_current(snapshots)[1])
        except SnapshotCorrupt:
            found += 1
    path.write_bytes(data)

    assert (refused, found) == (CASES // 4, CASES // 4)
    snapshot, trouble = snapshots.open_served(MODEL)
    snapshot.store.close()
    assert trouble is None
    assert problems_of_current(snapshots) == (name, [])
