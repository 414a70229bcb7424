"""Keeps the bot's token, and what people write, out of every log record, whoever writes it and however it is printed.

A record factory, not a filter: filters see only what passes their own logger or handler.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from bot.monitoring.privacy import private_texts

REPLACEMENT = "<token>"
PRIVATE = "<private>"
# The first two log addresses, in which the token stands, the third what every update and message says.
_CHATTY = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "telegram": logging.INFO}
_SHORTEST_SECRET = 12
_SHORTEST_PASSWORD = 6


def passwords_in(address: str) -> list[str]:
    """Return the passwords in the address of a database, also as they are written there; short ones would be words."""
    parts = urlsplit(address)
    written = [parts.password or "", *(value for key, value in _pairs(parts.query) if "password" in key)]
    forms = {form for each in written for form in (each, unquote(each))}
    return sorted(form for form in forms if len(form) >= _SHORTEST_PASSWORD)


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(key, value) for key, _, value in (each.partition("=") for each in query.split("&"))]


class Redactor:
    """Replaces a token, also encoded or without its bot id, other secrets, and the texts of the update at hand."""

    def __init__(self, token: str, *more: str) -> None:
        secret = token.partition(":")[2]
        forms = {token, quote(token, safe=""), *more} | ({secret} if len(secret) >= _SHORTEST_SECRET else set())
        self._pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))

    def __call__(self, text: str) -> str:
        """Return the text without the token and without what people wrote."""
        text = self._pattern.sub(REPLACEMENT, text)
        for private in private_texts():
            # As it stands in a repr, too.
            for form in (private, repr(private)[1:-1]):
                text = text.replace(form, PRIVATE)
        return text

    def clean_record(self, record: logging.LogRecord) -> None:
        """Remove both from message, arguments, traceback and stack of a record."""
        try:
            message = record.getMessage()
        except Exception:
            message = f"{record.msg} {record.args!r}"
        redacted = self(message)
        if redacted != message:
            record.msg, record.args = redacted, ()
        if record.exc_info and record.exc_info[0] is not None:
            text = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
            redacted = self(text)
            if redacted != text:
                record.exc_text, record.exc_info = redacted, None
        if record.stack_info:
            record.stack_info = self(record.stack_info)


@contextmanager
def redacted_logs(token: str, *more: str) -> Iterator[None]:
    """Keep the token and private texts out of all log records made meanwhile, and quieten libraries that log both."""
    redactor = Redactor(token, *more)
    previous = logging.getLogRecordFactory()
    levels = {name: logging.getLogger(name).level for name in _CHATTY}

    def factory(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = previous(*args, **kwargs)
        redactor.clean_record(record)
        return record

    logging.setLogRecordFactory(factory)
    for name, level in _CHATTY.items():
        logging.getLogger(name).setLevel(max(level, logging.getLogger(name).level))
    try:
        yield
    finally:
        logging.setLogRecordFactory(previous)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
