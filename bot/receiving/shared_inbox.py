"""The inbox of several bots: what is received is written down only, and handled by the bot that takes its chat.

Nothing is received, sent or finished while the database is away: each waits until it is there again, since an answer
that nobody noted would be given twice, and an update that nobody wrote down would be lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from telegram import Bot, Update

from bot.clock import Seldom
from bot.errors import ChatHandedOn, DataFolderUnusable, RecordsAway, RecordsUnusable
from bot.receiving.inbox import Inbox, entry_of
from bot.storage.journal import Standing
from bot.storage.protocols import Presence
from bot.ticket import Handling, current_handling

if TYPE_CHECKING:
    from bot.storage.postgres.journal import SharedJournal

T = TypeVar("T")
_Call = Callable[[Callable[[], T]], Awaitable[T]]
_LOG = logging.getLogger(__name__)
_AGAIN_S = 0.5
_COMPLAIN_EVERY_S = 60.0
# Within which other bots have heard whom to forget, and keep nothing of them any more.
_HEARD_WITHIN_S = 1.0
# Chats that are taken at once; as many questions wait for this bot's threads at the most before it takes more.
_CHATS_AT_ONCE = 8
# So many of what was finished last are known, by far more than a server that crashes forgets.
_FINISHED_KNOWN = 1000
# What is taken has become a question that waits by then.
_QUEUED_WITHIN_S = 0.02


class SharedInbox(Inbox):
    """The way in for every update, to one bot among several."""

    journal: SharedJournal

    def __init__(
        self,
        journal: SharedJournal,
        presence: Presence,
        *,
        waiting: Callable[[], int],
        note_message: Callable[[Any], None] = lambda _message: None,
    ) -> None:
        """Set up; `waiting` tells how many questions wait for this bot's threads, in their turn.

        `note_message` is called with each message that is taken, as it came.
        """
        super().__init__(journal, note_message=note_message)
        self._presence = presence
        self._waiting = waiting
        self._something_waits = asyncio.Event()
        self._something_waits.set()
        # Of what is being handled, also of what was dropped meanwhile; and what goes on in the background.
        self._lanes: dict[int, int] = {}
        self._left_open: set[int] = set()
        self._finished: deque[int] = deque(maxlen=_FINISHED_KNOWN)
        self._tasks: set[asyncio.Task[None]] = set()
        self._complaining = Seldom(_COMPLAIN_EVERY_S)

    async def open(self) -> None:
        """Make sure that updates can be written down; waits for a server that is away.

        Raises:
            DataFolderUnusable: they cannot.
        """
        try:
            await self._as_soon_as_possible(self.journal.database.prove_writable)
        except RecordsUnusable as error:
            raise DataFolderUnusable(str(error)) from None

    async def receive(self, updates: Sequence[Any]) -> list[dict[str, Any]]:
        """Write updates down, and return updates that hold nothing but their numbers: whoever takes them handles them.

        Raises:
            RecordsUnusable: none was written down; Telegram has to keep them.
        """
        entries = [entry_of(each) for each in updates]
        are_new = await self.journal.database.apart(self.journal.write_down, entries)
        for entry, is_new in zip(entries, are_new, strict=True):
            if entry.problem is not None and is_new:
                _LOG.error("update %s cannot be parsed (%s); set aside", entry.update_id, entry.problem)
        return [{"update_id": entry.update_id} for entry in entries if entry.update_id is not None]

    async def left_over(self, bot: Bot) -> list[Update]:
        """Return nothing: what waits is taken as everything is."""
        return []

    def wake(self) -> None:
        """Look for what waits."""
        self._something_waits.set()

    async def take(self, hand_on: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Take what waits, as much of it as this bot can handle soon, and hand it on, until cancelled."""
        while True:
            chats = 0 if self.is_full else max(0, _CHATS_AT_ONCE - self._waiting())
            if not chats and not self._something_waits.is_set():
                await asyncio.sleep(_QUEUED_WITHIN_S)
                continue
            self._something_waits.clear()
            try:
                # What was begun in a chat that was lost has to end before it is begun again.
                ending = {self._lanes[each] for each in self._dropped if each in self._lanes}
                in_hand = [*self._lanes, *self._left_open]
                claimed, taken = await self.journal.database.apart(self.journal.claim, chats, in_hand, ending)
            except RecordsUnusable as error:
                self._complain(error)
                await asyncio.sleep(_AGAIN_S)
                continue
            for lane, raw, notice in taken:
                number = raw["update_id"]
                if number in self._finished:
                    # The server crashed before the disk had that.
                    await self.finish(number)
                    continue
                if notice is not None:
                    self._notices[number] = notice
                self._lanes[number] = lane
                self._begin(number)
                self.note_message(raw.get("message"))
                await hand_on(raw)
            if chats and not claimed:
                await self._something_waits.wait()
            else:
                # There may be more, of which nobody notifies once more.
                await asyncio.sleep(_QUEUED_WITHIN_S)

    def ticket(self, update_id: int) -> Handling:
        """Return what goes with an update while it is handled; before each message, whether it still may be sent."""
        ticket = super().ticket(update_id)
        ticket.before_sending = partial(self._check, ticket)
        return ticket

    async def _check(self, ticket: Handling) -> None:
        """Return when a message for an update may be sent.

        Raises:
            ChatHandedOn: never, since another bot has its chat, or nobody wants it.
        """
        number = ticket.update_id
        look = partial(self.journal.standing, number, answered=ticket.answered)
        standing = await self._as_soon_as_possible(look, call=asyncio.to_thread)
        if standing is Standing.OURS:
            return
        lane = self._lanes.get(number) if standing is Standing.LOST else None
        self._drop([number, *(each for each in self._unfinished if lane is not None and self._lanes.get(each) == lane)])
        _LOG.info("no message for update %s: %s", number, standing)
        raise ChatHandedOn("another bot has the chat by now, or nobody wants an answer any more")

    def let_go(self, update_id: int) -> None:
        """Note that the handling of an update has ended."""
        super().let_go(update_id)
        self._lanes.pop(update_id, None)
        if update_id in self._unfinished:
            self._left_open.add(update_id)

    async def usable(self) -> None:
        """Wait until updates can be written down."""
        await self._as_soon_as_possible(self.journal.database.prove_writable)

    async def _note_notice(self, update_id: int, message_id: int) -> None:
        note = partial(self.journal.note_notice, update_id, message_id)
        await self._as_soon_as_possible(note, call=asyncio.to_thread)

    async def finish(self, update_id: int) -> None:
        """Note that an update was answered, or needs no answer; as soon as that can be noted."""
        await self._as_soon_as_possible(partial(self.journal.finish, update_id), call=asyncio.to_thread)
        self._finished.append(update_id)
        self._end(update_id)

    async def set_aside(self, update_id: int, reason: str) -> None:
        """Give an update up; it stays in the database."""
        _LOG.error("update %s is set aside: %s", update_id, reason)
        await self._as_soon_as_possible(partial(self.journal.set_aside, update_id, reason))
        self._end(update_id)

    def _end(self, update_id: int) -> None:
        super()._end(update_id)
        self._left_open.discard(update_id)

    async def room(self) -> None:
        """Return at once: the database has room for what no bot has taken yet."""

    async def forget_person(self, user_id: int) -> None:
        """Remove the text of whatever somebody sent; returns when all bots have forgotten what they remember of it."""
        ticket = current_handling()
        until = ticket.update_id if ticket else None
        self._drop(await self.journal.database.apart(self.journal.forget_person, user_id, until))
        if ticket is not None:
            # It is forgotten itself, and wants its answer all the same.
            ticket.before_sending = None
        await self.journal.database.apart(self.journal.tell_to_forget, user_id)
        if self._presence.living > 1:
            await asyncio.sleep(_HEARD_WITHIN_S)

    def drop_erased(self) -> None:
        """Never begin with what was finished by others since it was taken."""
        task = asyncio.create_task(self._drop_erased())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drop_erased(self) -> None:
        taken = set(self._unfinished)
        self._drop(taken - await self._as_soon_as_possible(self.journal.unfinished))

    async def give_up(self, *, idle: bool) -> None:
        """Let other bots have this one's chats: those in which nothing waits, or all."""
        try:
            await self.journal.database.apart(partial(self.journal.give_up, idle=idle))
        except RecordsUnusable as error:
            _LOG.warning("the chats of this bot are free in a few seconds only: %s", error)

    async def _as_soon_as_possible(self, function: Callable[[], T], *, call: _Call[T] | None = None) -> T:
        """Call something, again until the database is there.

        Args:
            function: what to call.
            call: how, where it need not wait for what was asked before; what is done in the instant of a kill is less.
        """
        while True:
            try:
                return await (call or self.journal.database.apart)(function)
            except RecordsAway as error:
                self._complain(error)
            await asyncio.sleep(_AGAIN_S)

    def _complain(self, error: Exception) -> None:
        if self._complaining.is_due():
            _LOG.error("nothing can be received or sent now, it goes on by itself: %s", error)
