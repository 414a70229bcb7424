"""Which rooms of the bot may import which: the floors of the house, from the ground up.

A module that stands in no room is a room of its own. Whatever a room needs of one above it is handed in.
"""

from __future__ import annotations

# Needed everywhere, and needing nothing of the bot but the errors.
GROUND = {"bot.errors", "bot.ticket", "bot.concurrency", "bot.clock", "bot.answering"}
_TEXTS = GROUND | {"bot.storage", "bot.messages"}
_SENDING = _TEXTS | {"bot.monitoring", "bot.sending"}
_ASKING = _SENDING | {"bot.access", "bot.asking"}
_COMMANDS = _ASKING | {"bot.commands"}
_HANDLERS = _COMMANDS | {"bot.commands.admin", "bot.conversation", "bot.receiving"}

ROOMS: dict[str, set[str]] = {
    "bot.errors": set(),
    "bot.ticket": {"bot.errors"},
    "bot.concurrency": {"bot.errors"},
    "bot.clock": set(),
    "bot.answering": set(),
    "bot.storage": GROUND,
    "bot.messages": GROUND | {"bot.storage"},
    "bot.monitoring": GROUND,
    "bot.receiving": GROUND | {"bot.storage", "bot.monitoring"},
    "bot.sending": _TEXTS | {"bot.monitoring"},
    "bot.access": _SENDING,
    "bot.asking": _SENDING,
    "bot.conversation": _ASKING,
    "bot.commands": _ASKING,
    "bot.commands.admin": _COMMANDS,
    "bot.application": _HANDLERS,
    "bot.running": _HANDLERS | {"bot.application"},
    "bot": GROUND | {"bot.application", "bot.running"},
}
# Rooms with more than ten modules, and why.
LARGE: dict[str, str] = {}
MOST_MODULES = 10
