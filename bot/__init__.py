"""Telegram in, Telegram out: conversations, messages, buttons and administration.

Knows nothing of how articles are stored or read: it asks whatever satisfies `Answering`.
"""

import os

# python-telegram-bot's durations are timedeltas; without this it warns at every "retry after".
os.environ.setdefault("PTB_TIMEDELTA", "1")

from bot.answering import Answering
from bot.application import build_application
from bot.asking.meaning import Meaning, Meanings, wanted_articles
from bot.asking.pleasantries import Pleasantry
from bot.concurrency import ended_within
from bot.errors import (
    BotError,
    BotRunsAlready,
    BotTokenMissing,
    BotTokenRejected,
    DataFolderUnusable,
    PortUnusable,
    RecordsTaken,
    RecordsUnusable,
    WebhookRefused,
)
from bot.messages.catalogue import bundled_catalogue
from bot.monitoring.redaction import Redactor
from bot.running import run_bot, serve
from bot.storage.copies import copy_database, databases_in, files_of_database, problem_of_database, replace_database
from bot.storage.data_folder_lock import is_occupied, occupied
from bot.storage.feedback_rows import evaluation_rows, unanswered_rows
from bot.storage.invitations import Invitations
from bot.storage.moving import move_storage, require_no_bot
from bot.storage.opening import open_records
from bot.storage.records import Rating

__all__ = [
    "Answering",
    "BotError",
    "BotRunsAlready",
    "BotTokenMissing",
    "BotTokenRejected",
    "DataFolderUnusable",
    "Invitations",
    "Meaning",
    "Meanings",
    "Pleasantry",
    "PortUnusable",
    "Rating",
    "RecordsTaken",
    "RecordsUnusable",
    "Redactor",
    "WebhookRefused",
    "build_application",
    "bundled_catalogue",
    "copy_database",
    "databases_in",
    "ended_within",
    "evaluation_rows",
    "files_of_database",
    "is_occupied",
    "move_storage",
    "occupied",
    "open_records",
    "problem_of_database",
    "replace_database",
    "require_no_bot",
    "run_bot",
    "serve",
    "unanswered_rows",
    "wanted_articles",
]
