"""Tells administrators unasked what they should know, and tells it once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.access.policy import AccessPolicy
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed
from bot.messages.languages import Languages
from bot.sending.replying import send

_LOG = logging.getLogger(__name__)

Render = Callable[[Sequence[str], Phrases], Composed]


class Alerts:
    """Keeps in the bot's file what was told, so that a restart does not tell it again."""

    def __init__(self, bot: Bot, languages: Languages, policy: AccessPolicy) -> None:
        self.bot = bot
        self.languages = languages
        self.policy = policy

    async def tell(self, topic: str, items: Sequence[str], render: Render) -> None:
        """Tell of what is news in a topic, in the message that `render` makes of that.

        `items` are all that holds now; what was told before and no longer holds is forgotten, so that it is news again
        when it comes back.
        """
        # To the end, also when the bot stops meanwhile: what was told is not told again.
        await asyncio.shield(self._tell(topic, items, render))

    async def _tell(self, topic: str, items: Sequence[str], render: Render) -> None:
        records = self.languages.records
        news = await records.apart(records.untold, topic, items)
        if news:
            for item in news:
                _LOG.warning("alert to administrators, %s: %s", topic, item)
            # Those of now: they may have changed since the bot was started.
            administrators = sorted(self.policy.admin_ids)
            reached = [await self._send(admin_id, news, render) for admin_id in administrators]
            if administrators and not any(reached):
                return
        await records.apart(records.keep_told, topic, items)

    async def _send(self, admin_id: int, news: Sequence[str], render: Render) -> bool:
        """Send to one administrator; False when that may succeed later."""
        try:
            await send(self.bot, admin_id, render(news, await self.languages.phrases_for(admin_id)))
        except (Forbidden, BadRequest) as error:
            _LOG.warning("administrator %d cannot be told, and has to write to the bot first: %s", admin_id, error)
        except TelegramError as error:
            _LOG.warning("administrator %d could not be told: %s", admin_id, error)
            return False
        return True
