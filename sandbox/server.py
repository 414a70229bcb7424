"""Puts the server together: state, Bot API, interface, page."""

from __future__ import annotations

import secrets
from types import TracebackType

from aiohttp import web

from sandbox.bot_api.budgets import Spending
from sandbox.bot_api.calls import State
from sandbox.bot_api.endpoint import BotApi
from sandbox.bot_api.faults import Faults
from sandbox.bot_api.webhooks import Webhook
from sandbox.errors import PortTaken
from sandbox.interface.guard import Guard
from sandbox.interface.pages import Pages
from sandbox.interface.scripts import Interface
from sandbox.rules import FILE_BYTES, Rules
from sandbox.world.menu import Menu
from sandbox.world.people import People
from sandbox.world.queries import Queries
from sandbox.world.state import World
from sandbox.world.updates import Updates

BOT_ID = 7000000001
USERNAME = "tanya_sandbox_bot"
_REQUEST_BYTES = FILE_BYTES + 2 * 1024 * 1024


def new_token() -> str:
    """Return a token that looks like Telegram's."""
    return f"{BOT_ID}:{secrets.token_urlsafe(26)[:35]}"


class Sandbox:
    """A running server, for as long as the `async with` block runs.

    Attributes:
        token: the one token that it knows.
        address: where the page and the Bot API are, without a trailing slash.
        state: all that it remembers.
        people: those who write to the bot.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0, *, rules: Rules | None = None) -> None:
        rules = rules or Rules()
        self.token = new_token()
        self.address = ""
        bot = {"id": BOT_ID, "is_bot": True, "first_name": "Tanya", "username": USERNAME}
        updates = Updates()
        queries, spending = Queries(rules.query_lifetime_s), Spending(rules.budgets)
        webhook = Webhook(updates, rules.webhook_pause_s)
        self.state = State(World(bot), updates, queries, Menu(), spending, webhook, rules)
        self.people = People(self.state.world, updates, queries)
        self._host, self._port = host, port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Sandbox:
        """Begin to listen.

        Raises:
            PortTaken: somebody else listens there, or the address is not this machine's.
        """
        world, faults = self.state.world, Faults()
        pages = Pages(world.events)
        app = web.Application(middlewares=[Guard(self._host).middleware()], client_max_size=_REQUEST_BYTES)
        app.add_routes(BotApi(self.state, faults, self.token).routes())
        app.add_routes(Interface(self.state, self.people, faults).routes())
        app.add_routes(pages.routes())

        async def close(_app: web.Application) -> None:
            await pages.close()

        app.on_shutdown.append(close)
        # A poll that was broken off must end at once, or the next one would be told of a conflict.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1, handler_cancellation=True)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise PortTaken(
                f"cannot listen at {self._host}, port {self._port}: {error.strerror}; choose others with --host, --port"
            ) from error
        port = self._runner.addresses[0][1]
        shown = f"[{self._host}]" if ":" in self._host else self._host
        self.address = f"http://{shown}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        await self.state.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()
