"""Puts the bot together: client, order of updates, handlers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from telegram.ext import Application, ApplicationBuilder, ContextTypes

from bot.access.administration import Administration
from bot.access.gate import Entrance
from bot.access.policy import AccessPolicy
from bot.answering import Answering
from bot.asking.asking import Asking
from bot.asking.dialogues import Dialogues
from bot.asking.rate_limit import RateLimit
from bot.asking.reply_memory import ReplyMemory
from bot.asking.worker import Worker
from bot.commands.admin.add_remove import AddRemove
from bot.commands.admin.alerts import Alerts
from bot.commands.admin.building.board import BuildBoard
from bot.commands.admin.building.builds import Builds
from bot.commands.admin.documents import Documents
from bot.commands.admin.invite import InviteCommand
from bot.commands.admin.stats import StatsCommand
from bot.commands.admin.status import StatusCommand
from bot.commands.admin.upkeep import Upkeep
from bot.commands.examples import ExamplePresses, Examples
from bot.commands.forget import ForgetCommand
from bot.commands.language import LanguageChoice
from bot.commands.menu import Menu
from bot.commands.paging import AnswerButtons
from bot.commands.rating import RatingButtons
from bot.commands.registry import AdministratorCommand, Command, Registry
from bot.commands.sources import SourcesCommand
from bot.concurrency import Threads
from bot.conversation.conversation import Conversation
from bot.conversation.failure_report import FailureReport
from bot.conversation.inline import Inline
from bot.conversation.membership import Membership
from bot.conversation.overflow import Overflow
from bot.errors import BotTokenMissing
from bot.messages.catalogue import Catalogue, bundled_catalogue
from bot.messages.languages import Languages
from bot.monitoring.metrics import Metrics
from bot.monitoring.observed import ObservedApplication
from bot.monitoring.probes import Readiness
from bot.receiving.attempts import Attempts
from bot.receiving.chat_order import ChatOrder
from bot.receiving.inbox import Inbox
from bot.receiving.polling import PollingRequest
from bot.receiving.shared_inbox import SharedInbox
from bot.sending.budgets import Budgets
from bot.sending.client import DiscreetBot, connect
from bot.sending.outbox import Outbox
from bot.sending.quoting import LatestMessages
from bot.storage.invitations import Invitations
from bot.storage.opening import Storage, open_storage
from bot.storage.protocols import Presence
from bot.storage.records import Records
from tanya.settings import Settings

# Of what readers look up besides answers: what is indexed, and what they rate.
_LOOK_UPS_AT_ONCE = 2

TelegramApplication = Application[DiscreetBot, ContextTypes.DEFAULT_TYPE, dict[Any, Any], dict[Any, Any], Any, None]


@dataclass(frozen=True)
class BuiltBot:
    """A bot that is put together but not started.

    Attributes:
        application: python-telegram-bot's application.
        worker: where questions are answered.
        builds: what builds the index.
        upkeep: what is done by the clock.
        registry: the commands.
        menu: the menu that lists them.
        catalogue: the texts.
        records: what the bot keeps.
        policy: who may ask.
        inbox: the way in for updates.
        presence: which bots there are.
        outbox: the way out for messages.
        order: the order in which updates are handled.
        attempts: how often they are.
        examples: the questions that are offered.
        metrics: what is counted.
        readiness: whether updates come in.
        rejected: set when the server stops knowing the token.
    """

    application: TelegramApplication
    worker: Worker
    builds: Builds
    upkeep: Upkeep
    registry: Registry
    menu: Menu
    catalogue: Catalogue
    records: Records
    policy: AccessPolicy
    inbox: Inbox
    presence: Presence
    outbox: Outbox
    order: ChatOrder
    attempts: Attempts
    examples: Examples
    metrics: Metrics
    readiness: Readiness
    rejected: asyncio.Event


def build_application(
    settings: Settings, engine: Answering, *, edit_every_s: float = 2.0, budgets: Budgets | None = None
) -> BuiltBot:
    """Put a bot together; connects to nothing.

    A progress message is edited no sooner than after `edit_every_s`; sent is what `budgets` allow, or Telegram where
    None.

    Raises:
        BotTokenMissing: no token is set.
    """
    if settings.telegram_bot_token is None:
        raise BotTokenMissing("no bot token: set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you")
    rejected = asyncio.Event()
    catalogue = bundled_catalogue()
    memory, dialogues = ReplyMemory(), Dialogues()
    storage = open_storage(settings)
    records, presence = storage.records, storage.presence
    languages = Languages(catalogue, records)
    worker = Worker(queue_limit=settings.question_queue, timeout_s=settings.question_timeout_s)
    invitations = Invitations(records.database)
    policy = AccessPolicy(
        settings.access, settings.allowed_ids, settings.admin_ids, invitations.knows, records.moved_from
    )
    metrics, readiness = Metrics(engine), Readiness(presence)
    metrics.watch_queue(worker.waiting, settings.question_queue)
    rate_limit = RateLimit(settings.questions_per_minute, settings.group_questions_per_minute)
    threads = Threads(_LOOK_UPS_AT_ONCE)
    examples = Examples(engine, worker, languages, settings.min_confidence)
    asking = Asking(
        *(engine, worker, languages, memory, dialogues, records),
        metrics=metrics,
        rate_limit=rate_limit,
        threads=threads,
        min_confidence=settings.min_confidence,
        examples=examples.keyboard,
    )
    conversation = Conversation(asking, examples.keyboard, languages, policy)
    administration = Administration(policy, languages, conversation.reject_command)
    builds = Builds()
    board = BuildBoard(engine, builds, administration, edit_every_s=edit_every_s)
    add_remove = AddRemove(engine, administration, board, memory, records)
    documents = Documents(engine, administration, board, settings.data_dir)
    stats = StatsCommand(records, administration)
    sources, language = SourcesCommand(engine, languages, threads, dialogues), LanguageChoice(languages)

    def watch(method: str, error: str | None) -> None:
        metrics.called(method, error)
        if method == "getUpdates" and error is None:
            readiness.fetched()

    latest = LatestMessages()
    inbox = _inbox(storage, worker, latest)
    status = StatusCommand(
        *(engine, worker, builds),
        refresh_hours=settings.refresh_hours,
        presence=presence,
        unfinished=inbox.unfinished,
    )
    forget = ForgetCommand(asking, inbox.forget_person)
    membership = Membership(asking, policy, languages, inbox.drop_chat)
    outbox = Outbox(
        budgets or Budgets(),
        note_answered=inbox.finish,
        note_refused=membership.gone,
        note_moved=membership.moved,
        latest=latest,
    )
    registry = Registry(
        [
            Command("ask", "command-ask", conversation.ask),
            Command("latest", "command-latest", sources.latest),
            Command("sources", "command-sources", sources.sources),
            Command("help", "command-help", conversation.help),
            Command("language", "command-language", language.command),
            Command("forget", "command-forget", forget.command),
            Command("start", "command-start", conversation.start),
        ],
        [
            AdministratorCommand("status", "command-status", status.command),
            AdministratorCommand("stats", "command-stats", stats.command),
            AdministratorCommand("reindex", "command-reindex", board.reindex, in_background=True),
            AdministratorCommand("add", "command-add", add_remove.add, in_background=True),
            AdministratorCommand("remove", "command-remove", add_remove.remove),
            AdministratorCommand("invite", "command-invite", InviteCommand(policy, invitations).invite),
        ],
        administration,
    )
    if isinstance(inbox, SharedInbox):
        _follow_others(inbox, presence, outbox, asking)
    token = settings.telegram_bot_token.get_secret_value()
    bot = connect(token, settings.telegram_base_url, outbox, PollingRequest(inbox, rejected, watch), watch)
    overflow = Overflow(languages, limit=settings.waiting_per_chat, commands=registry.names)
    order = ChatOrder(inbox, backlog=settings.waiting_per_chat, overflow=overflow.tell, is_talk=overflow.is_talk)
    attempts = Attempts(inbox)
    builder = ApplicationBuilder().application_class(
        ObservedApplication, {"metrics": metrics, "handle": attempts.handle}
    )
    application = builder.bot(bot).job_queue(None).concurrent_updates(order).build()
    application.add_handlers(Entrance(policy, languages, invitations).handlers(), Entrance.GROUP)
    presses = ExamplePresses(examples, asking, policy, languages)
    buttons = (language, RatingButtons(engine, languages, records, threads, memory), presses, forget)
    administrators = (board, add_remove, documents, stats)
    others = (membership, Inline(asking, policy, languages), AnswerButtons(asking, policy, languages, records))
    rooms = (registry, *buttons, *administrators, *others, conversation)
    application.add_handlers([handler for room in rooms for handler in room.handlers()])
    alerts = Alerts(bot, languages, policy)
    upkeep = Upkeep(engine, builds, alerts, presence, refresh_hours=settings.refresh_hours)
    application.add_error_handler(FailureReport(languages).handle)
    return BuiltBot(
        application=application,
        worker=worker,
        builds=builds,
        upkeep=upkeep,
        registry=registry,
        menu=Menu(bot, catalogue, registry, records),
        catalogue=catalogue,
        records=records,
        policy=policy,
        inbox=inbox,
        presence=presence,
        outbox=outbox,
        order=order,
        attempts=attempts,
        examples=examples,
        metrics=metrics,
        readiness=readiness,
        rejected=rejected,
    )


def _inbox(storage: Storage, worker: Worker, latest: LatestMessages) -> Inbox:
    if storage.shared is None:
        return Inbox(storage.journal, note_message=latest.note)
    return SharedInbox(storage.shared, storage.presence, waiting=worker.in_turn, note_message=latest.note)


def _follow_others(inbox: SharedInbox, presence: Presence, outbox: Outbox, asking: Asking) -> None:
    """Do what other bots ask for, in the event loop."""

    def look() -> None:
        outbox.share(presence.living)
        inbox.wake()

    def forget(person: int) -> None:
        asking.forget(person)
        inbox.drop_erased()

    presence.follow(look, forget)
