"""The Bot API over HTTP: finds the method, reads its parameters, answers as Telegram does, goes wrong when told to."""

from __future__ import annotations

import asyncio
import copy
import hmac
import logging
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

import sandbox.bot_api.answering
import sandbox.bot_api.profile
import sandbox.bot_api.sending  # noqa: F401 - the three register their methods
from sandbox.bot_api.calls import METHODS, State
from sandbox.bot_api.faults import Fault, Faults, Planned
from sandbox.bot_api.parameters import Parameters
from sandbox.errors import Refusal

_LOG = logging.getLogger(__name__)
_HTML = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center><hr>nginx</body></html>"


class BotApi:
    """Serves `/bot<token>/<method>` and the bot's files."""

    def __init__(self, state: State, faults: Faults, token: str) -> None:
        self._state = state
        self._faults = faults
        self._token = token

    def routes(self) -> list[web.RouteDef]:
        """Return what to add to the server."""
        return [
            web.route("*", r"/bot{token:[^/]+}/{method}", self.call),
            web.get(r"/file/bot{token:[^/]+}/{file_id}", self.file),
        ]

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self._token.encode())

    async def file(self, request: web.Request) -> web.Response:
        """Return a file that was sent."""
        found = self._state.world.files.get(request.match_info["file_id"])
        if not self._knows(request.match_info["token"]) or found is None:
            return _refused(Refusal("Not Found", 404))
        return web.Response(body=found[1])

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        name = request.match_info["method"]
        if not self._knows(request.match_info["token"]):
            return _refused(Refusal("Unauthorized", 401))
        if (fault := self._faults.take(name)) and (response := await _gone_wrong(request, fault)):
            return response
        method = METHODS.get(name.lower())
        if method is None:
            return _refused(Refusal(f"Not Found: the sandbox does not know the method {name}", 404))
        try:
            given = await _parameters(request)
            given.only(method.name, method.known)
            result = await method.function(self._state, given)
        except Refusal as refusal:
            _LOG.debug("%s refused: %s", name, refusal)
            return _refused(refusal)
        if method.name == "getUpdates" and result and (fault := self._faults.take_of_updates()):
            result = _spoilt(result, fault)
        return web.json_response({"ok": True, "result": result})


async def _parameters(request: web.Request) -> Parameters:
    given = Parameters(dict(request.query))
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise Refusal("Bad Request: can't parse request body as a JSON Object")
        given.values.update(body)
        return given
    for name, value in (await request.post()).items():
        if isinstance(value, FileField):
            given.files[name] = (value.filename, value.file.read())
        else:
            given.values[name] = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
    return given


def _refused(refusal: Refusal) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.code)


async def _gone_wrong(request: web.Request, fault: Planned) -> web.Response | None:
    """Return the answer that a fault makes, or None when the call goes on after it."""
    if fault.kind is Fault.FLOOD:
        wait = fault.retry_after
        return _refused(Refusal(f"Too Many Requests: retry after {wait}", 429, {"retry_after": wait}))
    if fault.kind is Fault.SERVER_ERROR:
        return _refused(Refusal("Internal Server Error", fault.status))
    if fault.kind is Fault.HTML:
        title = f"{fault.status} Bad Gateway"
        return web.Response(text=_HTML.format(title), content_type="text/html", status=fault.status)
    if fault.kind is Fault.STALL:
        await asyncio.sleep(fault.seconds)
        return None
    if fault.kind is Fault.CUT:
        return web.Response(text='{"ok": true, "result": {"mess', content_type="application/json")
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _spoilt(updates: list[dict[str, Any]], fault: Planned) -> list[dict[str, Any]]:
    if fault.kind is Fault.DUPLICATE_UPDATES:
        return [each for update in updates for each in (update, update)]
    spoilt = copy.deepcopy(updates)
    for update in spoilt:
        for kind in update.keys() - {"update_id"}:
            update[kind] = {"message_id": "not a number", "id": None}
    return spoilt
