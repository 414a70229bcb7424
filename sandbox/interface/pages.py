"""Serves the chat page and tells it what happens, as server-sent events."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from importlib.resources import files

from aiohttp import web

from sandbox.world.events import Events

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_KEEP_ALIVE_S = 15.0


class Pages:
    """The page's files, and its stream of events."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._closing = asyncio.Event()
        folder = files("sandbox") / "page"
        self._files = {
            each.name: each.read_bytes() for each in folder.iterdir() if each.name.rpartition(".")[2] in _TYPES
        }

    def routes(self) -> list[web.RouteDef]:
        """Return what to add to the server."""
        return [
            web.get("/", self.page),
            web.get("/page/{name}", self.page),
            web.get("/favicon.ico", self.page),
            web.get("/sandbox/events", self.events),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """Return a file of the page."""
        name = "icon.svg" if request.path == "/favicon.ico" else request.match_info.get("name", "index.html")
        if name not in self._files:
            raise web.HTTPNotFound
        kind = _TYPES[name.rpartition(".")[2]]
        return web.Response(body=self._files[name], content_type=kind, charset="utf-8")

    async def close(self) -> None:
        """End all streams."""
        self._closing.set()

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Tell what happens until the page leaves or the server stops."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        closing = asyncio.create_task(self._closing.wait())
        try:
            with self._events.listening() as queue, suppress(ConnectionError):
                await response.prepare(request)
                await response.write(b": here\n\n")
                while not closing.done():
                    told = asyncio.create_task(queue.get())
                    await asyncio.wait({told, closing}, timeout=_KEEP_ALIVE_S, return_when=asyncio.FIRST_COMPLETED)
                    if told.done():
                        await response.write(f"data: {told.result()}\n\n".encode())
                    else:
                        told.cancel()
                        await response.write(b": still here\n\n")
        finally:
            closing.cancel()
        return response
