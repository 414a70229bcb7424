"""Keeps the bot's token out of every log record, whoever writes it and whichever handler prints it.

A record factory, not a filter: filters see only what passes their own logger or handler.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

REPLACEMENT = "<token>"
_CHATTY = ("httpx", "httpcore")
_SHORTEST_SECRET = 12


class Redactor:
    """Replaces a token, also percent-encoded or without its bot id, in text."""

    def __init__(self, token: str) -> None:
        secret = token.partition(":")[2]
        forms = {token, quote(token, safe="")} | ({secret} if len(secret) >= _SHORTEST_SECRET else set())
        self._pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))

    def __call__(self, text: str) -> str:
        """Return the text without the token."""
        return self._pattern.sub(REPLACEMENT, text)

    def clean_record(self, record: logging.LogRecord) -> None:
        """Remove the token from message, arguments, traceback and stack of a record."""
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
def redacted_logs(token: str) -> Iterator[None]:
    """Keep the token out of all log records made meanwhile, and the HTTP client from logging addresses."""
    redactor = Redactor(token)
    previous = logging.getLogRecordFactory()
    levels = {name: logging.getLogger(name).level for name in _CHATTY}

    def factory(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = previous(*args, **kwargs)
        redactor.clean_record(record)
        return record

    logging.setLogRecordFactory(factory)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        yield
    finally:
        logging.setLogRecordFactory(previous)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
