"""Receives updates: writes them down first, leaves out what it has had before, sets aside what cannot be parsed.

python-telegram-bot tells Telegram with its next poll that a batch was received, while its handlers may not have begun,
and one update that it cannot parse stops it for good. So the raw batch goes through here before it is parsed.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Any

from telegram import Bot, Update

from bot.errors import DataFolderUnusable, RecordsUnusable
from bot.storage.journal import Entry, Journal, State, identity
from bot.ticket import Handling, current_handling

_LOG = logging.getLogger(__name__)
_LARGEST_ID = 2**63 - 1


class Inbox:
    """The way in for every update, however it comes."""

    def __init__(
        self, journal: Journal, *, limit: int = 2000, note_message: Callable[[Any], None] = lambda _message: None
    ) -> None:
        """Set up over a journal.

        With `limit` unfinished updates no more are fetched; Telegram keeps them meanwhile. `note_message` is called
        with each message that is handed on, as it came.
        """
        self.journal = journal
        self.limit = limit
        self.note_message = note_message
        self._unfinished: set[int] = set()
        self._notices: dict[int, int] = {}
        self._has_room = asyncio.Event()
        self._has_room.set()
        self._dropped: set[int] = set()

    async def open(self) -> None:
        """Make sure that updates can be written down.

        Raises:
            DataFolderUnusable: they cannot, for another reason than a full disk, on which the bot goes on answering.
        """
        try:
            await self.journal.database.apart(self.journal.database.prove_writable)
        except RecordsUnusable as error:
            if not error.is_full:
                raise DataFolderUnusable(f"{error}; without it, a killed bot would forget what it was asked") from None
            _LOG.error("what comes is answered without being written down: %s", error)

    async def receive(self, updates: Sequence[Any]) -> list[dict[str, Any]]:
        """Write updates down, and return what to hand on in their place.

        Returns:
            New updates as they are; for duplicates and for what cannot be parsed an update that holds nothing but its
            number, so that the batch can be confirmed.
        """
        entries = [entry_of(each) for each in updates]
        try:
            are_new = await self.journal.database.apart(self.journal.write_down, entries)
        except RecordsUnusable as error:
            _LOG.error("updates are answered without being written down: %s", error)
            are_new = [True] * len(entries)
        handed_on = []
        for entry, is_new in zip(entries, are_new, strict=True):
            if entry.problem is not None and is_new:
                _LOG.error("update %s cannot be parsed (%s); set aside", entry.update_id, entry.problem)
            if entry.update_id is None:
                continue
            if is_new and entry.problem is None:
                self._begin(entry.update_id)
                self.note_message(entry.raw.get("message"))
                handed_on.append(entry.raw)
            else:
                handed_on.append({"update_id": entry.update_id})
        return handed_on

    async def left_over(self, bot: Bot) -> list[Update]:
        """Return what an earlier run has not answered, in the order in which it came."""
        raws = await self.journal.database.apart(self.journal.waiting)
        self._notices = await self.journal.database.apart(self.journal.notices)
        for raw in raws:
            self._begin(raw["update_id"])
            self.note_message(raw.get("message"))
        return [Update.de_json(raw, bot) for raw in raws]

    def ticket(self, update_id: int) -> Handling:
        """Return what goes with an update while it is handled."""
        notice = self._notices.pop(update_id, None)
        note_notice, finish = partial(self._note_notice, update_id), partial(self.finish, update_id)
        return Handling(update_id, notice=notice, note_notice=note_notice, finish=finish)

    async def _note_notice(self, update_id: int, message_id: int) -> None:
        await self.journal.database.apart(self.journal.note_notice, update_id, message_id)

    async def finish(self, update_id: int) -> None:
        """Note that an update was answered, or needs no answer."""
        self._end(update_id)
        await self.journal.database.apart(self.journal.finish, update_id)

    async def set_aside(self, update_id: int, reason: str) -> None:
        """Give an update up; it stays in the file."""
        _LOG.error("update %s is set aside: %s", update_id, reason)
        self._end(update_id)
        await self.journal.database.apart(self.journal.set_aside, update_id, reason)

    async def usable(self) -> None:
        """Return at once: a file is there, or there is nothing to wait for."""

    async def take(self, hand_on: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Hand on nothing: what a bot that is alone receives, it handles."""

    async def give_up(self, *, idle: bool) -> None:
        """Keep everything: there is nobody else."""

    @property
    def is_full(self) -> bool:
        """Whether so much is unfinished that no more should come."""
        return len(self._unfinished) >= self.limit

    async def room(self) -> None:
        """Wait until more updates may come."""
        await self._has_room.wait()

    async def counts(self) -> dict[State, int]:
        """Return how many updates are in each state."""
        return await self.journal.database.apart(self.journal.counts)

    async def unfinished(self) -> int:
        """Return how many updates are not finished."""
        return (await self.counts())[State.WAITING]

    async def drop_chat(self, chat_id: int, until: int | None = None) -> None:
        """Finish what came up to an update for a chat that cannot be written to; what has not begun never does."""
        self._drop(await self.journal.database.apart(self.journal.drop_chat, chat_id, until))

    async def forget_person(self, user_id: int) -> None:
        """Remove the text of whatever somebody sent before what is being handled; what has not begun never does."""
        ticket = current_handling()
        until = ticket.update_id if ticket else None
        self._drop(await self.journal.database.apart(self.journal.forget_person, user_id, until))

    def _drop(self, update_ids: Iterable[int]) -> None:
        """Never begin with these, which are finished."""
        for update_id in self._unfinished.intersection(update_ids):
            self._dropped.add(update_id)
            self._end(update_id)

    def is_dropped(self, update_id: int) -> bool:
        """Return whether an update is not to be handled any more."""
        return update_id in self._dropped

    def let_go(self, update_id: int) -> None:
        """Note that nobody will ask any more whether an update was dropped."""
        self._dropped.discard(update_id)

    async def forget_old(self, keep_days: int) -> None:
        """Remove what is too old."""
        await self.journal.database.apart(self.journal.forget_old, keep_days)

    def close(self) -> None:
        """Close the file."""
        self.journal.close()

    def _begin(self, update_id: int) -> None:
        self._dropped.discard(update_id)
        self._unfinished.add(update_id)
        if self.is_full:
            self._has_room.clear()

    def _end(self, update_id: int) -> None:
        self._unfinished.discard(update_id)
        if not self.is_full:
            self._has_room.set()


def entry_of(raw: Any) -> Entry:
    """Return what is written down of an update."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    update_id = number if isinstance(number, int) and _is_number(number) and 0 <= number <= _LARGEST_ID else None
    problem = "it has no number" if update_id is None else problem_with(raw)
    if problem is None:
        try:
            return Entry(update_id, identity(raw), raw)
        except (KeyError, TypeError):
            problem = "it is incomplete"
    return Entry(update_id, json.dumps(raw, sort_keys=True), raw, problem)


def problem_with(raw: dict[str, Any]) -> str | None:
    """Return why an update cannot be handled, without any of its text, or None when it can."""
    try:
        update = Update.de_json(raw, None)
        wrong = next((name for name, is_right in _checks(update) if not is_right), None)
    except Exception as error:
        return type(error).__name__
    return f"{wrong} is of the wrong type" if wrong else None


def _checks(update: Update) -> list[tuple[str, bool]]:
    """Return what handlers rely on; python-telegram-bot takes most values as they come."""
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    checks = [
        ("user", user is None or (_is_number(user.id) and isinstance(user.language_code, str | None))),
        ("chat", chat is None or (_is_number(chat.id) and isinstance(chat.type, str))),
    ]
    if message is not None:
        entities = (*message.entities, *message.caption_entities)
        checks += [
            ("chat", chat is not None),
            ("message_id", update.callback_query is not None or _is_number(message.message_id)),
            ("text", isinstance(message.text, str | None) and isinstance(message.caption, str | None)),
            ("entities", all(_is_number(each.offset) and _is_number(each.length) for each in entities)),
        ]
    if (press := update.callback_query) is not None:
        checks.append(("data", isinstance(press.data, str | None) and isinstance(press.id, str)))
    if (query := update.inline_query) is not None:
        checks.append(("query", isinstance(query.query, str) and isinstance(query.id, str)))
    return checks


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
