"""Sends everything: within Telegram's budgets, in each chat's order, again after what can be mended.

What was not sent is sent again until it is, for up to an hour: after the wait that Telegram asks for, and after
failures with growing pauses, up to 15 s, that differ by chance. Where it is unknown whether a message was sent
(a broken connection, no answer in time), it is sent once more, and then its update is handled again later: somebody
who reads an answer twice is better off than somebody who never gets one. Edits can be repeated without harm.

An answer is written down before it is sent and after: a bot that is killed between the two does not know whether it
arrived. After its next start a notice comes first, which becomes the answer by an edit: so the answer comes once more,
however often the bot is killed then. Answers to different chats are on their way at the same time.
"""

from __future__ import annotations

import asyncio
import logging
import math
import random
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.concurrency import is_set_within
from bot.errors import BotStopping
from bot.sending.budgets import Budgets, Window
from bot.sending.delivery import Delivery, delivery_of
from bot.sending.quoting import LatestMessages, ReplyIfOthersCame
from bot.ticket import current_handling, is_step

_LOG = logging.getLogger(__name__)
_ACTION = "sendChatAction"
_MESSAGES = ("send", "edit", "copy", "forward")
# What is repeated besides messages; the rest is repeated by whoever calls it, or not at all.
_REPEATED = ("answer", "setMy", "deleteMy")
_PATIENCE_S = 3600.0
_SHORT_PATIENCE_S = 15.0
_LONGEST_PAUSE_S = 15.0
# From so many chats at once, a request to wait is about the bot as a whole.
_CHATS_OF_A_GLOBAL_WAIT = 3
_MANY_LANES = 1000
# The share of the budgets that is open to steps towards an answer.
_SHARE_OF_STEPS = 0.5

Result = bool | dict[str, Any] | list[dict[str, Any]]
Call = Callable[[], Awaitable[Result]]


class _Lane:
    """One chat: its order, its budgets, and until when it is to wait."""

    def __init__(self, budgets: Budgets, *, is_group: bool) -> None:
        self.turn = asyncio.Lock()
        self.users = 0
        self.wait_until = 0.0
        self.windows = [Window(1, budgets.chat_period_s)]
        if is_group:
            self.windows.append(Window(budgets.group_messages, budgets.group_period_s))

    def wait_s(self, now: float, share: float) -> float:
        own, *others = self.windows
        return max(self.wait_until - now, own.wait_s(now), *(each.wait_s(now, share) for each in others), 0.0)

    def is_idle(self, now: float) -> bool:
        return not self.users and self.wait_until <= now and all(each.is_empty(now) for each in self.windows)


class Outbox(BaseRateLimiter[None]):
    """python-telegram-bot sends every request through here, except those that fetch updates."""

    def __init__(
        self,
        budgets: Budgets,
        *,
        note_answered: Callable[[int], Awaitable[None]],
        note_refused: Callable[[int], Awaitable[None]],
        note_moved: Callable[[int, int], Awaitable[None]] | None = None,
        latest: LatestMessages | None = None,
    ) -> None:
        """Set up within Telegram's budgets.

        `note_answered` is called with the number of an update once its answer was sent, `note_refused` with that of a
        chat that the bot may not write to any more, `note_moved` with the number that a group had and the one that it
        has, where a message meets that; `latest` is what came last in each chat, where that is known.
        """
        self.budgets = budgets
        self.note_answered = note_answered
        self.note_refused = note_refused
        self.note_moved = note_moved
        self.latest = latest or LatestMessages()
        self._lanes: dict[int | str, _Lane] = {}
        self._overall = Window(budgets.messages, 1.0, spread=True)
        self._door = asyncio.Lock()
        self._wait_until = 0.0
        self._endpoints_wait_until: dict[str, float] = {}
        self._stopping = asyncio.Event()

    def share(self, bots: int) -> None:
        """Send no more than one of so many bots may, which have a budget together."""
        self._overall.limit = max(1, self.budgets.messages // bots)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Give up what waits to be sent."""
        self.stop()

    def stop(self) -> None:
        """Give up what waits to be sent; it stays in the journal."""
        self._stopping.set()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Result:
        """Send a request when it may be sent."""

        async def call() -> Result:
            return await callback(*args, **kwargs)

        if endpoint == _ACTION:
            return await self._show_action(call, data)
        if endpoint.startswith(_MESSAGES):
            return await self._in_order(call, endpoint, data)
        if endpoint.startswith(_REPEATED):
            return await self._repeated(call, endpoint)
        return await call()

    async def _show_action(self, call: Call, data: dict[str, Any]) -> Result:
        """Show that the bot is busy, unless the chat is to be left alone."""
        if self._lane(data).wait_until > time.monotonic() or self._wait_until > time.monotonic():
            return True
        return await call()

    async def _in_order(self, call: Call, endpoint: str, data: dict[str, Any]) -> Result:
        """Send a message after the earlier ones of its chat; an edit on the way to an answer only if it can be now."""
        lane = self._lane(data)
        if is_step() and endpoint.startswith("edit"):
            now = time.monotonic()
            wait_s = max(lane.wait_s(now, _SHARE_OF_STEPS), self._wait_s(now, _SHARE_OF_STEPS))
            if lane.turn.locked() or wait_s > 0:
                raise RetryAfter(timedelta(seconds=max(1, math.ceil(wait_s))))
        lane.users += 1
        try:
            async with lane.turn:
                return await self._until_sent(lane, call, endpoint, data)
        except Forbidden:
            if isinstance(data.get("chat_id"), int):
                await self.note_refused(data["chat_id"])
            raise
        finally:
            lane.users -= 1
            self._tidy()

    async def _until_sent(self, lane: _Lane, call: Call, endpoint: str, data: dict[str, Any]) -> Result:
        pauses, began, unknown = _pauses(), time.monotonic(), 0
        wanted = data.get("reply_parameters")

        async def made() -> Result:
            if isinstance(wanted, ReplyIfOthersCame):
                is_latest = self.latest.is_latest(data.get("chat_id"), wanted.message_id)
                data["reply_parameters"] = None if is_latest else wanted
            result = await call()
            if not endpoint.startswith("edit"):
                self.latest.note(result)
            return result

        while True:
            try:
                return await self._when_it_may(lane, made, is_edit=endpoint.startswith("edit"))
            except RetryAfter as error:
                self._told_to_wait(lane, error, endpoint)
                if is_step() and endpoint.startswith("edit"):
                    raise
                reason: TelegramError = error
            except ChatMigrated as error:
                if data["chat_id"] == error.new_chat_id:
                    raise
                if self.note_moved is not None:
                    await self.note_moved(data["chat_id"], error.new_chat_id)
                if endpoint.startswith("edit"):
                    raise BadRequest("message to edit not found: its group has become another") from error
                # Other messages have the old ones' numbers.
                data["chat_id"], data["reply_parameters"], wanted = error.new_chat_id, None, None
                continue
            except TelegramError as error:
                reason, fate = error, delivery_of(error)
                unknown += fate is Delivery.UNKNOWN
                if fate is Delivery.REFUSED or (unknown > 1 and not endpoint.startswith("edit")):
                    raise
                _LOG.info("%s: %s; sending it again", endpoint, "unknown whether sent" if unknown else "not sent")
                await self._pause(next(pauses))
            if time.monotonic() - began > _PATIENCE_S:
                raise reason

    async def _when_it_may(self, lane: _Lane, call: Call, *, is_edit: bool) -> Result:
        """Wait for the budgets, then make a call within them."""
        share = _SHARE_OF_STEPS if is_step() else 1.0
        while (wait_s := lane.wait_s(time.monotonic(), share)) > 0:
            await self._pause(wait_s)
        ticket = current_handling()
        if ticket is None or ticket.answered or ticket.is_left_open or is_step():
            return await self._counted(lane, call)
        result = await self._counted(lane, call, before=None if is_edit else ticket.may_be_answered)
        ticket.answered = True
        await self.note_answered(ticket.update_id)
        return result

    async def _counted(self, lane: _Lane, call: Call, *, before: Callable[[], Awaitable[None]] | None = None) -> Result:
        async with self._door:
            while (wait_s := self._wait_s(time.monotonic())) > 0:
                await self._pause(wait_s)
            for window in (self._overall, *lane.windows):
                window.begin(began := time.monotonic())
        is_answered, ticket = False, current_handling()
        try:
            if before is not None:
                await before()
            # The last thing, for what comes before may take long.
            if ticket is not None and ticket.before_sending is not None:
                await ticket.before_sending()
            began = time.monotonic()
            result = await call()
            is_answered = True
            return result
        finally:
            now = time.monotonic()
            self._overall.end(now, now - began if is_answered else None)
            for window in lane.windows:
                window.end(now)

    def _wait_s(self, now: float, share: float = 1.0) -> float:
        return max(self._wait_until - now, self._overall.wait_s(now, share), 0.0)

    def _told_to_wait(self, lane: _Lane, error: RetryAfter, endpoint: str) -> None:
        """Leave the chat alone as long as Telegram asks for; all chats, when it asks so of several at once."""
        wait_s = _seconds(error)
        now = time.monotonic()
        lane.wait_until = max(lane.wait_until, now + wait_s)
        waiting = sum(each.wait_until > now for each in self._lanes.values())
        _LOG.info("Telegram asks to wait %.0f s before %s (%d chats wait)", wait_s, endpoint, waiting)
        if waiting >= _CHATS_OF_A_GLOBAL_WAIT:
            self._wait_until = max(self._wait_until, now + wait_s)

    async def _repeated(self, call: Call, endpoint: str) -> Result:
        """Make a call that belongs to no chat; what it is for has soon passed."""
        pauses, end = _pauses(), time.monotonic() + _SHORT_PATIENCE_S
        while True:
            now = time.monotonic()
            wait_s = max(self._wait_until, self._endpoints_wait_until.get(endpoint, 0.0)) - now
            if wait_s > 0:
                await self._pause(wait_s)
            try:
                return await call()
            except RetryAfter as error:
                until = time.monotonic() + _seconds(error)
                self._endpoints_wait_until[endpoint] = until
                if until > end:
                    raise
            except TelegramError as error:
                pause_s = next(pauses)
                if delivery_of(error) is Delivery.REFUSED or time.monotonic() + pause_s > end:
                    raise
                await self._pause(pause_s)

    async def _pause(self, seconds: float) -> None:
        """Wait.

        Raises:
            BotStopping: the bot stops before it is over.
        """
        if await is_set_within(self._stopping, seconds):
            raise BotStopping("the bot is stopping; what was not sent stays in the journal")

    def _lane(self, data: dict[str, Any]) -> _Lane:
        key = data.get("chat_id") or data.get("inline_message_id") or ""
        is_group = (isinstance(key, int) and key < 0) or (isinstance(key, str) and key.startswith("@"))
        return self._lanes.setdefault(key, _Lane(self.budgets, is_group=is_group))

    def _tidy(self) -> None:
        if len(self._lanes) > _MANY_LANES:
            now = time.monotonic()
            self._lanes = {key: lane for key, lane in self._lanes.items() if not lane.is_idle(now)}


def _pauses() -> Iterator[float]:
    """Yield growing pauses that differ by chance, in seconds."""
    longest = 0.5
    while True:
        yield random.uniform(longest / 2, longest)  # noqa: S311 - nothing secret about it
        longest = min(2 * longest, _LONGEST_PAUSE_S)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
