"""Measures what a running build costs those who ask: ten chats at once through the bot, with and without builds.

`python -m benchmarks.building [ROUNDS]` prints both, and how many times its usual time the most delayed answer took,
beside a build and without one.
In the builds' turn an administrator sends `/reindex full` again whenever one has ended. Turns alternate, so that
whatever else the machine does falls on both.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.results import percentiles, results_file, write_results
from bot import serve
from bot.concurrency import ended_within
from index import Engine
from index.evaluation.question_sets import read_questions
from tanya.process import keep_what_is_loaded
from tests.bot.conftest import bot_settings
from tests.bot.samples import ADMIN, a_message
from tests.bot.telegram_server import TelegramServer, telegram_server

ARTICLES = Path(__file__).parents[1] / "articles"
CHATS, ROUNDS = 10, 20
# Somebody new asks each time: the budgets of a chat and the pace of a person are not what is measured.
PEOPLE = itertools.count(10_000)


async def ask(server: TelegramServer, questions: list[str]) -> list[float]:
    """Ask all of them at once, each in a chat of its own; return the milliseconds until each was answered."""
    before = len(server.sent)
    began = time.perf_counter()

    async def answered(person: int) -> float:
        await server.until(lambda: any(int(call.fields["chat_id"]) == person for call in server.sent[before:]))
        return (time.perf_counter() - began) * 1000

    people = list(itertools.islice(PEOPLE, len(questions)))
    waiting = [asyncio.create_task(answered(person)) for person in people]
    for person, question in zip(people, questions, strict=True):
        await server.receive(a_message(question, person))
    return await asyncio.gather(*waiting)


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


async def measure(data: Path, rounds: int = ROUNDS) -> dict[str, Any]:
    """Return medians and 95th percentiles in milliseconds, without and with builds, and the greatest delay."""
    engine = Engine(data)
    keep_what_is_loaded()
    engine.warm_up()
    stop = asyncio.Event()
    alone: list[list[float]] = []
    beside: list[list[float]] = []
    builds = 0
    questions = [row.question for row in read_questions(ARTICLES / "questions.jsonl")][:CHATS]
    async with telegram_server() as server:
        running = asyncio.create_task(serve(bot_settings(server.root), engine, stop))
        await ask(server, questions)
        for _ in range(rounds):
            alone.append(await ask(server, questions))
            over = asyncio.Event()
            building = asyncio.create_task(_build(server, engine, over))
            await asyncio.sleep(0.3)
            beside.append(await ask(server, questions))
            over.set()
            builds += await building
        stop.set()
        await running
    if not ended_within(60):
        raise TimeoutError("a thread of the bot goes on a minute after it was stopped")
    engine.close()
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
    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as name:
        engine = Engine(Path(name))
        engine.index([ARTICLES])
        engine.close()
        results = asyncio.run(measure(Path(name), rounds))
    print(json.dumps(results, indent=2))
    write_results(results_file("building"), results)


if __name__ == "__main__":
    main()
