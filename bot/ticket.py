"""What becomes of an update while it is handled: whether it has had its answer, or has to be tried again.

The one thing that whoever receives, handles and sends have in common; it travels with the task (`contextvars`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from telegram import Message

from bot.errors import BotStopping

T = TypeVar("T")
# In the place of the number of a notice: none was sent, but the answer may have been.
MAYBE_ANSWERED = 0


@dataclass
class Handling:
    """One update in the hands of the bot.

    Attributes:
        update_id: Telegram's number of the update.
        answered: a message that counts as its answer has been sent, and the journal knows.
        postponed: it could not be finished now and nothing is wrong with it; it is to be handled again.
        notice: the number of a message that an earlier run has sent on the way to the answer, and that becomes it; or
            `MAYBE_ANSWERED`.
        note_notice: writes such a number down.
        acknowledged: the press of a button has been answered.
        is_left_open: work on it goes on in the background, and no message counts as its answer.
        finish: notes that it is finished.
        before_sending: returns when a message may be sent for it, or raises when never; None where it always may.
        done: what earlier attempts have done that is not to be done again, by name; see `once`.
    """

    update_id: int
    answered: bool = False
    postponed: bool = False
    notice: int | None = None
    note_notice: Callable[[int], Awaitable[None]] | None = None
    done: dict[str, Any] = field(default_factory=dict)
    acknowledged: bool = False
    is_left_open: bool = False
    finish: Callable[[], Awaitable[None]] | None = None
    before_sending: Callable[[], Awaitable[None]] | None = None

    async def may_be_answered(self) -> None:
        """Write down that its answer may have arrived from now on, whether or not anybody lives to know."""
        if self.notice is None and self.note_notice is not None:
            self.notice = MAYBE_ANSWERED
            await self.note_notice(MAYBE_ANSWERED)


class Background(Protocol):
    """What runs tasks: python-telegram-bot's application."""

    def create_task(self, coroutine: Coroutine[Any, Any, None], update: object | None = None) -> object:
        """Run a coroutine; errors are handled as those of handlers, for the update."""


_CURRENT: ContextVar[Handling | None] = ContextVar("handling", default=None)
_IS_STEP: ContextVar[bool] = ContextVar("is_step", default=False)


def current_handling() -> Handling | None:
    """Return the update that is being handled, if any."""
    return _CURRENT.get()


def identity_of(message: Message, kind: str) -> str | None:
    """Return what names the update at hand for good: its number begins anew after a quiet week, its time does not."""
    ticket = current_handling()
    return f"{kind} {ticket.update_id} {message.chat.id} {message.date.isoformat()}" if ticket else None


def is_step() -> bool:
    """Return whether what is sent now is on the way to an answer."""
    return _IS_STEP.get()


async def once(name: str, act: Callable[[], Awaitable[T]]) -> T:
    """Do something for the update that is being handled, and return its result; another attempt gets that result.

    For what is not the same when it is done twice, and comes before something that may have to be sent again.
    """
    ticket = current_handling()
    done: dict[str, Any] = ticket.done if ticket is not None else {}
    if name not in done:
        done[name] = await act()
    result: T = done[name]
    return result


async def done_for_good() -> None:
    """Note that a bot that is killed is not to handle the update at hand again, which still gets its answer."""
    ticket = current_handling()
    if ticket is not None and ticket.finish is not None:
        ticket.before_sending = None
        await ticket.finish()


@contextmanager
def handling(ticket: Handling) -> Iterator[Handling]:
    """Handle an update in this block."""
    token = _CURRENT.set(ticket)
    try:
        yield ticket
    finally:
        _CURRENT.reset(token)


@contextmanager
def on_the_way() -> Iterator[None]:
    """Send steps in this block: messages that do not count as the answer; edits that may be left out when it is busy.

    Every other message that is sent while an update is handled counts as its answer: once it was sent, the update is
    never handled again.
    """
    token = _IS_STEP.set(True)
    try:
        yield
    finally:
        _IS_STEP.reset(token)


def go_on_in_background(background: Background, work: Coroutine[Any, Any, None], update: object) -> None:
    """Work on for the update that is being handled while its chat's next ones are; it is finished when the work is.

    A bot that is killed before then handles it again, with the notice that the work has sent, if any.
    """
    ticket = current_handling()
    if ticket is not None:
        ticket.is_left_open = True

    async def to_the_end() -> None:
        try:
            await work
        except BotStopping:
            # It stays in the journal.
            raise
        except Exception:
            await _finish(ticket)
            raise
        await _finish(ticket)

    background.create_task(to_the_end(), update=update)


async def _finish(ticket: Handling | None) -> None:
    if ticket is not None and ticket.finish is not None:
        await ticket.finish()
