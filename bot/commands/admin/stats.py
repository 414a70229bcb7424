"""`/stats`: what readers asked in the last days, as a picture with figures below it; buttons change the period."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.access.administration import Administration, AdministratorHandler
from bot.concurrency import in_thread
from bot.messages.callback_data import Button
from bot.messages.catalogue import Phrases
from bot.messages.chart import draw_days
from bot.messages.composing import Composed, Composer, excerpt
from bot.sending.replying import acknowledge, edit_picture, reply, reply_with_picture, typing
from bot.storage.records import Records
from bot.storage.statistics import Statistics, statistics

PERIODS = (7, 30, 90)
_QUESTION_UNITS = 70


class StatsCommand:
    """The command and its buttons; reads the bot's file and draws outside the event loop."""

    def __init__(self, records: Records, administration: Administration) -> None:
        self.records = records
        self.administration = administration

    def handlers(self) -> list[AdministratorHandler]:
        """Return what to add to the application, besides the command."""
        return [self.administration.button(Button.STATISTICS, self.press)]

    async def command(self, message: Message, argument: str, phrases: Phrases) -> None:
        """Show the figures of the last 7 days, or of as many as are asked for."""
        days = _period(argument or str(PERIODS[0]))
        if days is None:
            await reply(message, phrases("stats-usage"))
            return
        async with typing(message):
            picture, figures = await self._report(days, phrases)
        await reply_with_picture(message, picture, figures, _keyboard(days, phrases))

    async def press(self, query: CallbackQuery, message: Message, phrases: Phrases) -> None:
        """Show another period in place."""
        days = _period("".join(Button.STATISTICS.parts(query.data) or []))
        if days is None:
            await acknowledge(query, phrases("button-expired"))
            return
        await acknowledge(query)
        picture, figures = await self._report(days, phrases)
        await edit_picture(message, picture, figures, _keyboard(days, phrases))

    async def _report(self, days: int, phrases: Phrases) -> tuple[bytes, Composed]:
        found, picture = await in_thread(partial(self._work, days, phrases), name="statistics")
        return picture, render_statistics(found, phrases)

    def _work(self, days: int, phrases: Phrases) -> tuple[Statistics, bytes]:
        now = datetime.now(UTC)
        # A day more, since days begin at another hour here than in UTC.
        kept = self.records.since(now - timedelta(days=days + 1))
        found = statistics(kept, days, now.astimezone().date(), None)
        return found, draw_days(found.days, phrases)


def _period(text: str) -> int | None:
    return int(text) if text in map(str, PERIODS) else None


def _keyboard(shown: int, phrases: Phrases) -> InlineKeyboardMarkup:
    """Return a button for each period, the shown one marked."""
    labels = {days: phrases("stats-days", days=days) for days in PERIODS}
    row = [
        InlineKeyboardButton(f"• {label} •" if days == shown else label, callback_data=Button.STATISTICS.data(days))
        for days, label in labels.items()
    ]
    return InlineKeyboardMarkup([row])


def render_statistics(found: Statistics, phrases: Phrases) -> Composed:
    """Return the figures and the most frequent questions, within what the text below a picture may be."""
    people = phrases("stats-people", people=found.people)
    composer = Composer().add(phrases("stats-title", days=len(found.days)), "bold")
    composer.add("\n" + phrases("stats-questions", questions=found.questions, people=people))
    if found.answered_share is not None:
        composer.add("\n" + phrases("stats-answered", share=phrases.percent(found.answered_share)))
    if found.up_share is not None:
        composer.add(
            "\n" + phrases("stats-rated", share=phrases.percent(found.up_share), ratings=found.up + found.down)
        )
    if found.median_latency_ms is not None:
        composer.add("\n" + phrases("stats-latency", seconds=phrases.decimal(found.median_latency_ms / 1000)))
    for key, questions in (("stats-most-asked", found.most_asked), ("stats-unanswered", found.unanswered)):
        if questions:
            composer.add("\n\n").add(phrases(key), "bold")
        for question, count in questions:
            composer.add("\n• " + (excerpt(question, _QUESTION_UNITS) or "…"))
            if count > 1:
                composer.add(" " + phrases("stats-times", count=count))
    return composer.compose()
