"""The bot's own HTTP server on loopback: figures for Prometheus, and whether it lives and is ready.

/metrics   what `bot.monitoring.metrics` counts
/healthz   200 as long as the event loop turns
/readyz    200 while updates come in and there is an index to answer from, else 503 with the reasons
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.answering import Answering
from bot.concurrency import Threads
from bot.errors import PortUnusable
from bot.monitoring.metrics import Metrics
from bot.storage.protocols import Presence
from index import TanyaIndexError

LOOPBACK = "127.0.0.1"
# A poll takes 10 s, and after a failure the next one comes within 30 s.
_FETCHED_WITHIN_S = 90.0
# Of the figures and readiness that are looked up, however many ask.
_AT_ONCE = 2


class Readiness:
    """Whether updates come in, and can be written down."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._fetched: float | None = None
        self._is_pushed = False
        self._stopping = False

    def fetched(self) -> None:
        """Note that the server has just answered a poll."""
        self._fetched = time.monotonic()

    def pushed(self) -> None:
        """Note that the server sends updates to a webhook from now on."""
        self._is_pushed = True

    def stopping(self) -> None:
        """Note that the bot finishes what it has, and takes nothing new."""
        self._stopping = True

    def problems(self) -> list[str]:
        """Return why updates do not come in; nothing when they do."""
        if self._stopping:
            return ["the bot is stopping"]
        problems = self._presence.problems()
        if self._is_pushed or not self._presence.leads:
            return problems
        if self._fetched is None:
            return [*problems, "Telegram has not been reached yet"]
        ago = time.monotonic() - self._fetched
        return [*problems, f"no updates could be fetched for {ago:.0f} s"] if ago > _FETCHED_WITHIN_S else problems


class Monitoring:
    """Answers the three addresses."""

    def __init__(self, metrics: Metrics, readiness: Readiness, engine: Answering) -> None:
        self._metrics = metrics
        self._readiness = readiness
        self._engine = engine
        self._threads = Threads(_AT_ONCE)

    def probes(self) -> list[web.RouteDef]:
        """Return the routes of the two probes, which tell nothing that a stranger may not know."""
        return [web.get("/healthz", self._healthz), web.get("/readyz", self._readyz)]

    def routes(self) -> list[web.RouteDef]:
        """Return all routes."""
        return [web.get("/metrics", self._text), *self.probes()]

    @asynccontextmanager
    async def on_loopback(self, port: int) -> AsyncIterator[None]:
        """Serve all routes on this machine alone in this block; nothing for port 0.

        Raises:
            PortUnusable: the port is taken.
        """
        if not port:
            yield
            return
        async with listening(self.routes(), LOOPBACK, port, "TANYA_METRICS_PORT"):
            yield

    async def _text(self, _request: web.Request) -> web.Response:
        text = await self._threads.run(self._metrics.text, name="metrics")
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _healthz(self, _request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _readyz(self, _request: web.Request) -> web.Response:
        problems = self._readiness.problems()
        try:
            await self._threads.run(self._engine.snapshot_name, name="readiness")
        except TanyaIndexError:
            problems.append("there is no index to answer from")
        return web.json_response({"ready": not problems, "problems": problems}, status=503 if problems else 200)


@asynccontextmanager
async def listening(routes: list[web.RouteDef], host: str, port: int, variable: str) -> AsyncIterator[int]:
    """Serve routes in this block; yields the port, which is any that is free for 0.

    Raises:
        PortUnusable: it cannot listen there; the error names the setting that the port comes from, `variable`.
    """
    app = web.Application(client_max_size=1024 * 1024)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise PortUnusable(
                f"cannot listen at {host}, port {port} ({error.strerror or error}); set {variable} to another"
            ) from None
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
