"""The bot over the sample articles and a Bot API server on loopback: started, asked and stopped for a measurement."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

from bot import ended_within, serve
from index import Engine
from index.evaluation.question_sets import read_questions
from tanya.process import keep_what_is_loaded
from tests.bot.conftest import bot_settings
from tests.bot.samples import a_message
from tests.bot.telegram_server import TelegramServer, telegram_server

ARTICLES = Path(__file__).parents[1] / "articles"
QUESTIONS = ARTICLES / "questions.jsonl"
_THREADS_END_S = 60
# Somebody new asks each time: the budgets of a chat and the pace of a person are not what is measured.
_PEOPLE = itertools.count(10_000)


def sample_questions() -> list[str]:
    """Return what the sample articles are asked."""
    return [row.question for row in read_questions(QUESTIONS)]


@contextmanager
def sample_engine(folder: Path) -> Iterator[Engine]:
    """Index the sample articles into a folder; yield an engine over it as a bot has it, warmed up."""
    with closing(Engine(folder)) as engine:
        engine.index([ARTICLES])
    with closing(Engine(folder)) as engine:
        keep_what_is_loaded()
        engine.warm_up()
        yield engine


@asynccontextmanager
async def running_bot(engine: Engine, **settings: Any) -> AsyncIterator[TelegramServer]:
    """Run the bot with changed settings; yield the server that it asks.

    Raises:
        TimeoutError: A thread of the bot goes on a minute after it was stopped.
    """
    stop = asyncio.Event()
    async with telegram_server() as server:
        running = asyncio.create_task(serve(bot_settings(server.root, **settings), engine, stop))
        yield server
        stop.set()
        await running
    if not ended_within(_THREADS_END_S):
        raise TimeoutError("a thread of the bot goes on a minute after it was stopped")


async def ask(server: TelegramServer, questions: list[str]) -> list[float]:
    """Ask all of them at once, each in a chat of its own; return the milliseconds until each was answered."""
    before = len(server.sent)
    began = time.perf_counter()

    async def answered(person: int) -> float:
        await server.until(lambda: any(int(call.fields["chat_id"]) == person for call in server.sent[before:]))
        return (time.perf_counter() - began) * 1000

    people = list(itertools.islice(_PEOPLE, len(questions)))
    waiting = [asyncio.create_task(answered(person)) for person in people]
    for person, question in zip(people, questions, strict=True):
        await server.receive(a_message(question, person))
    return await asyncio.gather(*waiting)
