"""A bot that is killed at any instant answers every question after its next start."""

from __future__ import annotations

import asyncio
import random
import signal
from pathlib import Path

import pytest

from tests.reliability.town import FIRST_PERSON, REAL, TABLE, Town, town

pytestmark = pytest.mark.slow
# What was in flight when the bot died may still arrive.
_STILL_ARRIVES_S = 0.1


async def kill_and_ask(place: Town, kills: int, questions: int, longest_s: float) -> None:
    """Kill the bot at random instants, with so many questions waiting: all are answered, none more than once more."""
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
        await asyncio.sleep(_STILL_ARRIVES_S)
        most = max(most, sum((place.answers() - before).values()))
    await place.start()
    await place.answered(asked, 600)
    await asyncio.sleep(0.5)
    times = place.answers().values()
    print(
        f"{kills} kills, {len(asked)} questions, {len(times)} answered, {sum(times) - len(times)} once more, ", end=""
    )
    print(f"none more than {max(times)} times; {place.notices()} notices")
    assert most > 0
    assert len(times) == len(asked)
    assert max(times) <= 2


async def test_killed_with_questions_waiting(tmp_path: Path) -> None:
    """Nothing is lost, and no answer comes more than once more."""
    async with town(tmp_path, TABLE, SECONDS_A_QUESTION="0.05") as place:
        await kill_and_ask(place, kills=4, questions=20, longest_s=0.6)


@pytest.mark.long
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("program", [TABLE, REAL], ids=["table", "real"])
async def test_killed_a_hundred_times(data: Path, program: tuple[str, ...]) -> None:
    """The same a hundred times with a hundred questions waiting, also with the real index and reader."""
    async with town(data, program, SECONDS_A_QUESTION="0.05") as place:
        await kill_and_ask(place, kills=100, questions=100, longest_s=3.0)
