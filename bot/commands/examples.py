"""Example questions as buttons under the first message: only such as the index answers, found between people's."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from contextlib import suppress
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.access.policy import AccessPolicy
from bot.answering import Answering
from bot.asking.asking import Asking
from bot.asking.example_questions import questions_about
from bot.asking.worker import Worker
from bot.concurrency import in_thread, is_set_within
from bot.messages.callback_data import Button
from bot.messages.languages import Languages
from bot.sending.replying import acknowledge, reply
from bot.ticket import once
from index import Certainty, IndexMissing

_LOG = logging.getLogger(__name__)
_SHOWN = 3
_ARTICLES = 24
_ASKED_PER_ARTICLE = 2
# Who opens the bot just after its start waits this long for the first ones.
_PATIENCE_S = 2.0
# Later ones are looked for in silence, since one that is just being asked delays who comes; but not put off for ever.
_YIELD_S = 300.0


class Examples:
    """Finds example questions when the index changes, and offers them as buttons."""

    def __init__(self, engine: Answering, worker: Worker, languages: Languages, min_confidence: float | None) -> None:
        self.engine = engine
        self.worker = worker
        self.min_confidence = min_confidence
        self._snapshot = ""
        self._questions: dict[str, dict[str, str]] = {}
        self._looked = {each: asyncio.Event() for each in languages.catalogue.languages}

    async def keyboard(self, language: str) -> InlineKeyboardMarkup | None:
        """Return the examples in a language as buttons, None if there are none; wait a little for the first ones."""
        await is_set_within(self._looked[language], _PATIENCE_S)
        questions = await in_thread(partial(self._current, language), name="examples")
        rows = [[InlineKeyboardButton(each, callback_data=Button.EXAMPLE.data(_key(each)))] for each in questions]
        return InlineKeyboardMarkup(rows) if rows else None

    def _current(self, language: str) -> list[str]:
        """Return the examples whose articles are still served; what comes after them is looked for meanwhile."""
        with suppress(IndexMissing):
            found = self._questions.get(language, {}).items()
            return [question for question, article_id in found if self.engine.article(article_id)]
        return []

    def pressed(self, data: str | None) -> str | None:
        """Return the question of a button; None where it is an example no more."""
        known = {Button.EXAMPLE.data(_key(each)): each for questions in self._questions.values() for each in questions}
        return known.get(data or "")

    async def look(self) -> None:
        """Look for examples, if another snapshot is served than the last time."""
        try:
            await self._look()
        except IndexMissing:
            _LOG.debug("no examples: nothing is indexed")
        except Exception as error:
            _LOG.warning("no examples could be made: %s", type(error).__name__)
        for looked in self._looked.values():
            looked.set()

    async def _look(self) -> None:
        snapshot = await in_thread(self.engine.snapshot_name, name="examples")
        if snapshot == self._snapshot:
            return
        # The first ones are looked for in turn with people's questions: who opens the bot should see some.
        spare = bool(self._questions)
        for language, looked in self._looked.items():
            self._questions[language] = await answered_examples(
                self.engine, self.worker, language, min_confidence=self.min_confidence, spare=spare
            )
            looked.set()
        self._snapshot = snapshot


class ExamplePresses:
    """Asks the example that is pressed."""

    def __init__(self, examples: Examples, asking: Asking, policy: AccessPolicy, languages: Languages) -> None:
        self.examples = examples
        self.asking = asking
        self.policy = policy
        self.languages = languages

    def handlers(self) -> list[CallbackQueryHandler[ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application."""
        return [CallbackQueryHandler(self.press, Button.EXAMPLE.pattern)]

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the question of the button as a message, and answer that."""
        query = update.callback_query
        if query is None:
            return
        phrases = await self.languages.phrases(query.from_user)
        question, message = self.examples.pressed(query.data), query.message
        if question is None or not isinstance(message, Message) or not message.is_accessible:
            await acknowledge(query, phrases("example-expired"))
        elif not await self.policy.may_ask(query.from_user.id, message.chat.id):
            await acknowledge(query, phrases(self.policy.refusal, user=str(query.from_user.id)))
        else:
            await acknowledge(query)
            shown = await once("shown", partial(reply, message, question, step=True))
            await self.asking.ask(shown, question, asker=query.from_user, alone=True)


async def answered_examples(
    engine: Answering, worker: Worker, language: str, *, min_confidence: float | None, spare: bool
) -> dict[str, str]:
    """Return up to three questions about the newest articles, each with the id of the one that surely answers it.

    They ask different things as far as there are kinds of questions: when, who, where.

    Args:
        engine: what is asked.
        worker: where it is asked.
        language: the language of the questions.
        min_confidence: see `Engine.ask`.
        spare: whether it can wait until nobody else asks.
    """
    yield_until = time.monotonic() + _YIELD_S
    found: dict[str, str] = {}
    asked: set[str] = set()
    left = list(await in_thread(partial(engine.newest, _ARTICLES), name="examples"))
    # Each of another kind first, and then of any.
    for article, is_of_any_kind in [*((each, False) for each in left), *((each, True) for each in left)]:
        if article not in left:
            continue
        kinds = {_kind(each) for each in found}
        fresh = (
            each
            for each in questions_about(article, language)
            if each not in asked and (is_of_any_kind or _kind(each) not in kinds)
        )
        for _, question in zip(range(_ASKED_PER_ARTICLE), fresh, strict=False):
            asked.add(question)
            ask = partial(engine.ask, question, top_k=1, min_confidence=min_confidence)
            if spare:
                await worker.until_quiet(yield_until - time.monotonic())
            reply = await worker.run(ask, owner=Button.EXAMPLE, spare=spare)
            if reply.certainty is Certainty.SURE and reply.answers and reply.answers[0].article.id == article.id:
                found[question] = article.id
                left.remove(article)
                break
        if len(found) == _SHOWN:
            break
    return found


def _kind(question: str) -> str:
    return question.split()[0]


def _key(question: str) -> str:
    return hashlib.blake2b(question.encode("utf-8", "replace"), digest_size=8).hexdigest()
