"""A build stands back for questions, and is not starved by them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from index import Engine
from index.building.question_priority import QuestionPriority
from index.progress import Progress, Stage

PATIENCE_S = 60.0


def test_waits_for_the_last_question() -> None:
    """Two at once: the end of the first is not enough."""
    question_priority, done = QuestionPriority(PATIENCE_S), threading.Event()

    def wait() -> None:
        question_priority.give_way()
        done.set()

    question_priority.give_way()
    with question_priority.question():
        with question_priority.question():
            threading.Thread(target=wait, daemon=True).start()
        assert not done.wait(0.1)
    assert done.wait(PATIENCE_S)


def test_does_not_wait_for_ever() -> None:
    """Questions without end slow a build down, they do not stop it; a failed one counts as ended."""
    question_priority = QuestionPriority(0.01)
    with question_priority.question():
        question_priority.give_way()
    with pytest.raises(ValueError, match="no"), question_priority.question():
        raise ValueError("no")
    assert question_priority._questions == 0


def test_progress_is_told_before_it_waits() -> None:
    """So that a build that waits can be stopped, and is seen."""
    told: list[Progress] = []
    step = Progress(Stage.READING, 1, 2)
    QuestionPriority().giving_way(told.append)(step)
    QuestionPriority().giving_way(None)(step)
    assert told == [step]


def test_a_build_waits_for_a_question_of_its_engine(engine: Engine, archive: Path) -> None:
    """From its first step on, until the question is answered."""
    engine.question_priority = QuestionPriority(PATIENCE_S)
    told: list[Progress] = []
    build = threading.Thread(target=engine.index, args=([archive],), kwargs={"progress": told.append}, daemon=True)
    with engine.question_priority.question():
        build.start()
        build.join(1)
        assert build.is_alive()
        assert len(told) <= 1
    build.join(PATIENCE_S)
    assert not build.is_alive()
    assert engine.status().articles == 3
