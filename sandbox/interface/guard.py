"""Keeps other web sites out: looks at Host, Origin and Sec-Fetch-Site, and turns errors of the interface into JSON.

A page of another site could otherwise write here through the browser of whoever runs this, also by a name that
resolves to this machine (DNS rebinding).
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.errors import Refusal, WrongRequest

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """The server's only middleware."""

    def __init__(self, host: str) -> None:
        self._host = host.lower()

    def middleware(self) -> Middleware:
        """Return what aiohttp takes."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self._is_ours(request):
                return web.json_response({"error": "requests from other web sites are refused"}, status=403)
            try:
                response = await handler(request)
            except (WrongRequest, Refusal) as problem:
                response = web.json_response({"error": str(problem)}, status=400)
            except web.HTTPException as problem:
                if problem.status < 400:
                    raise
                error = {"ok": False, "error_code": problem.status, "description": problem.reason}
                response = web.json_response(error, status=problem.status)
            if not response.prepared:
                response.headers.update(_HEADERS)
            return response

        return guarded

    def _is_ours(self, request: web.Request) -> bool:
        if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return False
        try:
            host = urlsplit(f"//{request.host}").hostname or ""
            origin = request.headers.get("Origin")
            same = origin is None or urlsplit(origin).netloc.lower() == request.host.lower()
        except ValueError:
            return False
        return same and (host in ("localhost", self._host) or _is_address(host))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
