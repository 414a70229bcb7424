"""From a question to the answer's message."""

from __future__ import annotations

import time
from enum import StrEnum
from functools import partial

from telegram import Message

from bot.engine import Answering
from bot.errors import QueueFull, TookTooLong
from bot.keyboards import answer_keyboard
from bot.languages import Languages
from bot.memory import ReplyMemory
from bot.records import Records
from bot.rendering import render_reply
from bot.replying import reply, typing
from bot.worker import Worker
from index import MAX_QUERY_CHARACTERS, IndexMissing, QueryProblem

TOP_K = 5


class QuestionProblem(StrEnum):
    """Why a question cannot be asked; the value is the text that says so."""

    EMPTY = "ask-usage"
    TOO_LONG = "question-too-long"
    WITHOUT_WORDS = "question-without-words"


def problem_with(question: str) -> QuestionProblem | None:
    """Return why a question cannot be asked, or None when it can."""
    stripped = question.strip()
    if not stripped:
        return QuestionProblem.EMPTY
    if len(stripped) > MAX_QUERY_CHARACTERS:
        return QuestionProblem.TOO_LONG
    if not any(character.isalnum() for character in stripped):
        return QuestionProblem.WITHOUT_WORDS
    return None


class Asking:
    """Asks the engine on behalf of a message, and replies to it."""

    def __init__(
        self,
        engine: Answering,
        worker: Worker,
        languages: Languages,
        memory: ReplyMemory,
        records: Records,
        *,
        min_confidence: float | None,
    ) -> None:
        self.engine = engine
        self.worker = worker
        self.languages = languages
        self.memory = memory
        self.records = records
        self.min_confidence = min_confidence

    async def ask(self, message: Message, question: str) -> None:
        """Answer a question in the language of who sent the message; what cannot be answered gets a sentence."""
        phrases = self.languages.phrases(message.from_user)
        problem = problem_with(question)
        if problem is QuestionProblem.TOO_LONG:
            await reply(message, phrases(problem, limit=MAX_QUERY_CHARACTERS))
            return
        if problem is not None:
            await reply(message, phrases(problem))
            return
        ask = partial(self.engine.ask, question.strip(), top_k=TOP_K, min_confidence=self.min_confidence)
        began = time.perf_counter()
        try:
            async with typing(message):
                found = await self.worker.run(ask)
        except QueueFull:
            await reply(message, phrases("busy"))
        except TookTooLong:
            await reply(message, phrases("too-slow"))
        except IndexMissing:
            await reply(message, phrases("not-ready"))
        except QueryProblem:
            await reply(message, phrases("question-without-words"))
        else:
            key = self.memory.keep(found)
            latency_ms = (time.perf_counter() - began) * 1000
            self.records.keep_question(key, message.from_user.id if message.from_user else None, found, latency_ms)
            keyboard = answer_keyboard(found, key, phrases)
            await reply(message, render_reply(found, phrases), keyboard)
