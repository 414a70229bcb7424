"""From a question to the answer's message."""

from __future__ import annotations

import time
from collections import OrderedDict
from contextlib import nullcontext
from contextvars import copy_context
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from telegram import InlineKeyboardMarkup, Message, User
from telegram.error import BadRequest

from bot.answering import Answering
from bot.asking.dialogues import Dialogues, asker_id
from bot.asking.pleasantries import Pleasantries
from bot.asking.question_queue import Place
from bot.asking.queue_notice import QueueNotice
from bot.asking.rate_limit import Pace
from bot.asking.reply_memory import Remembered, ReplyMemory
from bot.asking.worker import Worker
from bot.concurrency import in_thread
from bot.errors import QueueFull, TookTooLong
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, utf16_units
from bot.messages.keyboards import answer_keyboard
from bot.messages.languages import Languages
from bot.messages.rendering import render_reply
from bot.monitoring.metrics import Metrics
from bot.sending.replying import edit, reply, typing
from bot.storage.records import Records
from index import MAX_QUERY_CHARACTERS, Exchange, IndexMissing, QueryProblem, Reply, checked_query, follow_up

TOP_K = 5
_REMEMBERED_ANSWERS = 1000
# UTF-16 units that Telegram takes as a quotation in a reply.
MAX_QUOTE = 1024


class QuestionProblem(StrEnum):
    """Why a question cannot be asked; the value is the text that says so."""

    EMPTY = "ask-usage"
    TOO_LONG = "question-too-long"
    WITHOUT_WORDS = "question-without-words"


def problem_with(question: str) -> QuestionProblem | None:
    """Return why a question cannot be asked, or None when it can."""
    try:
        checked_query(question)
    except QueryProblem as problem:
        return QuestionProblem[problem.fault.name]
    return None


@dataclass(frozen=True)
class _Answer:
    """What a message was answered with, the question it held then, and what that could follow on."""

    question: str
    message: Message
    before: Exchange | None


@dataclass(frozen=True)
class _Said:
    """What there is to say, and the exchange that a next question may follow on; None where nothing was found out."""

    content: Composed | str
    keyboard: InlineKeyboardMarkup | None = None
    exchange: Exchange | None = None


class Asking:
    """Asks the engine on behalf of a message, and replies to it."""

    def __init__(
        self,
        engine: Answering,
        worker: Worker,
        languages: Languages,
        memory: ReplyMemory,
        dialogues: Dialogues,
        records: Records,
        *,
        metrics: Metrics,
        pace: Pace,
        min_confidence: float | None,
    ) -> None:
        self.engine = engine
        self.worker = worker
        self.languages = languages
        self.memory = memory
        self.dialogues = dialogues
        self.records = records
        self.metrics = metrics
        self.pace = pace
        self.min_confidence = min_confidence
        self.pleasantries = Pleasantries(languages.catalogue)
        self._answers: OrderedDict[tuple[int, int], _Answer] = OrderedDict()

    def has_answered(self, message: Message) -> bool:
        """Return whether a message, as it was before an edit, has an answer that is still known."""
        return _place(message) in self._answers

    async def ask(self, message: Message, question: str, *, asker: User | None = None, alone: bool = False) -> None:
        """Answer a question in the language of who asks; what cannot be answered gets a sentence.

        An edited message is answered in place, by editing the earlier answer, and not at all when its question is
        still the same. It follows on what was said before it, not on what was said since.

        Args:
            message: what to reply to.
            question: the question.
            asker: who asks; the message's sender when None.
            alone: whether the question begins a dialogue, whatever was said before.
        """
        earlier = self._answers.get(_place(message))
        if earlier is not None and earlier.question == question:
            return
        asker = asker or message.from_user
        before = None if alone else earlier.before if earlier else self.dialogues.before(message, asker)
        notice = QueueNotice(message, self.languages.phrases_of(message, asker))
        said = await self._answer(message, question, asker, before, notice)
        to_replace, answer = earlier.message if earlier else notice.sent, None
        if to_replace is not None:
            answer = await _try_edit(to_replace, said)
        answer = answer or await reply(message, said.content, said.keyboard, quote=_quotation(message, question))
        self._note(message, question, asker, before, said, answer)

    async def ask_alone(self, remembered: Remembered, answer: Message, presser: User) -> None:
        """Answer a question again that was completed, this time as it was written, in place of the answer."""
        message = remembered.message
        said = await self._answer(message, remembered.words, presser, None)
        await edit(answer, said.content, said.keyboard)
        self._note(message, remembered.words, presser, None, said, answer)

    def forget(self, chat_id: int) -> None:
        """Forget what was said in a chat, so that no button and no edit in it works any more."""
        self.memory.forget(chat_id)
        self.dialogues.forget(chat_id)
        for place in [each for each in self._answers if each[0] == chat_id]:
            del self._answers[place]

    async def find(
        self, question: str, person_id: int | None, chat_id: int | None, place: Place | None = None
    ) -> Reply:
        """Ask the engine, in the worker, in the turn of a person, or else of a chat; who is too fast has to wait.

        Raises:
            QueueFull, TookTooLong: the worker does not come to it.
            TanyaIndexError: it cannot be asked or answered.
        """
        # In the context of the update, so that what is logged meanwhile has its number.
        ask = partial(
            copy_context().run, self.engine.ask, question.strip(), top_k=TOP_K, min_confidence=self.min_confidence
        )
        with self.metrics.question() as measured:
            found = measured.reply = await self.worker.run(
                ask, owner=person_id or chat_id, spare=not self.pace.keeps(person_id, chat_id), place=place
            )
        return found

    async def _answer(
        self,
        message: Message,
        question: str,
        asker: User | None,
        before: Exchange | None,
        notice: QueueNotice | None = None,
    ) -> _Said:
        phrases = self.languages.phrases_of(message, asker)
        number = asker_id(message, asker)
        problem = problem_with(question)
        if problem is QuestionProblem.TOO_LONG:
            return _Said(phrases(problem, limit=MAX_QUERY_CHARACTERS))
        if problem is not None:
            return _Said(phrases(problem))
        pleasantry = self.pleasantries.recognise(question)
        if pleasantry is not None:
            return _Said(phrases(pleasantry))
        question = self.pleasantries.without_opening(question)
        completed = follow_up(question, before) if before else None
        about = completed.about if completed else None
        began = time.perf_counter()
        try:
            async with typing(message), notice.shown() if notice else nullcontext():
                found = await self.find(
                    completed.query if completed else question,
                    number,
                    message.chat.id,
                    notice.place if notice else None,
                )
        except QueueFull as error:
            return _Said(phrases("busy", waiting=error.waiting))
        except TookTooLong:
            return _Said(phrases("too-slow"))
        except IndexMissing:
            return _Said(await self._not_ready(phrases))
        except QueryProblem:
            return _Said(phrases("question-without-words"))
        key = self.memory.keep(Remembered(found, question, about, message, number))
        latency_ms = (time.perf_counter() - began) * 1000
        self.records.keep_question(key, number, found, latency_ms)
        answer = found.answers[0].text if found.answered and found.answers else None
        return _Said(
            render_reply(found, phrases, about=about),
            answer_keyboard(found, key, phrases, is_completed=about is not None),
            Exchange(found.question, answer),
        )

    async def _not_ready(self, phrases: Phrases) -> str:
        """Say that there is no index, and how far the first one is that is being built."""
        building = await in_thread(self.engine.building, name="building")
        return phrases("not-yet", percent=building.percent) if building else phrases("not-ready")

    def _note(
        self, message: Message, question: str, asker: User | None, before: Exchange | None, said: _Said, answer: Message
    ) -> None:
        """Keep what an edit, a follow-up or a reply to the answer will need."""
        self._answers[_place(message)] = _Answer(question, answer, before)
        while len(self._answers) > _REMEMBERED_ANSWERS:
            self._answers.popitem(last=False)
        if said.exchange is not None:
            self.dialogues.note(message, asker, said.exchange, answer)


def _place(message: Message) -> tuple[int, int]:
    return message.chat.id, message.message_id


def _quotation(message: Message, question: str) -> str | None:
    """Return the words to reply to in a group, where a message holds more than the question: a command, a mention."""
    words = message.text or message.caption or ""
    in_group = message.chat.type != message.chat.PRIVATE
    fits = utf16_units(question) <= MAX_QUOTE
    return question if in_group and fits and question and question != words and question in words else None


async def _try_edit(message: Message, said: _Said) -> Message | None:
    """Edit an earlier answer; None when it is gone."""
    try:
        await edit(message, said.content, said.keyboard)
    except BadRequest:
        return None
    return message
