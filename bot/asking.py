"""From a question to the answer's message."""

from __future__ import annotations

import time
from collections import OrderedDict
from contextvars import copy_context
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from telegram import InlineKeyboardMarkup, Message, User
from telegram.error import BadRequest

from bot.composing import Composed
from bot.engine import Answering
from bot.errors import QueueFull, TookTooLong
from bot.keyboards import answer_keyboard
from bot.languages import Languages
from bot.memory import ReplyMemory
from bot.metrics import Metrics
from bot.records import Records
from bot.rendering import render_reply
from bot.replying import edit, reply, typing
from bot.worker import Worker
from index import MAX_QUERY_CHARACTERS, IndexMissing, QueryProblem, Reply

TOP_K = 5
_REMEMBERED_ANSWERS = 1000


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


@dataclass(frozen=True)
class _Answer:
    """What a message was answered with, and the question it held then."""

    question: str
    message: Message


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
        metrics: Metrics,
        min_confidence: float | None,
    ) -> None:
        self.engine = engine
        self.worker = worker
        self.languages = languages
        self.memory = memory
        self.records = records
        self.metrics = metrics
        self.min_confidence = min_confidence
        self._answers: OrderedDict[tuple[int, int], _Answer] = OrderedDict()

    def has_answered(self, message: Message) -> bool:
        """Return whether a message, as it was before an edit, has an answer that is still known."""
        return _place(message) in self._answers

    async def ask(self, message: Message, question: str, *, asker: User | None = None) -> None:
        """Answer a question in the language of who asks; what cannot be answered gets a sentence.

        An edited message is answered in place, by editing the earlier answer, and not at all when its question is
        still the same.

        Args:
            message: what to reply to.
            question: the question.
            asker: who asks; the message's sender when None.
        """
        earlier = self._answers.get(_place(message))
        if earlier is not None and earlier.question == question:
            return
        content, keyboard = await self._answer(message, question, asker or message.from_user)
        answer = None
        if earlier is not None:
            answer = await _try_edit(earlier.message, content, keyboard)
        answer = answer or await reply(message, content, keyboard)
        self._answers[_place(message)] = _Answer(question, answer)
        while len(self._answers) > _REMEMBERED_ANSWERS:
            self._answers.popitem(last=False)

    async def find(self, question: str, *, owner: int | None) -> Reply:
        """Ask the engine, in the worker, in the turn of `owner`: the number of a person, or else of a chat.

        Raises:
            QueueFull, TookTooLong: the worker does not come to it.
            TanyaIndexError: it cannot be asked or answered.
        """
        # In the context of the update, so that what is logged meanwhile has its number.
        ask = partial(
            copy_context().run, self.engine.ask, question.strip(), top_k=TOP_K, min_confidence=self.min_confidence
        )
        with self.metrics.question() as measured:
            found = measured.reply = await self.worker.run(ask, owner=owner)
        return found

    async def _answer(
        self, message: Message, question: str, asker: User | None
    ) -> tuple[Composed | str, InlineKeyboardMarkup | None]:
        phrases = self.languages.phrases(asker)
        problem = problem_with(question)
        if problem is QuestionProblem.TOO_LONG:
            return phrases(problem, limit=MAX_QUERY_CHARACTERS), None
        if problem is not None:
            return phrases(problem), None
        began = time.perf_counter()
        try:
            async with typing(message):
                found = await self.find(question, owner=asker.id if asker else message.chat.id)
        except QueueFull:
            return phrases("busy"), None
        except TookTooLong:
            return phrases("too-slow"), None
        except IndexMissing:
            return phrases("not-ready"), None
        except QueryProblem:
            return phrases("question-without-words"), None
        key = self.memory.keep(found)
        latency_ms = (time.perf_counter() - began) * 1000
        self.records.keep_question(key, asker.id if asker else None, found, latency_ms)
        return render_reply(found, phrases), answer_keyboard(found, key, phrases)


def _place(message: Message) -> tuple[int, int]:
    return message.chat.id, message.message_id


async def _try_edit(message: Message, content: Composed | str, keyboard: InlineKeyboardMarkup | None) -> Message | None:
    """Edit an earlier answer; None when it is gone."""
    try:
        await edit(message, content, keyboard)
    except BadRequest:
        return None
    return message
