"""Tells exports from other files of the same suffix: Telegram's from rows in JSON and from pages in HTML."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from index.errors import SourceProblem
from index.progress import Skipped
from index.sources.decoding import decode, open_regular, read_bytes
from index.sources.drafts import Draft, clean_text
from index.sources.formats.exports import telegram_html, telegram_json
from index.sources.formats.rows.json_rows import load_json
from index.sources.formats.rows.json_rows import read_json as read_rows
from index.sources.limits import MAX_ARTICLE_BYTES, MAX_FILE_BYTES

_HEAD_BYTES = 20_000
_OF_TELEGRAM = (b'"messages"', b'"chats"', b'"text_entities"')


def read_json(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a JSON file: of an export of Telegram's, or of its rows."""
    if any(mark in _head(file) for mark in _OF_TELEGRAM):
        found = None
        # Otherwise the other reader says what is wrong, and takes what is whole.
        with suppress(SourceProblem):
            found = load_json(decode(read_bytes(file, MAX_FILE_BYTES)))
        if isinstance(found, dict) and telegram_json.is_export(found):
            yield from telegram_json.drafts_of_export(found)
            return
    yield from read_rows(file)


def is_page_of_telegram(file: Path) -> bool:
    """Tell whether a file is a page of an export of Telegram's."""
    return telegram_html.is_export(_head(file))


def read_page_of_telegram(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a page of an export of Telegram's."""
    yield from telegram_html.drafts_of_page(clean_text(decode(read_bytes(file, MAX_ARTICLE_BYTES))))


def _head(file: Path) -> bytes:
    with open_regular(file) as stream:
        return stream.read(_HEAD_BYTES)
