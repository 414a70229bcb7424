"""Every error that `bot` raises on purpose.

BotError
├── BotTokenMissing     no token is set
├── BotTokenRejected    the Bot API server does not know the token
├── BotRunsAlready      another process runs a bot over the same data folder
├── DataFolderUnusable  the data folder cannot be written
├── PortUnusable        the bot cannot listen where it is told to
├── QueueFull           as many questions wait as may wait
├── TookTooLong         a question was not answered in time
├── QuestionDropped     a question was dropped before it was answered, since nobody wants it any more
├── RecordsUnusable     what the bot keeps cannot be read or written
│   ├── RecordsAway     the database cannot be reached now
│   └── RecordsTaken    another bot keeps things where they are to be moved to
├── BuildRunning        the bot builds already
├── BuildStopped        a build was given up, because somebody or the end of the bot stopped it
├── BotStopping         a question was left for the next start because the bot is stopping
│   └── ChatHandedOn    a question was left to another bot
├── WebhookRefused      Telegram does not take the address of the webhook
└── UnknownPhrase       a text that no catalogue has
"""

from __future__ import annotations

from enum import StrEnum


class BotError(Exception):
    """Base of all errors of this package; its text says what to do and never holds the token."""


class BotTokenMissing(BotError):
    """No token is set."""


class BotTokenRejected(BotError):
    """The Bot API server does not know the token."""


class BotRunsAlready(BotError):
    """Another process runs a bot over the same data folder."""


class DataFolderUnusable(BotError):
    """The data folder cannot be written."""


class PortUnusable(BotError):
    """The bot cannot listen where it is told to."""


class QueueFull(BotError):
    """As many questions wait as may wait.

    Attributes:
        waiting: how many.
    """

    def __init__(self, message: str, waiting: int) -> None:
        super().__init__(message)
        self.waiting = waiting


class TookTooLong(BotError):
    """A question was not answered in time."""


class QuestionDropped(BotError):
    """A question was dropped before it was answered, since nobody wants it any more."""


class RecordsUnusable(BotError):
    """What the bot keeps cannot be read or written.

    Attributes:
        is_full: there is no room for it; nothing else is wrong.
    """

    def __init__(self, message: str, *, is_full: bool = False) -> None:
        super().__init__(message)
        self.is_full = is_full


class RecordsAway(RecordsUnusable):
    """The database in which the bot keeps things cannot be reached now; it is asked again by itself."""


class RecordsTaken(RecordsUnusable):
    """Another bot keeps things where what a bot keeps is to be moved to."""


class BuildRunning(BotError):
    """The bot builds already."""


class StopReason(StrEnum):
    """Why a build is to stop; the value is the text that says so."""

    CANCELLED = "reindex-cancelled"
    SHUTTING_DOWN = "reindex-stopped"


class BuildStopped(BotError):
    """A build was given up; what was served before still is."""

    def __init__(self, reason: StopReason) -> None:
        super().__init__(f"the build was stopped: {reason.name.lower().replace('_', ' ')}")
        self.reason = reason


class BotStopping(BotError):
    """A question was left for the next start because the bot is stopping."""


class ChatHandedOn(BotStopping):
    """A question was left to another bot, which has its chat by now, or nobody wants an answer any more."""


class WebhookRefused(BotError):
    """Telegram does not take the address of the webhook."""


class UnknownPhrase(BotError):
    """A text that no catalogue has."""
