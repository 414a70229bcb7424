"""Measures two bots over one database against one, and what the journal costs a question.

usage: python -m benchmarks.several_bots [QUESTIONS [SECONDS_A_QUESTION]]

The bots are processes over an engine that answers from a table after so many seconds, two questions at once each, so
that what is shared is measured and not the processor. The server of Telegram is the sandbox's, with Telegram's budgets;
the database flushes to the disk. Every question comes from another chat, all at once.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bot.receiving.inbox import entry_of
from bot.storage.journal import FILE_NAME, Journal
from bot.storage.opening import journal_at, open_storage
from bot.storage.postgres.journal import SharedJournal
from bot.ticket import MAYBE_ANSWERED
from sandbox import Sandbox
from tanya.settings import Settings
from tests.bot.samples import a_message
from tests.postgres import PostgresServer
from tests.reliability.town import FIRST_PERSON, TABLE, Town

JOURNALLED = 300


def cost_ms(journal: Journal) -> float:
    """Return the median milliseconds that a question costs: written down, taken, begun to answer, finished."""

    def one(number: int) -> float:
        entry = entry_of({"update_id": number} | a_message("Kapan KTT?", 1000 + number))
        began = time.perf_counter()
        journal.write_down([entry])
        if isinstance(journal, SharedJournal):
            journal.claim(8)
            journal.standing(number, answered=False)
        journal.note_notice(number, MAYBE_ANSWERED)
        journal.finish(number)
        return (time.perf_counter() - began) * 1000

    return median(one(number) for number in range(1, JOURNALLED + 1))


async def rate(count: int, url: str, questions: int, seconds: float) -> float:
    """Return the answers a second of so many bots, from the first answer to the last."""
    async with Sandbox() as server:
        folder = Path(tempfile.mkdtemp())
        bots = []
        for number in range(count):
            data = folder / str(number)
            await asyncio.to_thread(data.mkdir)
            more = {"TANYA_DATABASE_URL": url, "DEAD_AFTER_S": "10", "SECONDS_A_QUESTION": str(seconds)}
            bots.append(Town(server, data, TABLE, more))
        try:
            for each in bots:
                await each.start()
            await until_all_live(url, count)
            asked = [bots[0].write(f"Kapan kapal {n} tenggelam?", FIRST_PERSON + n) for n in range(questions)]
            await bots[0].answered(asked, 300)
        finally:
            for each in bots:
                await each.end(signal.SIGTERM)
    times = sorted(each.at for each in bots[0].outgoing if not each.is_edit)
    return (len(times) - 1) / (times[-1] - times[0])


async def until_all_live(url: str, count: int) -> None:
    """Wait until so many bots give signs of life."""
    storage = open_storage(Settings.model_validate({"database_url": url}))
    living: Callable[[], int] = lambda: len(storage.journal.database.run("SELECT 1 FROM bots"))  # noqa: E731
    while await asyncio.to_thread(living) < count:  # noqa: ASYNC110 - other processes set no event
        await asyncio.sleep(0.1)
    storage.records.close()
    storage.journal.close()


def main() -> None:
    questions = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 0.25
    server = PostgresServer(is_durable=True)
    try:
        shared = open_storage(Settings.model_validate({"database_url": server.database()}))
        files = journal_at(Path(tempfile.mkdtemp()) / FILE_NAME)
        print(f"journal: {cost_ms(shared.journal):.1f} ms a question in PostgreSQL, {cost_ms(files):.1f} ms in SQLite")
        shared.journal.close()
        one, two = (asyncio.run(rate(count, server.database(), questions, seconds)) for count in (1, 2))
        print(f"{questions} questions of {seconds:g} s: {one:.1f} a second with one bot, {two:.1f} with two", end="")
        print(f" ({two / one:.2f} times as many)")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
