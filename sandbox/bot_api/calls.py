"""The Bot API methods that are known, by name, and what each may be given. The methods register themselves here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.bot_api.budgets import Spending
from sandbox.bot_api.parameters import Parameters
from sandbox.bot_api.webhooks import Webhook
from sandbox.rules import Rules
from sandbox.world.menu import Menu
from sandbox.world.queries import Queries
from sandbox.world.state import World
from sandbox.world.updates import Updates


@dataclass
class State:
    """All that a method works on."""

    world: World
    updates: Updates
    queries: Queries
    menu: Menu
    spending: Spending
    webhook: Webhook
    rules: Rules = field(default_factory=Rules)


Function = Callable[[State, Parameters], Awaitable[Any]]


@dataclass(frozen=True)
class Method:
    """One method: its name as Telegram writes it, what it takes, and what does it."""

    name: str
    known: frozenset[str]
    function: Function


METHODS: dict[str, Method] = {}


def method(name: str, *known: str) -> Callable[[Function], Function]:
    """Register a method with the names of its parameters; like Telegram's, its name has no case."""

    def register(function: Function) -> Function:
        METHODS[name.lower()] = Method(name, frozenset(known), function)
        return function

    return register
