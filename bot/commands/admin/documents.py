"""Files that an administrator sends: each is offered for indexing, and kept in the data folder once that is wanted.

What a button is about stands in the message that its question replies to, so that a restart forgets nothing.
"""

from __future__ import annotations

import hashlib
import logging
import mimetypes
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from telegram import CallbackQuery, Document, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import TelegramError

from bot.access.administration import Administration, AdministratorHandler
from bot.answering import Answering
from bot.commands.admin.building.board import BuildBoard
from bot.concurrency import in_thread
from bot.messages.callback_data import Button
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt
from bot.sending.replying import acknowledge, edit, reply
from index import (
    DOCUMENTS_FOLDER,
    SUPPORTED_SUFFIXES,
    BuildReport,
    NothingToIndex,
    ProgressCallback,
    Reason,
    Skipped,
    document_name,
    keep_document,
    kept_document,
    take_back_document,
)

_LOG = logging.getLogger(__name__)
# Telegram gives bots no larger files. Source: https://core.telegram.org/bots/api#getfile
MAX_BYTES = 20_000_000
_YES, _NO = "y", "n"
_TITLE_UNITS = 200
_USELESS = (Reason.UNREADABLE, Reason.PROTECTED, Reason.TOO_LARGE, Reason.EMPTY, Reason.UNKNOWN_TYPE)
_Item = TypeVar("_Item", bound=Skipped)


class Documents:
    """Offers files and indexes them; the folder that keeps them is a source like any other."""

    def __init__(self, engine: Answering, administration: Administration, board: BuildBoard, data_dir: Path) -> None:
        self.engine = engine
        self.administration = administration
        self.board = board
        self.folder = data_dir.absolute() / DOCUMENTS_FOLDER

    def handlers(self) -> list[AdministratorHandler]:
        """Return what to add to the application, before what handles messages."""
        buttons = self.administration.button(Button.DOCUMENT, self.press, is_repeatable=True)
        return [self.administration.document(self.offer), buttons]

    async def offer(self, message: Message, phrases: Phrases) -> None:
        """Ask whether to index a file, or say why it cannot be."""
        document = message.document
        if document is None:
            return
        suffix = Path(_name(document)).suffix.lower()
        if suffix not in SUPPORTED_SUFFIXES:
            await reply(message, phrases("document-unknown-type", suffix=excerpt(suffix, 20) or "?"))
            return
        size_bytes = document.file_size or 0
        if size_bytes > MAX_BYTES:
            await reply(message, phrases("document-too-large", limit=phrases.size(MAX_BYTES)))
            return
        replaced = await self._version(document_name(_title(message), _name(document)))
        await reply(message, *_question(document, _title(message), replaced, phrases), is_bound=True)

    async def press(self, query: CallbackQuery, message: Message, phrases: Phrases) -> None:
        """Fetch and index the file, or leave it."""
        sent = message.reply_to_message
        action, told = (*(Button.DOCUMENT.parts(query.data) or []), "", "")[:2]
        if sent is None or sent.document is None or action not in (_YES, _NO):
            await acknowledge(query, phrases("document-gone"))
            return
        title = _title(sent)
        name = document_name(title, _name(sent.document))
        shown = excerpt(Path(name).stem, _TITLE_UNITS)
        if action == _NO:
            await acknowledge(query)
            await edit(message, phrases("document-not-added", name=shown))
            return
        if await self.board.is_building():
            # The buttons stay, also where a killed bot had taken them away already.
            await acknowledge(query, phrases("document-later"))
            later = Composer().add(shown, "bold").add("\n\n" + phrases("document-later"))
            await edit(message, later.compose(), _keyboard(phrases, told))
            return
        await acknowledge(query)
        content = await _fetched(sent.document)
        if content is None:
            await edit(message, phrases("document-not-fetched", name=shown), _keyboard(phrases, told))
            return
        replaced = await self._version(name)
        if replaced not in ("", told, _version(content)):
            # Kept since it was asked: such as another file of the same album.
            await edit(message, *_question(sent.document, title, replaced, phrases))
            return
        work = partial(self._index, name, content, title)
        heading = phrases("add-started", source=shown)
        await self.board.run(message, work, heading, phrases, in_place=True, is_repeatable=True)

    async def _version(self, name: str) -> str:
        """Return what tells the kept file of a name from others; empty where there is none."""
        kept = await in_thread(partial(kept_document, self.folder / name), name="document")
        return _version(kept[0]) if kept else ""

    def _index(self, name: str, content: bytes, title: str | None, note: ProgressCallback) -> BuildReport:
        """Keep the file and index it, also when an article of it was removed before; report of this file alone.

        One that cannot be read is not kept; what it would have replaced stays.
        """
        before = kept_document(self.folder / name)
        file = keep_document(self.folder, name, content, title)
        try:
            report = self.engine.index([self.folder], afresh=[file], progress=note)
        except NothingToIndex as error:
            if error.is_last:
                raise
            own = _of_file(error.skipped, file)
            if _is_useless(own, file):
                take_back_document(file, before)
            raise NothingToIndex(str(error), own) from error
        own = _of_file(report.skipped, file)
        if not (report.added or report.changed) and _is_useless(own, file):
            take_back_document(file, before)
        return replace(report, skipped=own, noted=_of_file(report.noted, file))


def _of_file(items: Sequence[_Item], file: Path) -> list[_Item]:
    """Return what is told of a file, or of what is in it: "a.csv#3", "a.zip!/b.txt"."""
    places = _places(file)
    inside = tuple(place + mark for place in places for mark in ("#", "!/"))
    return [each for each in items if each.where in places or each.where.startswith(inside)]


def _is_useless(own: Sequence[Skipped], file: Path) -> bool:
    """Return whether a file as a whole can never give an article; a draft may, another day."""
    return any(each.code in _USELESS and each.where in _places(file) for each in own)


def _places(file: Path) -> tuple[str, str]:
    return str(file), str(file.resolve())


def _version(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def _question(
    document: Document, title: str | None, replaced: str, phrases: Phrases
) -> tuple[Composed, InlineKeyboardMarkup]:
    """Return the question whether to index a file; it says whether an earlier one is replaced."""
    stem = Path(document_name(title, _name(document))).stem
    composer = Composer().add(excerpt(stem, _TITLE_UNITS), "bold")
    composer.add(f"\n{excerpt(_name(document), _TITLE_UNITS)} · {phrases.size(document.file_size or 0)}\n\n")
    composer.add(phrases("document-question"))
    if replaced:
        composer.add(" " + phrases("document-replaces"))
    return composer.compose(), _keyboard(phrases, replaced)


def _keyboard(phrases: Phrases, replaced: str) -> InlineKeyboardMarkup:
    """Return the two buttons; the first one holds which earlier file was said to be replaced."""
    row = [
        InlineKeyboardButton(phrases("button-add"), callback_data=Button.DOCUMENT.data(_YES, replaced)),
        InlineKeyboardButton(phrases("button-do-not-add"), callback_data=Button.DOCUMENT.data(_NO)),
    ]
    return InlineKeyboardMarkup([row])


def _title(message: Message) -> str | None:
    """Return the first line of what stands below a file."""
    first = (message.caption or "").strip().partition("\n")[0]
    return excerpt(first, _TITLE_UNITS) or None


def _name(document: Document) -> str:
    """Return the name of a file; one without a name has at least its type."""
    return document.file_name or f"document{mimetypes.guess_extension(document.mime_type or '') or ''}"


async def _fetched(document: Document) -> bytes | None:
    """Return a file's content; None where Telegram does not give it."""
    try:
        content = bytes(await (await document.get_file()).download_as_bytearray())
    except (TelegramError, OSError) as error:
        _LOG.warning("a document could not be fetched: %s", type(error).__name__)
        return None
    return content if len(content) <= MAX_BYTES else None
