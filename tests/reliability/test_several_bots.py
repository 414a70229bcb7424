"""Three bots over one PostgreSQL database, any of which is killed at any instant, and the server, too."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from sandbox import Sandbox
from tests.postgres import PostgresServer
from tests.reliability.town import FIRST_PERSON, TABLE, Town

pytestmark = pytest.mark.slow
_BOTS, _CHATS = 3, 60
_DEAD_AFTER_S = 2.0
# As many questions as this wait at the most, so that the end does not take long.
_MOST_WAITING = 150
_SECONDS_A_QUESTION = 0.02
# All may be starting at once, on a machine that has much else to do.
_START_S = 400.0


@pytest.fixture
def durable_server() -> Iterator[PostgresServer]:
    server = PostgresServer(is_durable=True)
    yield server
    server.stop()


@asynccontextmanager
async def bots(folder: Path, url: str) -> AsyncIterator[list[Town]]:
    """Run a sandbox with several bots, each a process with a data folder of its own."""
    async with Sandbox() as server:
        made = []
        for number in range(_BOTS):
            data = folder / str(number)
            await asyncio.to_thread(data.mkdir)
            environment = {
                "TANYA_DATABASE_URL": url,
                "DEAD_AFTER_S": str(_DEAD_AFTER_S),
                "SECONDS_A_QUESTION": str(_SECONDS_A_QUESTION),
                # Whoever is too fast would wait.
                "TANYA_QUESTIONS_PER_MINUTE": "6000",
            }
            made.append(Town(server, data, TABLE, environment))
        try:
            for each in made:
                await each.start()
            yield made
        finally:
            for each in made:
                await each.end(signal.SIGKILL)


async def keep_asking(place: Town, asked: list[int], chance: random.Random) -> None:
    """Write to somebody again and again, as long as not too much waits."""
    while True:
        if len(asked) - len(place.answers()) < _MOST_WAITING:
            asked.append(place.write(f"Kapan kapal {len(asked)} tenggelam?", FIRST_PERSON + chance.randrange(_CHATS)))
        await asyncio.sleep(0.02)


def out_of_order(place: Town) -> int:
    """Return how many messages were answered, for the first time, after a later one of their chat."""
    order: dict[int, list[int]] = defaultdict(list)
    for each in place.outgoing:
        if not each.is_edit and each.answers is not None and each.answers not in order[each.chat_id]:
            order[each.chat_id].append(each.answers)
    return sum(later < earlier for chat in order.values() for earlier, later in pairwise(chat))


@pytest.mark.timeout(3000)
@pytest.mark.parametrize(
    ("kills", "restarts"), [(8, 2), pytest.param(100, 10, marks=pytest.mark.long)], ids=["short", "long"]
)
async def test_killed_while_many_ask(tmp_path: Path, durable_server: PostgresServer, kills: int, restarts: int) -> None:
    """Nothing is lost, nothing is out of order within a chat, and no answer comes more than once more."""
    chance, asked = random.Random(19), list[int]()
    async with bots(tmp_path, durable_server.database()) as places:
        town = places[0]
        await town.polled()
        asking = asyncio.create_task(keep_asking(town, asked, chance))
        events = ["bot"] * kills + ["server"] * restarts
        chance.shuffle(events)
        for event in events:
            before = len(town.answers())
            # In the midst of answering, also where a bot takes its time to start.
            await town.until(lambda before=before: len(town.answers()) > before, _START_S)  # type: ignore[misc] # mypy's lambda
            await asyncio.sleep(chance.uniform(0, 1))
            if event == "bot":
                victim = chance.choice(places)
                await victim.end(signal.SIGKILL)
                await victim.start()
            else:
                await asyncio.to_thread(durable_server.kill)
                await asyncio.to_thread(durable_server.start)
        asking.cancel()
        began = time.monotonic()
        await town.answered(asked)
        drained_s = time.monotonic() - began
        await asyncio.sleep(1)
        answers = town.answers()
    again = sum(answers.values()) - len(answers)
    print(
        f"{kills} kills of a bot, {restarts} of the server, {len(asked)} questions in {_CHATS} chats: "
        f"{len(asked) - len(answers)} lost, {again} once more, {out_of_order(town)} out of order; "
        f"the last answer {drained_s:.1f} s after the last question"
    )
    assert not town.described(set(asked) - set(answers))
    assert out_of_order(town) == 0
    assert max(answers.values()) <= 2
    assert again <= kills + restarts
