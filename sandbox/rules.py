"""What the server is strict about, as numbers. Source: https://core.telegram.org/bots/api and /bots/faq."""

from __future__ import annotations

from dataclasses import dataclass, field

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
ENTITIES = 100
CALLBACK_DATA_BYTES = 64
CALLBACK_ANSWER_UNITS = 200
BUTTONS = 100
INLINE_QUERY_UNITS = 256
INLINE_RESULTS = 50
FILE_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class Budget:
    """How many messages fit: `burst` at once, then `per_second`."""

    burst: float
    per_second: float


@dataclass(frozen=True)
class Budgets:
    """Message budgets; Telegram tolerates short bursts in a chat, and so does this."""

    private_chat: Budget = field(default_factory=lambda: Budget(20, 1))
    group: Budget = field(default_factory=lambda: Budget(20, 20 / 60))
    overall: Budget = field(default_factory=lambda: Budget(30, 30))


@dataclass(frozen=True)
class Rules:
    """Settings of the server.

    Attributes:
        budgets: message budgets, or None for no limit.
        query_lifetime_s: how long a button's or inline query may be answered.
        webhook_pause_s: before an update is delivered to a webhook again; doubles each time.
    """

    budgets: Budgets | None = field(default_factory=Budgets)
    query_lifetime_s: float = 60.0
    webhook_pause_s: float = 1.0
