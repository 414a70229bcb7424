"""One person floods the bot while others ask: the others hardly notice, and Telegram's budgets are kept."""

from __future__ import annotations

import asyncio
import os
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.reliability.town import FIRST_PERSON, REAL, TABLE, Outgoing, Town, town

pytestmark = pytest.mark.slow

FLOODER = 40_001
GROUP = -1001000000777


async def latencies(place: Town, people: int, rounds: int, every_s: float) -> list[float]:
    """Let everybody ask in turn, so many a second; return what each waited for the answer, in seconds."""
    asked: dict[int, float] = {}
    for each in range(rounds):
        for person in range(people):
            asked[place.write(f"Siapa nama nakhoda kapal itu? {each}", FIRST_PERSON + person)] = time.monotonic()
            await asyncio.sleep(every_s)
    await place.answered(asked, 300)
    at = {each.answers: each.at for each in reversed(place.outgoing)}
    return [at[message] - began for message, began in asked.items()]


def within_budgets(outgoing: list[Outgoing]) -> None:
    """Check what the server has seen: a chat's second, a group's minute, and the second of all."""
    by_chat: dict[int, list[float]] = defaultdict(list)
    for each in outgoing:
        by_chat[each.chat_id].append(each.at)
    for chat, times in by_chat.items():
        assert min((later - earlier for earlier, later in pairwise(times)), default=1.0) >= 0.999, chat
        if chat < 0:
            assert all(later - earlier >= 60 for earlier, later in zip(times, times[20:], strict=False)), chat
    times = sorted(each.at for each in outgoing)
    assert all(later - earlier >= 0.999 for earlier, later in zip(times, times[30:], strict=False))


async def measure(place: Town, people: int, rounds: int, flood: int, every_s: float) -> tuple[float, float]:
    """Return the others' 95th percentile when it is quiet and in a flood, in seconds."""
    await place.start()
    await place.answered([place.write("Siapa nama nakhoda?", FIRST_PERSON - 1)])
    quiet = await latencies(place, people, rounds, every_s)
    flooding = [place.write(f"Berapa harga mangga? {n}", FLOODER) for n in range(flood)]
    await place.until(lambda: bool(place.texts(FLOODER)))
    flooded = await latencies(place, people, rounds, every_s)
    p95s = [float(np.percentile(each, 95)) for each in (quiet, flooded)]
    answered = sum(message in place.answers() for message in flooding)
    print(
        f"p95 of {people} others: {p95s[0] * 1000:.0f} ms quiet, {p95s[1] * 1000:.0f} ms with {flood} from one, ",
        end="",
    )
    print(f"of which {answered} were answered meanwhile")
    assert any("menunggu" in text or "are waiting" in text for text in place.texts(FLOODER))
    within_budgets(place.outgoing)
    return p95s[0], p95s[1]


async def test_a_small_flood(tmp_path: Path) -> None:
    """What is counted holds on any machine: budgets, the notice, everybody answered; the time is only printed."""
    async with town(tmp_path, TABLE, SECONDS_A_QUESTION="0.1", TANYA_WAITING_PER_CHAT="20") as place:
        await measure(place, people=20, rounds=1, flood=100, every_s=0.15)


async def test_thirty_chats_and_a_group_at_once(tmp_path: Path) -> None:
    """More than a second's budget of answers at the same time, and more than a group's minute in part."""
    async with town(tmp_path, TABLE, SECONDS_A_QUESTION="0.001") as place:
        await place.start()
        asked = [place.write("Kapan?", FIRST_PERSON + n) for n in range(45)]
        asked += [place.write(f"/ask Kapan nomor {n}?", FIRST_PERSON + n, GROUP) for n in range(5)]
        await place.answered(asked)
        within_budgets(place.outgoing)


@pytest.mark.long
@pytest.mark.timeout(1200)
async def test_a_thousand_questions_by_one_while_a_hundred_ask(data: Path) -> None:
    """With the real index and reader; the ratio is asserted, since both are measured on the same machine."""
    every_s = float(os.environ.get("TANYA_TEST_ASK_EVERY_S", "0.5"))
    async with town(data, REAL) as place:
        quiet, flooded = await measure(place, people=100, rounds=1, flood=1000, every_s=every_s)
    assert flooded <= 1.2 * quiet
