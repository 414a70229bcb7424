"""Any history of adding, changing, removing, rebuilding, crashing and going back: the index equals a dictionary."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from index import Engine
from index.store.local.document_store import VECTORS_FILE
from tests.conftest import snapshots_of
from tests.reliability.archives import in_files, leftovers, put, served
from tests.reliability.builds import BuildServer

NAMES = st.sampled_from(["satu", "dua", "tiga", "empat", "lima"])
WORDS = st.sampled_from(["harimau", "gajah", "badak", "buaya", "rusa", "kuda", "kerbau", "elang"])
ALWAYS = "Ini selalu ada."


class History(RuleBasedStateMachine):
    """Files are changed step by step, builds end or die; `expected` is what has to be served, `before` what was."""

    builds: ClassVar[BuildServer]

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="tanya-history-"))
        self.folder, self.data = self.root / "archive", self.root / "data"
        self.number = 0
        self.expected: dict[str, str] = {}
        self.before: dict[str, str] | None = None

    @initialize()
    def begin(self) -> None:
        """An article that is never touched, so that no source is ever empty."""
        put(self.folder, "tetap", ALWAYS)
        assert self.builds.build(self.data, self.folder).error is None
        self.expected = in_files(self.folder)

    @rule(name=NAMES, word=WORDS)
    def write(self, name: str, word: str) -> None:
        """Add an article, or change one; the number keeps two from being the same text."""
        self.number += 1
        put(self.folder, name, f"Di sini ada {word}, nomor {self.number}.")

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        """Remove an article's file, if there is one."""
        (self.folder / f"{name}.md").unlink(missing_ok=True)

    @rule(name=NAMES, other=NAMES)
    def rename(self, name: str, other: str) -> None:
        """Give an article another title and place; its text stays."""
        file = self.folder / f"{name}.md"
        if file.exists() and name != other:
            text = in_files(self.folder)[name]
            file.unlink()
            put(self.folder, other, text)

    @rule(full=st.sampled_from([False, False, False, True]))
    def rebuild(self, full: bool) -> None:
        """What is in the files is what is served."""
        self._publish(self.builds.build(self.data, full=full))

    @rule(step=st.integers(1, 12))
    def crash(self, step: int) -> None:
        """A build is killed at one of its steps, or ends before it comes to it."""
        built = self.builds.build(self.data, die_at_step=step)
        if not built.killed:
            self._publish(built)

    @precondition(lambda self: self.before is not None)
    @rule()
    def go_back(self) -> None:
        """The snapshot before is served again."""
        engine = Engine(self.data, threads=1)
        engine.roll_back()
        engine.close()
        assert self.before is not None
        self.expected, self.before = self.before, None

    @precondition(lambda self: self.before is not None)
    @rule()
    def damage(self) -> None:
        """The newest snapshot loses a file: the one before is served until everything is built anew."""
        engine = Engine(self.data, threads=1)
        (self.data / "index" / snapshots_of(engine).current_name() / VECTORS_FILE).unlink()
        assert {each.title: each.text.strip() for each in engine.articles()} == self.before
        assert engine.trouble() is not None
        engine.close()
        refused = self.builds.build(self.data)
        assert refused.error == "SnapshotCorrupt"
        self._publish(self.builds.build(self.data, full=True))
        self.before = None

    @invariant()
    def served_is_what_is_expected(self) -> None:
        """At any time, whatever lies around it."""
        if self.expected:
            assert served(self.data) == self.expected

    def teardown(self) -> None:
        """Remove all files."""
        shutil.rmtree(self.root)

    def _publish(self, built: Any) -> None:
        assert (built.killed, built.error) == (False, None), built.message
        assert leftovers(self.data) == []
        if built.report["published"]:
            self.before, self.expected = self.expected, in_files(self.folder)
        assert self.expected == in_files(self.folder)


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize(
    ("examples", "steps"), [(6, 15), pytest.param(200, 50, marks=pytest.mark.long)], ids=["short", "long"]
)
def test_index_equals_a_dictionary(builds: BuildServer, examples: int, steps: int) -> None:
    """Whatever happens to it."""
    History.builds = builds
    run_state_machine_as_test(
        History,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
