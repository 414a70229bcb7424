"""A bot that is killed at any instant answers every question after its next start."""

from __future__ import annotations

import asyncio
import random
import signal
from pathlib import Path

import pytest

from tests.reliability.town import FIRST_PERSON, REAL, TABLE, Town, town

pytestmark = pytest.mark.slow


async def kill_and_ask(place: Town, kills: int, questions: int, longest_s: float) -> tuple[int, int]:
    """Kill the bot at random instants, with so many questions waiting; return questions and duplicates."""
    chance = random.Random(20180612)
    asked: list[int] = []
    most = 0
    for number in range(kills):
        waiting = len([each for each in asked if each not in place.answers()])
        for person in range(questions - waiting):
            asked.append(place.write(f"Kapan kapal {number} tenggelam? {person}", FIRST_PERSON + len(asked) % 997))
        before = place.answers()
        await place.start()
        await place.polled()
        await asyncio.sleep(chance.uniform(0, longest_s))
        await place.end(signal.SIGKILL)
        # What was in flight when it died may still arrive.
        await asyncio.sleep(0.1)
        most = max(most, sum((place.answers() - before).values()))
    await place.start()
    await place.answered(asked, 600)
    await asyncio.sleep(0.5)
    counts = place.answers()
    duplicates = sum(counts[each] - 1 for each in asked)
    print(f"{kills} kills, {len(asked)} questions, {len(counts)} answered, {duplicates} answered twice")
    assert most > 0
    assert max(counts[each] for each in asked) <= 2
    return len(asked), duplicates


async def test_killed_with_questions_waiting(tmp_path: Path) -> None:
    """Nothing is lost, and at most one answer a kill comes twice."""
    async with town(tmp_path, TABLE, SECONDS_A_QUESTION="0.05") as place:
        _, duplicates = await kill_and_ask(place, kills=4, questions=20, longest_s=0.6)
    assert duplicates <= 4


@pytest.mark.long
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("program", [TABLE, REAL], ids=["table", "real"])
async def test_killed_a_hundred_times(data: Path, program: tuple[str, ...]) -> None:
    """The same a hundred times with a hundred questions waiting, also with the real index and reader."""
    async with town(data, program, SECONDS_A_QUESTION="0.05") as place:
        _, duplicates = await kill_and_ask(place, kills=100, questions=100, longest_s=3.0)
    assert duplicates <= 100
