"""What becomes of an update while it is handled: whether it has had its answer, or has to be tried again.

The one thing that whoever receives, handles and sends have in common; it travels with the task (`contextvars`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Handling:
    """One update in the hands of the bot.

    Attributes:
        update_id: Telegram's number of the update.
        answered: a message that counts as its answer has been sent, and the journal knows.
        postponed: it could not be finished now and nothing is wrong with it; it is to be handled again.
        notice: the number of a message that an earlier run has sent on the way to the answer, and that becomes it.
        note_notice: writes such a number down.
        found: what an earlier attempt has found out for the answer, so that it is found out and counted once.
    """

    update_id: int
    answered: bool = False
    postponed: bool = False
    notice: int | None = None
    note_notice: Callable[[int], Awaitable[None]] | None = None
    found: object = None


_CURRENT: ContextVar[Handling | None] = ContextVar("handling", default=None)
_IS_STEP: ContextVar[bool] = ContextVar("is_step", default=False)


def current_handling() -> Handling | None:
    """Return the update that is being handled, if any."""
    return _CURRENT.get()


def is_step() -> bool:
    """Return whether what is sent now is on the way to an answer."""
    return _IS_STEP.get()


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
