"""`/add` and `/remove`: an administrator changes what is indexed; what is removed has to be confirmed by a button."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.access.administration import Administration, AdministratorHandler
from bot.answering import Answering
from bot.commands.admin.build_board import BuildBoard
from bot.concurrency import in_thread
from bot.messages.callback_data import Button
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt, shorten
from bot.sending.replying import acknowledge, edit, reply
from index import BuildReport, IndexMissing, ProgressCallback

_YES, _NO, _OFFER = "y", "n", "o"
_OFFERED = 10
_UNITS = 200
_BUTTON_UNITS = 60
_REMEMBERED = 200


@dataclass(frozen=True)
class _Target:
    """What is to be removed: an article by its id, or a source by its address; `articles` counts those of a source."""

    id: str
    label: str
    articles: int | None


class AddRemove:
    """The two commands, and the buttons of `/remove`; what the buttons mean is kept in memory and bounded."""

    def __init__(self, engine: Answering, administration: Administration, board: BuildBoard) -> None:
        self.engine = engine
        self.administration = administration
        self.board = board
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
        """Ask whether to remove an article or a source; without an argument offer the sources."""
        try:
            if not argument:
                await self._offer(message, phrases)
                return
            target = await in_thread(partial(self._find, argument), name="remove")
        except IndexMissing:
            await reply(message, phrases("not-ready"))
            return
        if target is None:
            await reply(message, phrases("remove-unknown", name=excerpt(argument, _UNITS)))
        else:
            await reply(message, *self._question(target, phrases))

    async def press(self, query: CallbackQuery, message: Message, phrases: Phrases) -> None:
        """Remove, do not remove, or ask about an offered source."""
        action, key = (*(Button.REMOVE.parts(query.data) or []), "", "")[:2]
        target = self._targets.pop(key, None)
        if target is None or action not in (_YES, _NO, _OFFER):
            await acknowledge(query, phrases("button-expired"))
            return
        await acknowledge(query)
        if action == _OFFER:
            await edit(message, *self._question(target, phrases))
        elif action == _NO:
            await edit(message, phrases("remove-kept", name=target.label))
        else:
            heading = phrases("remove-started", name=target.label)
            await self.board.run(message, partial(self._remove, target), heading, phrases, in_place=True)

    async def _offer(self, message: Message, phrases: Phrases) -> None:
        sources, left_out = await in_thread(self._sources, name="remove")
        rows = [
            [
                InlineKeyboardButton(
                    shorten(each.label, _BUTTON_UNITS), callback_data=Button.REMOVE.data(_OFFER, self._keep(each))
                )
            ]
            for each in sources
        ]
        more = f"\n{phrases('sources-more', count=left_out)}" if left_out else ""
        await reply(message, phrases("remove-usage") + more, InlineKeyboardMarkup(rows) if rows else None)

    def _question(self, target: _Target, phrases: Phrases) -> tuple[Composed, InlineKeyboardMarkup]:
        composer = Composer().add(target.label, "bold").add("\n\n")
        if target.articles is None:
            composer.add(phrases("remove-article-question"))
        else:
            composer.add(phrases("remove-source-question", articles=target.articles))
        key = self._keep(target)
        row = [
            InlineKeyboardButton(phrases("button-remove"), callback_data=Button.REMOVE.data(_YES, key)),
            InlineKeyboardButton(phrases("button-keep"), callback_data=Button.REMOVE.data(_NO, key)),
        ]
        return composer.compose(), InlineKeyboardMarkup([row])

    def _keep(self, target: _Target) -> str:
        """Remember what buttons are about and return its key; it is good for one press."""
        key = secrets.token_urlsafe(8)
        self._targets[key] = target
        while len(self._targets) > _REMEMBERED:
            self._targets.popitem(last=False)
        return key

    def _sources(self) -> tuple[list[_Target], int]:
        """Return the sources that are offered, and how many more there are."""
        sources = self.engine.sources()
        return [self._source(each) for each in sources[:_OFFERED]], len(sources[_OFFERED:])

    def _find(self, name: str) -> _Target | None:
        """Return the source or the article that somebody names."""
        sources = self.engine.sources()
        for form in dict.fromkeys((name, name.rstrip("/"), str(Path(name).absolute()))):
            if form in sources:
                return self._source(form)
        article = self.engine.article(name)
        return _Target(article.id, excerpt(article.title, _UNITS) or article.id, None) if article else None

    def _source(self, source: str) -> _Target:
        return _Target(source, excerpt(source, _UNITS) or "…", self.engine.article_count(source))

    def _index(self, source: str, note: ProgressCallback) -> BuildReport:
        return self.engine.index([source], progress=note)

    def _remove(self, target: _Target, note: ProgressCallback) -> BuildReport:
        if target.articles is None:
            return self.engine.remove([target.id], progress=note)
        return self.engine.remove_source(target.id, progress=note)
