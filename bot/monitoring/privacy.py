"""What people wrote, while it is being handled: so that logs can leave it out, whoever writes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from telegram import Message, Update

# Shorter texts are in every other line by chance.
_SHORTEST = 4
_TEXTS: ContextVar[tuple[str, ...]] = ContextVar("private_texts", default=())


@contextmanager
def kept_private(update: object) -> Iterator[None]:
    """Keep what an update says and who sent it out of logs in this block, and in what it starts."""
    token = _TEXTS.set(_texts_of(update) if isinstance(update, Update) else ())
    try:
        yield
    finally:
        _TEXTS.reset(token)


def private_texts() -> tuple[str, ...]:
    """Return the texts that must not be logged now, the longest first."""
    return _TEXTS.get()


def _texts_of(update: Update) -> tuple[str, ...]:
    user, query = update.effective_user, update.inline_query
    messages = [update.effective_message] if isinstance(update.effective_message, Message) else []
    messages += [each.reply_to_message for each in messages if each.reply_to_message]
    found = {each for message in messages for each in (message.text, message.caption) if each}
    found |= {stripped for each in found if (stripped := each.partition(" ")[2].strip()) and each.startswith("/")}
    if query is not None:
        found.add(query.query)
    if user is not None:
        found |= {user.full_name, user.username or ""}
    found |= {each.strip() for each in found}
    return tuple(sorted({each for each in found if len(each) >= _SHORTEST}, key=len, reverse=True))
