"""`/add` and `/remove`: an administrator changes what is indexed; what is removed has to be confirmed by a button."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.access.administration import Administration, AdministratorHandler
from bot.answering import Answering
from bot.asking.reply_memory import ReplyMemory
from bot.commands.admin.building.board import BuildBoard
from bot.concurrency import in_thread
from bot.messages.callback_data import Button, shown_in
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt, shorten
from bot.sending.replying import acknowledge, edit, reply
from bot.storage.records import Records
from index import Article, BuildReport, IndexMissing, ProgressCallback

_YES, _NO, _OFFER = "y", "n", "o"
_OFFERED = 10
_TITLES_OFFERED = 5
_UNITS = 200
_BUTTON_UNITS = 60
_REMEMBERED = 200


@dataclass(frozen=True)
class _Target:
    """What is to be removed: an article by its id, or a source by its address; `articles` counts those of a source.

    The `day` tells articles of one title apart.
    """

    id: str
    label: str
    articles: int | None
    day: date | None = None


class AddRemove:
    """The two commands, and the buttons of `/remove`; what the buttons mean is kept in memory and bounded."""

    def __init__(
        self,
        engine: Answering,
        administration: Administration,
        board: BuildBoard,
        memory: ReplyMemory,
        records: Records,
    ) -> None:
        self.engine = engine
        self.administration = administration
        self.board = board
        self.memory = memory
        self.records = records
        self._targets: OrderedDict[str, _Target] = OrderedDict()

    def handlers(self) -> list[AdministratorHandler]:
        """Return what to add to the application, besides the commands."""
        return [self.administration.button(Button.REMOVE, self.press, in_background=True)]

    async def add(self, message: Message, argument: str, phrases: Phrases) -> None:
        """Index a file, a folder or a web address, and record it as a source."""
        if not argument:
            await reply(message, phrases("add-usage"))
            return
        heading = phrases("add-started", source=excerpt(argument, _UNITS))
        await self.board.run(message, partial(self._index, argument), heading, phrases)

    async def remove(self, message: Message, argument: str, phrases: Phrases) -> None:
        """Ask whether to remove an article or a source: the one that is named, or that the replied answer is from.

        Where several have the title, or none is named, they are offered.
        """
        try:
            if argument:
                await self._remove_named(message, argument, phrases)
            elif message.reply_to_message is not None:
                await self._remove_shown(message, message.reply_to_message, phrases)
            else:
                await self._offer_sources(message, phrases)
        except IndexMissing:
            await reply(message, phrases("not-ready"))

    async def press(self, query: CallbackQuery, message: Message, phrases: Phrases) -> None:
        """Remove, do not remove, or ask about what was offered."""
        action, key = (*(Button.REMOVE.parts(query.data) or []), "", "")[:2]
        if action == _YES and key in self._targets and await self.board.is_building():
            # The question stays, and so do its buttons.
            await acknowledge(query, phrases("document-later"))
            return
        target = self._targets.get(key)
        if target is None or action not in (_YES, _NO, _OFFER):
            await acknowledge(query, phrases("button-expired"))
            return
        await acknowledge(query)
        if self._targets.pop(key, None) is None:
            # Pressed twice.
            return
        if action == _OFFER:
            await edit(message, *self._question(target, phrases))
        elif action == _NO:
            await edit(message, phrases("remove-kept", name=target.label))
        elif not await in_thread(partial(self._is_there, target), name="remove"):
            # Somebody else has removed it since this was asked.
            await edit(message, phrases("remove-gone-already", name=target.label))
        else:
            heading = phrases("remove-started", name=target.label)
            if not await self.board.run(message, partial(self._remove, target), heading, phrases, in_place=True):
                self._targets[key] = target

    async def _remove_named(self, message: Message, name: str, phrases: Phrases) -> None:
        found = await in_thread(partial(self._find, name), name="remove")
        if not found:
            await reply(message, phrases("remove-unknown", name=excerpt(name, _UNITS)))
        elif len(found) == 1:
            await reply(message, *self._question(found[0], phrases))
        else:
            more = f"\n{phrases('remove-which-more')}" if len(found) > _TITLES_OFFERED else ""
            await reply(message, phrases("remove-which") + more, self._choice(found[:_TITLES_OFFERED], phrases))

    async def _remove_shown(self, message: Message, shown: Message, phrases: Phrases) -> None:
        """Ask about the article that an answer, or another quote, was taken from; or about its whole source."""
        article = await self._article_shown(shown)
        if isinstance(article, str):
            await reply(message, phrases(article))
            return
        sources = await in_thread(partial(self._sources_of, article), name="remove")
        await reply(message, *self._question(_of_article(article), phrases, sources))

    async def _article_shown(self, shown: Message) -> Article | str:
        """Return the article that a message shows, or else the text that says why there is none."""
        press = shown_in(shown.reply_markup)
        if press is None:
            return "remove-shows-none"
        remembered = self.memory.recall(press.key)
        if press.page is None:
            asked = await self.records.apart(self.records.question, press.key)
            is_known, article_id = asked is not None, asked.article if asked else None
        else:
            passages = remembered.reply.passages[press.page :] if remembered else ()
            is_known, article_id = remembered is not None, passages[0].article.id if passages else None
        if article_id is None:
            return "remove-shows-none" if is_known else "remove-forgotten"
        return await in_thread(partial(self.engine.article, article_id), name="remove") or "remove-gone"

    async def _offer_sources(self, message: Message, phrases: Phrases) -> None:
        sources, left_out = await in_thread(self._sources, name="remove")
        more = f"\n{phrases('sources-more', count=left_out)}" if left_out else ""
        await reply(message, phrases("remove-usage") + more, self._choice(sources, phrases))

    def _choice(self, targets: Sequence[_Target], phrases: Phrases) -> InlineKeyboardMarkup | None:
        rows = []
        for each in targets:
            day = f" · {phrases.day(each.day)}" if each.day else ""
            rows.append([self._button(shorten(each.label, _BUTTON_UNITS - len(day)) + day, _OFFER, each)])
        return InlineKeyboardMarkup(rows) if rows else None

    def _question(
        self, target: _Target, phrases: Phrases, sources: Sequence[_Target] = ()
    ) -> tuple[Composed, InlineKeyboardMarkup]:
        """Return the question whether to remove something, with a button for each source that it is in."""
        composer = Composer().add(target.label, "bold").add("\n\n")
        if target.articles is None:
            composer.add(phrases("remove-article-question"))
        else:
            composer.add(phrases("remove-source-question", articles=target.articles))
        rows = [
            [
                self._button(phrases("button-remove"), _YES, target),
                self._button(phrases("button-keep"), _NO, target),
            ]
        ]
        for each in sources:
            label = phrases("button-remove-source", source=each.label, articles=each.articles or 0)
            rows.append([self._button(shorten(label, _BUTTON_UNITS), _OFFER, each)])
        return composer.compose(), InlineKeyboardMarkup(rows)

    def _button(self, label: str, action: str, target: _Target) -> InlineKeyboardButton:
        """Return a button that does something with a target once; it is remembered as long as there is room."""
        key = next((key for key, each in self._targets.items() if each is target), None) or secrets.token_urlsafe(8)
        self._targets[key] = target
        while len(self._targets) > _REMEMBERED:
            self._targets.popitem(last=False)
        return InlineKeyboardButton(label, callback_data=Button.REMOVE.data(action, key))

    def _sources(self) -> tuple[list[_Target], int]:
        """Return the sources that are offered, and how many more there are."""
        sources = self.engine.sources()
        return [self._source(each) for each in sources[:_OFFERED]], len(sources[_OFFERED:])

    def _sources_of(self, article: Article) -> list[_Target]:
        """Return the sources that hold an article, those that hold more than that."""
        found = [self._source(each) for each in self.engine.sources_of(article.id)]
        return [each for each in found if each.articles != 1]

    def _find(self, name: str) -> list[_Target]:
        """Return the source or the article that somebody names, those at an address, or else those with a title."""
        sources = self.engine.sources()
        for form in dict.fromkeys((name, name.rstrip("/"), str(Path(name).absolute()))):
            if form in sources:
                return [self._source(form)]
        if article := self.engine.article(name):
            return [_of_article(article)]
        if found := self.engine.standing_at(name, _TITLES_OFFERED + 1):
            return [_of_article(each) for each in found]
        found = self.engine.titled(name, _TITLES_OFFERED + 1)
        named = [each for each in found if _folded(each.title) == _folded(name)]
        return [_of_article(each) for each in (named or found)]

    def _is_there(self, target: _Target) -> bool:
        """Return whether there is still what is to be removed; what cannot be told shows when it is."""
        with suppress(IndexMissing):
            if target.articles is None:
                return self.engine.article(target.id) is not None
            return target.id in self.engine.sources()
        return True

    def _source(self, source: str) -> _Target:
        return _Target(source, excerpt(source, _UNITS) or "…", self.engine.article_count(source))

    def _index(self, source: str, note: ProgressCallback) -> BuildReport:
        return self.engine.index([source], progress=note)

    def _remove(self, target: _Target, note: ProgressCallback) -> BuildReport:
        if target.articles is None:
            return self.engine.remove([target.id], progress=note)
        return self.engine.remove_source(target.id, progress=note)


def _of_article(article: Article) -> _Target:
    """Return an article as a target."""
    return _Target(article.id, excerpt(article.title, _UNITS) or article.id, None, article.published)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
