"""Measures what a running build costs those who ask: the same questions through the bot, with and without builds.

`python -m benchmarks.building [ROUNDS QUESTIONS]` prints both. In the builds' turn an administrator sends
`/reindex full` again whenever one has ended. Turns alternate, so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from bot import serve
from index import Engine
from index.question_sets import read_questions
from tests.bot.conftest import bot_settings
from tests.bot.samples import ADMIN, a_message
from tests.bot.telegram_server import TelegramServer, telegram_server

ARTICLES = Path(__file__).parents[1] / "articles"
READER, ROUNDS, QUESTIONS = 77, 4, 20


async def _ask(server: TelegramServer, questions: list[str]) -> list[float]:
    """Ask one after the other; return the milliseconds from each update to its answer."""
    latencies = []
    for question in questions:
        before = len(_answers(server))
        began = time.perf_counter()
        await server.receive(a_message(question, READER))
        await server.until(lambda: len(_answers(server)) > before)  # noqa: B023 - awaited here
        latencies.append((time.perf_counter() - began) * 1000)
    return latencies


def _answers(server: TelegramServer) -> list[Any]:
    return [call for call in server.sent if int(call.fields["chat_id"]) == READER]


async def _build(server: TelegramServer, engine: Engine, over: asyncio.Event) -> int:
    """Send `/reindex full` again and again until it is over; return how many builds were published meanwhile."""
    published = 0
    while not over.is_set():
        before = engine.snapshots.current_name()
        await server.receive(a_message("/reindex full", ADMIN))
        while engine.snapshots.current_name() == before:  # noqa: ASYNC110 - a thread changes it
            await asyncio.sleep(0.05)
        published += 1
        await asyncio.sleep(0.2)
    return published


async def measure(data: Path, rounds: int = ROUNDS, count: int = QUESTIONS) -> dict[str, Any]:
    """Return medians and 95th percentiles in milliseconds, without and with builds, and how many builds there were."""
    engine = Engine(data)
    engine.warm_up()
    stop = asyncio.Event()
    alone: list[float] = []
    beside: list[float] = []
    builds = 0
    rows = [row.question for row in read_questions(ARTICLES / "questions.jsonl")]
    async with telegram_server() as server:
        running = asyncio.create_task(serve(bot_settings(server.root), engine, stop))
        await _ask(server, rows[:3])
        for turn in range(rounds):
            questions = [rows[(turn * count + number) % len(rows)] for number in range(count)]
            alone += await _ask(server, questions)
            over = asyncio.Event()
            building = asyncio.create_task(_build(server, engine, over))
            await asyncio.sleep(0.3)
            beside += await _ask(server, questions)
            over.set()
            builds += await building
        stop.set()
        await running
    engine.close()
    return {"alone": _percentiles(alone), "beside_builds": _percentiles(beside), "builds": builds}


def _percentiles(values: list[float]) -> dict[str, float]:
    return {"p50": float(np.percentile(values, 50)), "p95": float(np.percentile(values, 95)), "n": len(values)}


def main() -> None:
    rounds, count = (int(each) for each in (sys.argv[1:] or (ROUNDS, QUESTIONS)))
    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as name:
        engine = Engine(Path(name))
        engine.index([ARTICLES])
        engine.close()
        print(json.dumps(asyncio.run(measure(Path(name), rounds, count)), indent=2))


if __name__ == "__main__":
    main()
