"""Every error that `sandbox` raises on purpose.

SandboxError
├── Refusal         a Bot API call that Telegram refuses too; becomes its JSON answer
├── WrongRequest    a request to the script interface that is not as documented
├── PortTaken       the address to listen at is in use or not ours
└── BotDied         the bot's process ended on its own
"""

from __future__ import annotations

from typing import Any


class SandboxError(Exception):
    """Base of all errors of this package; its text says what was expected."""


class Refusal(SandboxError):
    """A Bot API call that is refused, in Telegram's words.

    Attributes:
        code: HTTP status, also `error_code` of the answer.
        parameters: `ResponseParameters`, such as `retry_after` in seconds.
    """

    def __init__(self, description: str, code: int = 400, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.description = description
        self.code = code
        self.parameters = parameters


class WrongRequest(SandboxError):
    """A request to the script interface that is not as documented."""


class PortTaken(SandboxError):
    """The address to listen at is in use or not ours."""


class BotDied(SandboxError):
    """The bot's process ended on its own.

    Attributes:
        code: its exit code; negative when a signal ended it.
    """

    def __init__(self, code: int) -> None:
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        super().__init__(f"the bot has ended on its own ({how}); what it said last stands above")
        self.code = code
