"""Telegram in, Telegram out: conversations, messages, buttons and administration.

Knows nothing of how articles are stored or read: it asks whatever satisfies `Answering`.
"""

import os

# python-telegram-bot's durations are timedeltas; without this it warns at every "retry after".
os.environ.setdefault("PTB_TIMEDELTA", "1")

from bot.answering import Answering
from bot.application import build_application
from bot.errors import (
    BotError,
    BotRunsAlready,
    BotTokenMissing,
    BotTokenRejected,
    DataFolderUnusable,
    PortUnusable,
    WebhookRefused,
)
from bot.running import run_bot, serve

__all__ = [
    "Answering",
    "BotError",
    "BotRunsAlready",
    "BotTokenMissing",
    "BotTokenRejected",
    "DataFolderUnusable",
    "PortUnusable",
    "WebhookRefused",
    "build_application",
    "run_bot",
    "serve",
]
