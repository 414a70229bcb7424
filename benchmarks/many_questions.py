"""Measures what `/stats` and forgetting cost those who ask: `python -m benchmarks.many_questions [QUESTIONS]`.

The bot is started over so many kept questions (300,000 when it is not said), a third of which are older than they are
kept. While it forgets these, and then while an administrator's `/stats 90` is answered, somebody asks one question
after another. Printed are their waits beside the usual ones, how long it lasted, and the longest that the event loop
was held.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.loopback import ask, running_bot, sample_engine, sample_questions
from bot.storage.records import FILE_NAME, QUESTION_COLUMNS, STEPS, Records, put_statement
from bot.storage.sqlite import SqliteDatabase
from index import Engine
from tests.bot.samples import ADMIN, a_message
from tests.bot.telegram_server import TelegramServer

QUESTIONS, USUAL, PERIOD_DAYS = 300_000, 20, 120
_KEEP_DAYS, _STATISTICS_DAYS = 90, 90
_AT_ONCE, _TICK_S = 10_000, 0.01
_ANSWERS = ("sendMessage", "sendPhoto")


def main() -> None:
    """Fill the file and measure."""
    count = int(sys.argv[1]) if sys.argv[1:] else QUESTIONS
    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as name:
        folder = Path(name)
        fill(folder / FILE_NAME, count)
        with sample_engine(folder) as engine:
            print(json.dumps(asyncio.run(_measure(engine, folder, count)), indent=2))


def fill(file: Path, count: int) -> None:
    """Write questions of the last four months, asked by a thousand people."""
    asked = sample_questions()
    statement = put_statement("questions", "id", *QUESTION_COLUMNS)
    database = SqliteDatabase(file, STEPS)
    now = datetime.now(UTC)
    rows = (
        (
            *(f"kept-{n}", (now - timedelta(days=PERIOD_DAYS * n / count)).isoformat(timespec="seconds")),
            *(f"{n % 1_000:064x}", f"{asked[n % len(asked)]} {n % 50_000}", n % 3 > 0, 0.8, 200.0 + n % 900, "1"),
            *("12 Juni", 10, 17, "article", "passage", ""),
        )
        for n in range(count)
    )
    for several in iter(lambda: list(itertools.islice(rows, _AT_ONCE)), []):
        database.write_all([(statement, list(row)) for row in several])
    database.close()


async def _measure(engine: Engine, folder: Path, count: int) -> dict[str, Any]:
    questions = itertools.cycle(sample_questions()[:10])
    records = Records(SqliteDatabase(folder / FILE_NAME, STEPS))
    async with running_bot(engine, data_dir=folder, keep_days=_KEEP_DAYS) as server:

        async def asked() -> float:
            return (await ask(server, [next(questions)]))[0]

        async def beside(done: Callable[[], Awaitable[bool]]) -> dict[str, Any]:
            watching = asyncio.create_task(_longest_hold(held := [0.0]))
            began, waits = time.perf_counter(), [await asked()]
            while not await done():
                waits.append(await asked())
            watching.cancel()
            found = {"s": round(time.perf_counter() - began, 1), "questions": len(waits), "ms": _percentiles(waits)}
            return found | {"loop_held_ms": round(held[0] * 1000)}

        async def forgotten() -> bool:
            return await records.apart(_kept, records) <= count * _KEEP_DAYS // PERIOD_DAYS + 1

        forgetting = await beside(forgotten)
        usual = [await asked() for _ in range(USUAL)]
        before = len(server.calls)
        await server.receive(a_message(f"/stats {_STATISTICS_DAYS}", ADMIN))
        counting = await beside(lambda: _told(server, before))
        usual += [await asked() for _ in range(USUAL)]
    records.close()
    return {"kept": count, "usual_ms": _percentiles(usual), "while_forgetting": forgetting, "beside_stats": counting}


async def _told(server: TelegramServer, before: int) -> bool:
    later = server.calls[before:]
    return any(call.method in _ANSWERS and int(call.fields["chat_id"]) == ADMIN for call in later)


def _kept(records: Records) -> int:
    return int(records.database.rows("SELECT count(*) FROM questions WHERE id LIKE 'kept-%'")[0][0])


async def _longest_hold(longest: list[float]) -> None:
    """Keep the longest that the event loop did not turn, in seconds, until cancelled."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(_TICK_S)
        longest[0] = max(longest[0], time.perf_counter() - began - _TICK_S)


def _percentiles(values: list[float]) -> list[int]:
    return [round(float(np.percentile(values, share))) for share in (50, 95, 100)]


if __name__ == "__main__":
    main()
