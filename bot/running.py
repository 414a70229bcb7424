"""Starts the bot, keeps it going, and ends it without losing what it was doing."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Callable, Coroutine
from contextlib import nullcontext, suppress
from datetime import timedelta
from functools import partial
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.answering import Answering
from bot.application import BuiltBot, TelegramApplication, build_application
from bot.clock import every
from bot.concurrency import in_thread, is_set_within
from bot.errors import BotTokenMissing, BotTokenRejected
from bot.monitoring.probes import Monitoring
from bot.monitoring.redaction import passwords_in, redacted_logs
from bot.receiving.polling import poll
from bot.receiving.webhook import Webhook, webhook_secret
from bot.sending.budgets import Budgets
from bot.storage.data_folder_lock import occupied
from tanya.settings import Settings, load_settings

_LOG = logging.getLogger(__name__)
_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
_REFRESH_EVERY_S = 10.0
_EXAMPLES_EVERY_S = 30.0
_FORGET_EVERY_S = 3600.0
# Times as long as it takes to forget a few.
_FORGET_PAUSES = 4
_ASK_AGAIN_S = 1.0
_DRAIN_S = 6.0
_LONGEST_PAUSE_S = 30.0

_REJECTED = (
    "the Bot API server rejected the bot token: get a token from @BotFather and set TELEGRAM_BOT_TOKEN to it "
    "(if the token is right, check that TANYA_TELEGRAM_BASE_URL is a Bot API server)"
)


def run_bot(settings: Settings, engine: Answering, *, webhook: bool = False) -> None:
    """Run the bot until SIGINT or SIGTERM; must be called in the main thread.

    Raises what `serve` does.
    """

    async def main() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        await serve(settings, engine, stop, webhook=webhook, reload=load_settings)

    asyncio.run(main())


async def serve(
    settings: Settings,
    engine: Answering,
    stop: asyncio.Event,
    *,
    edit_every_s: float = 2.0,
    budgets: Budgets | None = None,
    webhook: bool = False,
    reload: Callable[[], Settings] | None = None,
) -> None:
    """Run the bot in the current event loop until `stop` is set, then finish the questions at hand.

    What waits then is answered after the next start. Who may ask is read anew with `reload` while it runs.

    Raises:
        BotTokenMissing: no token is set.
        BotTokenRejected: the server does not know the token.
        BotRunsAlready: another process runs a bot over the same data folder.
        DataFolderUnusable: the data folder cannot be written.
        PortUnusable: it cannot listen where it is told to.
        WebhookRefused: Telegram does not take the address of the webhook.
    """
    if settings.telegram_bot_token is None:
        raise BotTokenMissing("no bot token: set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you")
    secrets = [settings.telegram_bot_token.get_secret_value(), webhook_secret(settings)]
    if settings.database_url is not None:
        secrets += passwords_in(settings.database_url.get_secret_value())
    # A database lets many bots in.
    alone = occupied(settings.data_dir) if settings.database_url is None else nullcontext()
    with redacted_logs(*secrets), alone:
        bot = build_application(settings, engine, edit_every_s=edit_every_s, budgets=budgets)
        monitoring = Monitoring(bot.metrics, bot.readiness, engine)
        stopped = asyncio.create_task(stop.wait())
        rejected = asyncio.create_task(bot.rejected.wait())
        following = _Following(bot, engine, reload)
        access = asyncio.create_task(every(_REFRESH_EVERY_S, following.access, first_s=_REFRESH_EVERY_S))
        try:
            async with monitoring.on_loopback(settings.metrics_port):
                is_open = await _unless({stopped}, bot.inbox.open())
                if is_open and await _connect(bot.application, stop, bot.rejected):
                    parts = (bot.application, bot.inbox, bot.readiness, bot.presence)
                    hook = Webhook(*parts, settings, monitoring.probes(), _UPDATES) if webhook else None
                    await _serve_connected(bot, following, settings, {stopped, rejected}, hook)
        finally:
            stopped.cancel()
            rejected.cancel()
            access.cancel()
            bot.worker.close()
            await bot.order.abandon()
            await bot.inbox.give_up(idle=False)
            await bot.presence.stop()
            await bot.application.shutdown()
            await bot.application.bot.shutdown()
            bot.inbox.close()
            bot.records.close()
    if bot.rejected.is_set():
        raise BotTokenRejected(_REJECTED)


async def _unless(ends: set[asyncio.Task[bool]], work: Coroutine[Any, Any, None]) -> bool:
    """Wait for something that may take long; False when the bot is to end meanwhile."""
    task = asyncio.create_task(work)
    await asyncio.wait({task, *ends}, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        task.result()
        return True
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return False


async def _connect(application: TelegramApplication, stop: asyncio.Event, rejected: asyncio.Event) -> bool:
    """Reach the server, however long it takes; False when told to stop, or when it rejects the token twice running."""
    pause_s, refusals = 1.0, 0
    while not stop.is_set():
        try:
            await application.initialize()
        except TelegramError as error:
            refusals = refusals + 1 if isinstance(error, InvalidToken) else 0
            if refusals > 1:
                rejected.set()
                return False
            wait_s = _seconds(error.retry_after) if isinstance(error, RetryAfter) else pause_s
            _LOG.warning("Telegram cannot be reached (%s); trying again in %.0f s", error, wait_s)
            if not await is_set_within(stop, wait_s):
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
        else:
            return True
    return False


def _seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else wait


async def _serve_connected(
    bot: BuiltBot, following: _Following, settings: Settings, ends: set[asyncio.Task[bool]], webhook: Webhook | None
) -> None:
    application = bot.application
    if not await _unless(ends, bot.presence.start()):
        return
    by_the_clock = [
        _publish_menu(bot),
        every(_REFRESH_EVERY_S, following.snapshots, first_s=_REFRESH_EVERY_S),
        every(_EXAMPLES_EVERY_S, bot.examples.look),
        every(_FORGET_EVERY_S, partial(_forget, bot, settings.keep_days)),
        bot.inbox.take(partial(_hand_on, application)),
        *bot.upkeep.by_the_clock(),
    ]
    side_tasks = [asyncio.create_task(each) for each in by_the_clock]
    try:
        await application.start()
        for update in await bot.inbox.left_over(application.bot):
            await application.update_queue.put(update)
        receiving = asyncio.create_task(_receive(bot, webhook))
        side_tasks.append(receiving)
        await asyncio.wait({receiving, *ends}, return_when=asyncio.FIRST_COMPLETED)
        if receiving.done():
            receiving.result()
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        bot.readiness.stopping()
        _LOG.info("stopping: finishing the questions at hand")
    except InvalidToken:
        bot.rejected.set()
    finally:
        for task in side_tasks:
            task.cancel()
        await asyncio.gather(*side_tasks, return_exceptions=True)
        bot.builds.close()
        await bot.inbox.give_up(idle=True)
        await _drain(bot)


async def _hand_on(application: TelegramApplication, raw: dict[str, Any]) -> None:
    await application.update_queue.put(Update.de_json(raw, application.bot))


async def _publish_menu(bot: BuiltBot) -> None:
    await bot.presence.until(leads=True)
    await bot.menu.publish(bot.policy.admin_ids)


async def _receive(bot: BuiltBot, webhook: Webhook | None) -> None:
    """Receive updates until cancelled.

    Raises:
        InvalidToken: the server does not know the token, as it says twice.
        PortUnusable, WebhookRefused: see `serve`.
    """
    while True:
        try:
            await (webhook.run() if webhook else poll(bot.application, _UPDATES, bot.presence))
        except InvalidToken as error:
            _LOG.warning("Telegram cannot be reached (%s); asking again whether it knows the bot", error)
            await asyncio.sleep(_ASK_AGAIN_S)
            try:
                await bot.application.bot.get_me()
            except TelegramError as second:
                if isinstance(second, InvalidToken):
                    raise
        else:
            return


async def _drain(bot: BuiltBot) -> None:
    """Stop fetching, let what has begun finish, for a few seconds at most, and leave the rest to the journal."""
    application = bot.application
    bot.attempts.stop()
    try:
        async with asyncio.timeout(_DRAIN_S):
            if application.updater is not None and application.updater.running:
                with suppress(InvalidToken):
                    await application.updater.stop()
            bot.presence.retire()
            if application.running:
                await application.stop()
    except TimeoutError:
        _LOG.warning("stopped with work unfinished after %.0f s", _DRAIN_S)
    finally:
        bot.worker.close()
        bot.outbox.stop()


class _Following:
    """Takes over what changes outside the process: the newest snapshot, and who may ask; complains once of each."""

    def __init__(self, bot: BuiltBot, engine: Answering, reload: Callable[[], Settings] | None) -> None:
        self._bot = bot
        self._engine = engine
        self._reload = reload
        self._complaints = {"snapshot": "", "settings": ""}

    async def snapshots(self) -> None:
        """Serve what other processes publish; a snapshot that cannot be served leaves the present one."""
        try:
            if await in_thread(self._engine.refresh, name="refresh"):
                _LOG.info("serving a snapshot that another process published")
        except Exception as error:
            self._complain("snapshot", "the newest snapshot cannot be served, the present one stays", error)
        else:
            self._complaints["snapshot"] = ""

    async def access(self) -> None:
        """Take over who may ask and who administers; settings that are wrong leave the present ones."""
        if self._reload is None:
            return
        policy = self._bot.policy
        try:
            fresh = await in_thread(self._reload, name="settings")
        except Exception as error:
            self._complain("settings", "the settings cannot be read anew, the present ones stay", error)
            return
        rules = (fresh.access, fresh.allowed_ids, fresh.admin_ids)
        if rules != (policy.access, policy.allowed_ids, policy.admin_ids):
            policy.access, policy.allowed_ids, policy.admin_ids = rules
            _LOG.info("who may ask has changed: access %s, %d on the list", policy.access, len(policy.allowed_ids))
            if self._bot.presence.leads:
                await self._bot.menu.follow(policy.admin_ids)

    def _complain(self, subject: str, what: str, error: Exception) -> None:
        if str(error) != self._complaints[subject]:
            self._complaints[subject] = str(error)
            _LOG.warning("%s: %s", what, error)


async def _forget(bot: BuiltBot, days: int) -> None:
    """Remove what is too old; of several bots, one does."""
    if not bot.presence.leads:
        return
    began = time.monotonic()
    while await bot.records.apart(bot.records.forget_before, days):
        # Whoever asks uses the same file and the same processor.
        await asyncio.sleep(_FORGET_PAUSES * (time.monotonic() - began))
        began = time.monotonic()
    await bot.records.apart(bot.records.database.overwrite_removed)
    await bot.inbox.forget_old(days)
