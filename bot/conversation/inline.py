"""Inline mode: `@bot question` in any chat offers the answers, to insert as messages.

People type while they are asked for: only what they have stopped typing is asked, and nothing of it is kept.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import ContextTypes, InlineQueryHandler

from bot.access.policy import AccessPolicy
from bot.asking.asking import Asking
from bot.asking.meaning import problem_with
from bot.errors import QueueFull, TookTooLong
from bot.messages.catalogue import Phrases
from bot.messages.composing import excerpt
from bot.messages.languages import Languages
from bot.messages.links import link_to_text
from bot.messages.rendering import render_reply, shown_answer
from index import Answer, Certainty, IndexMissing, QueryProblem, Reply

MAX_RESULTS = 50
_REFUSALS = {"not-allowed": "inline-not-allowed", "invitation-needed": "inline-invitation-needed"}
_SETTLE_S = 0.3
_CACHE_S = 300
_TITLE_UNITS = 100
_DESCRIPTION_UNITS = 200
# What the button above the results sends with /start; not a question.
_OPENED = "inline"


class Inline:
    """Answers inline queries through the same bounded worker as all questions."""

    def __init__(self, asking: Asking, policy: AccessPolicy, languages: Languages) -> None:
        self.asking = asking
        self.policy = policy
        self.languages = languages
        self._latest: dict[int, str] = {}

    def handlers(self) -> list[InlineQueryHandler[ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application."""
        return [InlineQueryHandler(self.query)]

    async def query(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer answers; a query that has been typed further meanwhile is dropped."""
        query = update.inline_query
        if query is None:
            return
        phrases = await self.languages.phrases(query.from_user)
        if not await self.policy.may_ask(query.from_user.id, None):
            await _answer(query, [], phrases(_REFUSALS[self.policy.refusal]), cache_s=0)
            return
        meaning = self.asking.meanings.of(query.query, None)
        if problem_with(query.query) or meaning.pleasantry is not None or meaning.asks_back:
            await _answer(query, [], phrases("inline-hint"), cache_s=_CACHE_S)
            return
        if await self._is_settled(query):
            await self._ask(query, meaning.query, phrases)

    async def _is_settled(self, query: InlineQuery) -> bool:
        """Return whether nothing more has been typed after a short wait."""
        person = query.from_user.id
        self._latest[person] = query.id
        await asyncio.sleep(_SETTLE_S)
        if self._latest.get(person) != query.id:
            return False
        del self._latest[person]
        return True

    async def _ask(self, query: InlineQuery, question: str, phrases: Phrases) -> None:
        try:
            found = await self.asking.find(question, query.from_user.id, None)
        except (QueueFull, TookTooLong):
            await _answer(query, [], phrases("inline-busy"), cache_s=0)
        except (IndexMissing, QueryProblem):
            await _answer(query, [], phrases("inline-not-answered"), cache_s=0)
        else:
            results = inline_results(found, phrases)
            await _answer(query, results, None if results else phrases("inline-not-answered"), cache_s=_CACHE_S)


def inline_results(reply: Reply, phrases: Phrases) -> list[InlineQueryResultArticle]:
    """Return one result for each different answer that is sure or may be right, best first, at most 50."""
    if not reply.answered:
        return []
    different: dict[str, Answer] = {}
    for answer in reply.answers:
        if answer.certainty is Certainty.NONE:
            continue
        different.setdefault(excerpt(shown_answer(answer, phrases), _TITLE_UNITS).casefold(), answer)
    kept = list(different.values())[:MAX_RESULTS]
    return [_result(number, answer, reply, phrases) for number, answer in enumerate(kept)]


def _result(number: int, answer: Answer, reply: Reply, phrases: Phrases) -> InlineQueryResultArticle:
    alone = replace(reply, answers=(answer,), certainty=answer.certainty)
    composed = render_reply(alone, phrases, is_card=True)
    link = link_to_text(answer.article.address, answer.sentence)
    button = [[InlineKeyboardButton(phrases("button-open"), url=link)]] if link else None
    return InlineQueryResultArticle(
        id=str(number),
        title=excerpt(shown_answer(answer, phrases), _TITLE_UNITS) or "…",
        description=excerpt(answer.sentence, _DESCRIPTION_UNITS) or None,
        input_message_content=InputTextMessageContent(
            composed.text, entities=composed.entities, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=InlineKeyboardMarkup(button) if button else None,
    )


async def _answer(
    query: InlineQuery, results: list[InlineQueryResultArticle], hint: str | None, *, cache_s: int
) -> None:
    """Answer a query, for this person alone; one that has become too old is nobody's any more."""
    button = InlineQueryResultsButton(hint, start_parameter=_OPENED) if hint else None
    try:
        await query.answer(results, cache_time=cache_s, is_personal=True, button=button)
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise
