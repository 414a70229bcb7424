"""A web site on loopback, of which a test says what each path answers, and which remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """What a path answers; `etag` is compared with what a request brings."""

    body: bytes | str = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    etag: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One request: its path and its headers, with names in lower case."""

    path: str
    headers: dict[str, str]


Handler = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """Serves `pages` until it is closed; a path without one is 404, and a callable does what it likes."""

    def __init__(self) -> None:
        """Listen on a free port."""
        self.pages: dict[str, Answer | Handler] = {}
        self.asked: list[Asked] = []
        site = self

        class Requests(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (http.server's name)
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def paths(self) -> list[str]:
        """Return the paths that were asked for, without robots.txt."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        self.asked.append(Asked(request.path, {name.lower(): value for name, value in request.headers.items()}))
        found = self.pages.get(request.path, Answer("not found", status=404))
        if not isinstance(found, Answer):
            found(request)
            return
        body = found.body.encode() if isinstance(found.body, str) else found.body
        unchanged = found.etag is not None and request.headers.get("If-None-Match") == found.etag
        request.send_response(304 if unchanged else found.status)
        headers = {"Content-Type": found.media_type} | ({"ETag": found.etag} if found.etag else {}) | found.headers
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", "0" if unchanged else str(len(body)))
        request.end_headers()
        if not unchanged:
            request.wfile.write(body)


def page(title: str, *paragraphs: str, head: str = "") -> str:
    """Return an HTML page of one article between a menu and a footer."""
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en-US'><head><title>{title} - Situs</title>{head}</head><body>"
        f"<nav><a href='/'>Beranda</a> <a href='/olahraga'>Olahraga</a></nav>"
        f"<article><h1>{title}</h1>{text}</article><footer>Hak cipta kami</footer></body></html>"
    )


def rss(*items: str) -> Answer:
    """Return a feed of these items."""
    body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Warta Uji</title>{''.join(items)}</channel></rss>"
    return Answer(body, media_type="application/rss+xml")


def item(link: str, title: str = "", *, published: str = "", text: str = "") -> str:
    """Return one item of a feed."""
    day = f"<pubDate>{published}</pubDate>" if published else ""
    carried = f"<description><![CDATA[{text}]]></description>" if text else ""
    return f"<item><title>{title}</title><link>{link}</link>{day}{carried}</item>"
