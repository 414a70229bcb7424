"""From a question to the answer's message."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from secrets import token_urlsafe

from telegram import InlineKeyboardMarkup, Message, User

from bot.answering import Answering
from bot.asking.dialogues import Dialogues, asker_id
from bot.asking.meaning import Meaning, Meanings, QuestionProblem, problem_with, wanted_articles
from bot.asking.pleasantries import Pleasantry
from bot.asking.question_queue import Place
from bot.asking.queue_notice import QueueNotice
from bot.asking.rate_limit import RateLimit
from bot.asking.reply_memory import Remembered, ReplyMemory, keep_context
from bot.asking.worker import Worker
from bot.concurrency import Threads
from bot.errors import QuestionDropped, QueueFull, TookTooLong
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed
from bot.messages.keyboards import answer_keyboard
from bot.messages.languages import Languages
from bot.messages.lists import render_article, render_articles
from bot.messages.rendering import other_answers, render_reply, with_chosen
from bot.monitoring.metrics import Metrics
from bot.sending.quoting import quotation
from bot.sending.replying import edit, edit_if_there, reply, typing
from bot.storage.records import Records
from bot.ticket import identity_of, once
from index import MAX_QUERY_CHARACTERS, Exchange, IndexMissing, QueryProblem, Reply

TOP_K = 5
_REMEMBERED_ANSWERS = 1000
# Example questions in a language, as buttons; None when there are none.
ExampleButtons = Callable[[str], Awaitable[InlineKeyboardMarkup | None]]


@dataclass(frozen=True)
class _Answer:
    """What a message was answered with, the question it held then, what that could follow on, and who asked."""

    question: str
    message: Message
    before: Exchange | None
    asker: int | None


@dataclass(frozen=True)
class _Said:
    """What there is to say, and the exchange that a next question may follow on; None where nothing was found out."""

    content: Composed | str
    keyboard: InlineKeyboardMarkup | None = None
    exchange: Exchange | None = None


@dataclass(eq=False)
class _UnderWay:
    """A question that is being answered: whose it is, where it waits, and whether it is still wanted."""

    numbers: tuple[int | None, ...]
    place: Place
    is_wanted: bool = True

    def drop(self) -> None:
        self.is_wanted = False
        self.place.drop()


@dataclass(frozen=True)
class _Asked:
    """A question on its way to an answer.

    Attributes:
        message: what to reply to.
        question: as it was typed.
        asker: who asks.
        before: what it may follow on.
        phrases: the texts for who asks.
        under_way: whether it is still wanted, and where it waits.
        notice: tells of the queue; None where nobody is told.
        corrected: whether misspelt words are read as the index's.
    """

    message: Message
    question: str
    asker: User | None
    before: Exchange | None
    phrases: Phrases
    under_way: _UnderWay
    notice: QueueNotice | None = None
    corrected: bool = True

    @property
    def number(self) -> int | None:
        """Who asks: a person, or the chat that an anonymous administrator speaks for."""
        return asker_id(self.message, self.asker)


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
        rate_limit: RateLimit,
        threads: Threads,
        min_confidence: float | None,
        examples: ExampleButtons,
    ) -> None:
        self.engine = engine
        self.worker = worker
        self.languages = languages
        self.memory = memory
        self.dialogues = dialogues
        self.records = records
        self.metrics = metrics
        self.rate_limit = rate_limit
        self.threads = threads
        self.min_confidence = min_confidence
        self.meanings = Meanings(languages.catalogue)
        self._meaning = partial(self.meanings.of, spelt=engine.spelt, names=engine.names_in)
        self.examples = examples
        self._answers: OrderedDict[tuple[int, int], _Answer] = OrderedDict()
        self._under_way: set[_UnderWay] = set()

    def has_answered(self, message: Message) -> bool:
        """Return whether a message, as it was before an edit, has an answer that is still known."""
        return _place(message) in self._answers

    async def ask(
        self,
        message: Message,
        question: str,
        *,
        asker: User | None = None,
        alone: bool = False,
    ) -> None:
        """Answer a question in the language of who asks; what cannot be answered gets a sentence.

        An edited message is answered in place, by editing the earlier answer, and not at all when its question is still
        the same. It follows on what was said before it, not on what was said since.

        Who asks is the message's sender when None. A question that is `alone` begins a dialogue, whatever was said
        before.
        """
        earlier = self._answers.get(_place(message))
        if earlier is not None and earlier.question == question:
            return
        asker = asker or message.from_user
        before = None if alone else earlier.before if earlier else self.dialogues.before(message, asker)
        phrases = await self.languages.phrases_of(message, asker)
        notice = QueueNotice(message, phrases)
        with self._answering(message, asker, notice.place) as under_way:
            asked = _Asked(message, question, asker, before, phrases, under_way, notice)
            if earlier is None:
                await notice.announce()
            said = await self._found_out(asked)
            if said is None:
                return
            to_replace, answer = earlier.message if earlier else notice.sent, None
            if to_replace is not None:
                answer = await edit_if_there(to_replace, said.content, said.keyboard)
            answer = answer or await reply(message, said.content, said.keyboard, quote=quotation(message, question))
            if under_way.is_wanted:
                self._note(asked, said, answer)

    async def ask_alone(self, remembered: Remembered, answer: Message, presser: User) -> None:
        """Answer a question again that was completed, this time as it was written, in place of the answer."""
        message = remembered.message
        phrases = await self.languages.phrases_of(message, presser)
        with self._answering(message, presser, Place()) as under_way:
            asked = _Asked(message, remembered.words, presser, None, phrases, under_way, corrected=False)
            said = await self._found_out(asked)
            if said is None:
                return
            await edit(answer, said.content, said.keyboard)
            if under_way.is_wanted:
                self._note(asked, said, answer)

    @contextmanager
    def _answering(self, message: Message, asker: User | None, place: Place) -> Iterator[_UnderWay]:
        """Let a question be dropped in this block."""
        under_way = _UnderWay((message.chat.id, asker_id(message, asker)), place)
        self._under_way.add(under_way)
        try:
            yield under_way
        finally:
            self._under_way.discard(under_way)

    def forget(self, number: int) -> None:
        """Forget what was said in a chat, or by a person: no button and no edit works any more, and nothing is kept.

        What waits is not computed, and what is being computed is not answered.
        """
        for under_way in self._under_way:
            if number in under_way.numbers:
                under_way.drop()
        self.memory.forget(number)
        self.dialogues.forget(number)
        for place in [each for each, answer in self._answers.items() if number in (each[0], answer.asker)]:
            del self._answers[place]

    def move(self, old: int, new: int) -> None:
        """Go on in a group's new number with what was said in it, and with what is being answered.

        No edit and no reply names a message by its old number any more: other messages have it.
        """
        for under_way in self._under_way:
            under_way.numbers = tuple(new if each == old else each for each in under_way.numbers)
        self.memory.move(old, new)
        self.dialogues.move(old, new)
        self.rate_limit.move(old, new)
        for place in [each for each in self._answers if each[0] == old]:
            del self._answers[place]

    async def find(
        self,
        question: str,
        person_id: int | None,
        chat_id: int | None,
        place: Place | None = None,
        *,
        corrected: bool = True,
    ) -> Reply:
        """Ask the engine, in the worker, in the turn of a person, or else of a chat; who is too fast has to wait.

        Raises:
            QueueFull, TookTooLong: the worker does not come to it.
            QuestionDropped: nobody wants it any more.
            TanyaIndexError: it cannot be asked or answered.
        """
        # In the context of the update, so that what is logged meanwhile has its number.
        ask = partial(
            copy_context().run,
            self.engine.ask,
            question.strip(),
            top_k=TOP_K,
            min_confidence=self.min_confidence,
            corrected=corrected,
        )
        with self.metrics.question() as measured:
            found = measured.reply = await self.worker.run(
                ask, owner=person_id or chat_id, spare=not self.rate_limit.keeps(person_id, chat_id), place=place
            )
        return found

    async def _found_out(self, asked: _Asked) -> _Said | None:
        """Return what there is to say, found out once however often it has to be sent; None when nobody wants it."""
        try:
            return await once("answer", partial(self._answer_wanted, asked))
        except QuestionDropped:
            return None

    async def _answer_wanted(self, asked: _Asked) -> _Said:
        said = await self._answer(asked)
        if not asked.under_way.is_wanted:
            raise QuestionDropped("the question was dropped while its answer was made")
        return said

    async def _answer(self, asked: _Asked) -> _Said:
        message, phrases, under_way = asked.message, asked.phrases, asked.under_way
        problem = problem_with(asked.question)
        if problem is QuestionProblem.TOO_LONG:
            return _Said(phrases(problem, limit=MAX_QUERY_CHARACTERS))
        meant = partial(self._meaning, asked.question, asked.before, as_written=not asked.corrected)
        meaning = await self.threads.run(meant, name="meaning")
        if meaning.pleasantry is Pleasantry.COMPLAINT:
            return _Said(await self._regret(asked))
        if meaning.pleasantry is not None:
            return _Said(phrases(meaning.pleasantry))
        if problem is not None:
            return _Said(phrases(problem))
        if meaning.asks_back and not (asked.before and asked.before.is_known):
            return await self._ask_back(message, phrases)
        if meaning.chooses_an_article:
            return await self._opened(meaning, phrases)
        if meaning.wants_articles and (listed := await self._listed(meaning, phrases)):
            return listed
        began = time.perf_counter()
        try:
            async with typing(message), asked.notice.shown() if asked.notice else nullcontext():
                found = await self.find(
                    meaning.query,
                    asked.number,
                    message.chat.id,
                    under_way.place,
                    corrected=asked.corrected,
                )
        except QueueFull as error:
            return _Said(phrases("busy", waiting=error.waiting))
        except TookTooLong:
            return _Said(phrases("too-slow"))
        except IndexMissing:
            return _Said(await self._not_ready(phrases))
        except QueryProblem:
            return _Said(phrases("question-without-words"))
        if meaning.may_be_listed(found) and (listed := await self._listed(meaning, phrases)):
            return listed
        chosen = with_chosen(found, meaning.choice.place, phrases) if meaning.choice and not meaning.chosen else found
        if chosen is None:
            return _Said(phrases("which-of-them", count=len(other_answers(found, phrases)) + found.answered))
        found, latency_ms = chosen, (time.perf_counter() - began) * 1000
        if not under_way.is_wanted:
            raise QuestionDropped("the question was dropped while it was being computed")
        key = await self.records.apart(self._keep, identity_of(message, "question"), asked.number, found, latency_ms)
        if not under_way.is_wanted:
            raise QuestionDropped("the question was dropped while it was being kept")
        remembered = Remembered(found, meaning.question, meaning.about, message, asked.number, meaning.subject)
        self.memory.keep(remembered, key)
        return _Said(
            render_reply(found, phrases, about=meaning.about, subject=meaning.subject),
            answer_keyboard(
                found,
                key,
                phrases,
                can_be_dropped=meaning.about is not None or found.is_surprisingly_read,
                in_group=message.chat.type != message.chat.PRIVATE,
            ),
            meaning.exchange(found, others=len(other_answers(found, phrases))),
        )

    async def _ask_back(self, message: Message, phrases: Phrases) -> _Said:
        """Ask what a bare "when?" is about."""
        in_private = message.chat.type == message.chat.PRIVATE
        examples = await self.examples(phrases.language) if in_private else None
        return _Said(phrases("about-what" if examples else "about-what-alone"), examples)

    async def _listed(self, meaning: Meaning, phrases: Phrases) -> _Said | None:
        """Say what articles there are, None where there are none; a question after it is about what they are about."""
        if (request := meaning.request) is None:
            return None
        with suppress(IndexMissing):
            if found := await self.threads.run(partial(wanted_articles, self.engine, request), name="wanted"):
                shown = render_articles(found, phrases, about=request.subject)
                return _Said(shown, exchange=meaning.exchange_on_list(found))
        return None

    async def _opened(self, meaning: Meaning, phrases: Phrases) -> _Said:
        """Show an article of a list; ask which one is meant where the list has no such one."""
        if (listed := meaning.chosen) is None:
            return _Said(phrases("which-of-them", count=meaning.listed_before), exchange=meaning.before)
        with suppress(IndexMissing):
            if article := await self.threads.run(partial(self.engine.article, listed.id), name="chosen"):
                return _Said(render_article(article, phrases), exchange=meaning.exchange_on(article))
        return _Said(phrases("article-gone"), exchange=meaning.before)

    async def _regret(self, asked: _Asked) -> str:
        """Say sorry, and rate the answer before down where there is one."""
        key = self.memory.latest(asked.message.chat.id, asked.number)
        if key is None or asked.number is None:
            return asked.phrases("complaint-about-nothing")
        await self.records.apart(self.records.rate_down, key, asked.number)
        if (rated := await self.records.apart(self.records.question, key)) is not None:
            await keep_context(rated, self.engine, self.threads, self.records)
        return asked.phrases(Pleasantry.COMPLAINT)

    def _keep(self, identity: str | None, number: int | None, found: Reply, latency_ms: float) -> str:
        """Keep a question, once for an update also when a killed bot answers it anew, and return its key."""
        key = self.records.key_for(identity) if identity else token_urlsafe(8)
        self.records.keep_question(key, number, found, latency_ms)
        return key

    async def _not_ready(self, phrases: Phrases) -> str:
        """Say that there is no index, and how far the first one is that is being built."""
        building = await self.threads.run(self.engine.building, name="building")
        return phrases("not-yet", percent=building.percent) if building else phrases("not-ready")

    def _note(self, asked: _Asked, said: _Said, answer: Message) -> None:
        """Keep what an edit, a follow-up or a reply to the answer will need."""
        self._answers[_place(asked.message)] = _Answer(asked.question, answer, asked.before, asked.number)
        while len(self._answers) > _REMEMBERED_ANSWERS:
            self._answers.popitem(last=False)
        if said.exchange is not None:
            self.dialogues.note(asked.message, asked.asker, said.exchange, answer)


def _place(message: Message) -> tuple[int, int]:
    return message.chat.id, message.message_id
