"""An hour of attacks by chance on one archive that people are asking: nothing fails, nothing is lost, nothing twice.

Each round does one thing that went wrong somewhere: a build is killed, meets a full disk, hostile or damaged files; the
newest snapshot is damaged, CURRENT is lost or flipped, the clock of the files is set by months. The chance is steered
by a seed, which is printed: `pytest tests/reliability/test_attack.py -m long -s --attack-seconds 600 --attack-seed 7`.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Engine
from tests.index.test_fuzz import SAMPLES
from tests.reliability.archives import in_files, leftovers, put, served
from tests.reliability.builds import BuildServer
from tests.reliability.test_killed_under_load import ALWAYS, Askers, change

pytestmark = pytest.mark.slow

SHORT_S, SHORT_SEED = 15, 20_180_612
HALF_A_YEAR_S = 180 * 24 * 3600
# What a parser, a splitter or a tokenizer may take long over.
RUNS = ["“", "(", "<a ", "\ue000", "ﷺ", "1/", "[[", '""', "=?utf-8?q?a?= ", "\n> ", "é", "\xff"]


class Attack:
    """One archive, and what is done to it."""

    def __init__(self, folder: Path, data: Path, builds: BuildServer, chance: random.Random) -> None:
        self.folder, self.data, self.chance, self._builds = folder, data, chance, builds
        self.done: Counter[str] = Counter()
        self.before = in_files(folder)
        self._hostile = folder.with_name("hostile")
        self._hostile.mkdir()

    def round(self, number: int) -> None:
        """Do one thing, and see that what is served is whole: of before, or of the files."""
        attacks: list[Callable[[int], None]] = [
            *(self.kill, self.kill, self.fill_disk, self.feed, self.feed),
            *(self.damage_snapshot, self.lose_current, self.step_clock),
        ]
        attack = self.chance.choice(attacks)
        attack(number)
        self.done[attack.__name__] += 1
        now, files = served(self.data), in_files(self.folder)
        assert now in (self.before, files), f"{attack.__name__}: {now.items() ^ files.items()}"
        self.before = now

    def kill(self, number: int) -> None:
        """Kill a build of changed files."""
        change(self.folder, self.chance, number)
        self._builds.build(self.data, kill_after_s=self.chance.uniform(0, 1.5))

    def fill_disk(self, number: int) -> None:
        """Let no file of a build grow beyond a size, as on a full disk."""
        change(self.folder, self.chance, number)
        built = self._builds.build(self.data, max_file_bytes=self.chance.choice([0, 4_096, 60_000, 200_000]))
        assert built.error in (None, "CannotWrite", "RecordsUnusable", "SourceProblem"), built.message

    def feed(self, number: int) -> None:
        """Index files that are damaged, or made to take long; then let them go."""
        for at in range(self.chance.randint(1, 4)):
            if self.chance.random() < 0.4:
                suffix = self.chance.choice([".txt", ".md", ".html", ".csv", ".eml", ".srt", ".rtf"])
                content = (self.chance.choice(RUNS) * self.chance.randint(1, 30_000)).encode("utf-8", "surrogatepass")
            else:
                suffix, sample = self.chance.choice(sorted(SAMPLES.items()))
                content = self._damaged(sample)
            (self._hostile / f"{number}-{at}{suffix}").write_bytes(content)
        files = sorted(self._hostile.iterdir())
        self._builds.build(self.data, *files, kill_after_s=60)
        for file in files:
            file.unlink()
        # Their articles are none of the archive's.
        self._mend()
        engine = Engine(self.data, threads=1)
        made = [each.id for each in engine.articles() if str(self._hostile) in each.origin]
        if made:
            engine.remove(made)
        engine.close()

    def damage_snapshot(self, number: int) -> None:
        """Flip a bit, or cut the end, of a file of the newest snapshot; the next build repairs it."""
        newest = self.data / "index" / (self.data / "index" / "CURRENT").read_text().strip()
        file = self.chance.choice(sorted(newest.iterdir()))
        # Another file of the same name: whoever has the old one open goes on with that.
        spoilt = file.with_name("spoilt")
        spoilt.write_bytes(self._damaged(file.read_bytes()))
        spoilt.replace(file)
        self._mend()

    def lose_current(self, number: int) -> None:
        """Lose CURRENT, or flip a letter of it."""
        current = self.data / "index" / "CURRENT"
        if self.chance.random() < 0.5:
            current.unlink()
        else:
            spoilt = current.with_name("spoilt")
            spoilt.write_bytes(self._damaged(current.read_bytes()))
            spoilt.replace(current)
        self._mend()

    def step_clock(self, number: int) -> None:
        """Set the time of some files forwards or back by up to half a year."""
        for file in self.folder.glob("*.md"):
            if self.chance.random() < 0.5:
                at = time.time() + self.chance.uniform(-HALF_A_YEAR_S, HALF_A_YEAR_S)
                os.utime(file, (at, at))
        self._mend()

    def _mend(self) -> None:
        """Go through the sources again, and repair before that what keeps from it."""
        built = self._builds.build(self.data)
        if built.error == "SnapshotCorrupt":
            # Nothing whole is left to begin with: what the message says helps.
            assert "tanya reindex --full" in built.message
            repaired = self._builds.build(self.data, full=True)
            assert repaired.error is None, repaired.message
            built = self._builds.build(self.data)
        assert built.error is None, built.message

    def _damaged(self, content: bytes) -> bytes:
        data = bytearray(content)
        if data and self.chance.random() < 0.7:
            for _ in range(self.chance.randint(1, 3)):
                data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        else:
            del data[self.chance.randrange(len(data) + 1) :]
        return bytes(data)


@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("long", [False, pytest.param(True, marks=pytest.mark.long)], ids=["short", "long"])
def test_attacked_by_chance(tmp_path: Path, builds: BuildServer, pytestconfig: pytest.Config, long: bool) -> None:
    """What people ask is answered all the time, and in the end exactly the files are served."""
    seconds = float(pytestconfig.getoption("--attack-seconds")) if long else SHORT_S
    given = pytestconfig.getoption("--attack-seed")
    seed = SHORT_SEED if not long else int(given) if given else random.SystemRandom().randrange(10**6)
    print(f"attacking for {seconds:.0f} s by the seed {seed}", flush=True)
    folder, data = tmp_path / "archive", tmp_path / "data"
    put(folder, "Wanara", ALWAYS)
    assert builds.build(data, folder).error is None
    attack = Attack(folder, data, builds, random.Random(seed))
    engine = Engine(data, threads=1)
    askers = Askers(engine, 2)
    until, number = time.monotonic() + seconds, 0
    with askers.asking():
        while time.monotonic() < until or not number:
            attack.round(number)
            number += 1
        attack._mend()
    engine.close()

    done = ", ".join(f"{count} x {name}" for name, count in attack.done.most_common())
    print(f"seed {seed}: {number} rounds ({done}); {askers.answered} questions, {len(askers.wrong)} failed")
    assert askers.wrong == []
    assert served(data) == in_files(folder)
    assert [each for each in leftovers(data) if not each.startswith("damaged-")] == []
