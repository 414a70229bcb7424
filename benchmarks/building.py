"""Measures what a running build costs those who ask: ten chats at once through the bot, with and without builds.

`python -m benchmarks.building [ROUNDS]` prints both, and how many times its usual time the most delayed answer took,
beside a build and without one.
In the builds' turn an administrator sends `/reindex full` again whenever one has ended. Turns alternate, so that
whatever else the machine does falls on both.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.loopback import ask, running_bot, sample_engine, sample_questions
from benchmarks.results import percentiles, results_file, write_results
from index import Engine
from tests.bot.samples import ADMIN, a_message
from tests.bot.telegram_server import TelegramServer

CHATS, ROUNDS = 10, 20


async def _build(server: TelegramServer, engine: Engine, over: asyncio.Event) -> int:
    """Send `/reindex full` again and again until it is over; return how many builds were published meanwhile."""
    published = 0
    while not over.is_set():
        before = engine.archive.current_name()
        await server.receive(a_message("/reindex full", ADMIN))
        while engine.archive.current_name() == before:  # noqa: ASYNC110 - a thread changes it
            await asyncio.sleep(0.05)
        published += 1
        await asyncio.sleep(0.2)
    return published


async def measure(engine: Engine, rounds: int = ROUNDS) -> dict[str, Any]:
    """Return medians and 95th percentiles in milliseconds, without and with builds, and the greatest delay."""
    alone: list[list[float]] = []
    beside: list[list[float]] = []
    builds = 0
    questions = sample_questions()[:CHATS]
    async with running_bot(engine) as server:
        await ask(server, questions)
        for _ in range(rounds):
            alone.append(await ask(server, questions))
            over = asyncio.Event()
            building = asyncio.create_task(_build(server, engine, over))
            await asyncio.sleep(0.3)
            beside.append(await ask(server, questions))
            over.set()
            builds += await building
    usual = np.median(alone, axis=0)
    delays = np.asarray(beside) / usual
    return {
        "alone": percentiles(alone),
        "beside_builds": percentiles(beside),
        "delay": {
            "p50": float(np.median(delays)),
            "greatest": float(delays.max()),
            "greatest_without": float((np.asarray(alone) / usual).max()),
        },
        "builds": builds,
    }


def main() -> None:
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as name, sample_engine(Path(name)) as engine:
        results = asyncio.run(measure(engine, rounds))
    print(json.dumps(results, indent=2))
    write_results(results_file("building"), results)


if __name__ == "__main__":
    main()
