"""From a question to the answer's message."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from telegram import Message

from bot.catalogue import Catalogue
from bot.engine import Answering
from bot.errors import QueueFull, TookTooLong
from bot.keyboards import answer_keyboard
from bot.memory import ReplyMemory
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
        catalogue: Catalogue,
        memory: ReplyMemory,
        *,
        min_confidence: float | None,
    ) -> None:
        self.engine = engine
        self.worker = worker
        self.catalogue = catalogue
        self.memory = memory
        self.min_confidence = min_confidence

    async def ask(self, message: Message, question: str) -> None:
        """Answer a question in the language of who sent the message; what cannot be answered gets a sentence."""
        phrases = self.catalogue.phrases(message.from_user.language_code if message.from_user else None)
        problem = problem_with(question)
        if problem is QuestionProblem.TOO_LONG:
            await reply(message, phrases(problem, limit=MAX_QUERY_CHARACTERS))
            return
        if problem is not None:
            await reply(message, phrases(problem))
            return
        ask = partial(self.engine.ask, question.strip(), top_k=TOP_K, min_confidence=self.min_confidence)
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
            keyboard = answer_keyboard(found, self.memory.keep(found), phrases)
            await reply(message, render_reply(found, phrases), keyboard)
