"""Asks for web addresses one at a time: politely, within limits, and only where `connection` lets it.

Every hop of a redirect is a request of its own, with its own address check and its own robots.txt. Passing failures are
tried again (tenacity). Does not look into what it gets: see `index.sources.web.listing`.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Self

import httpcore
import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_random_exponential

from index.errors import SourceProblem
from index.progress import rest
from index.sources.web.addresses import checked_url, host_of
from index.sources.web.connection import Deadline, GuardedBackend, Resolve, resolve
from index.sources.web.robots import MAX_ROBOTS_BYTES, Robots
from index.sources.web.settings import PRODUCT, FetchSettings
from index.sources.web.spool import Fetched, Validators

_MAX_REDIRECTS = 5
_MAX_WAIT_S = 30.0
_PASSING_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
_ACCEPT = "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"


class FetchProblem(SourceProblem):
    """An address could not be had; `status` is the server's, None when it gave none."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class _PassingProblem(FetchProblem):
    """The same, and likely to be over soon; `wait_s` as the server asks."""

    def __init__(self, message: str, status: int | None = None, wait_s: float = 0) -> None:
        super().__init__(message, status)
        self.wait_s = wait_s


class Fetcher:
    """One run's connections; to be closed."""

    def __init__(self, settings: FetchSettings, *, resolver: Resolve | None = None) -> None:
        """Set up; nothing is connected to yet."""
        self.settings = settings
        self._deadline = Deadline()
        backend = GuardedBackend(
            self._deadline, allow_private=settings.allow_private_addresses, resolver=resolver or resolve
        )
        self._pool = httpcore.ConnectionPool(ssl_context=_tls(), max_keepalive_connections=4, network_backend=backend)
        self._robots = Robots(self._fetch_robots, PRODUCT)
        self._asked: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def get(self, url: str, validators: Validators | None = None) -> Fetched | None:
        """Return what is at an address; None when it has not changed since the validators were given.

        Raises:
            SourceProblem: it must not be asked, cannot be had, or is over a limit; a FetchProblem has the status.
        """
        retrying = Retrying(
            retry=retry_if_exception_type(_PassingProblem),
            stop=stop_after_attempt(self.settings.attempts),
            wait=lambda state: min(
                max(wait_random_exponential(multiplier=0.5, max=8)(state), _asked_to_wait(state.outcome.exception())),  # type: ignore[union-attr]
                _MAX_WAIT_S,
            ),
            sleep=rest,
            reraise=True,
        )
        return retrying(self._follow, url, validators or Validators())

    def _follow(self, url: str, validators: Validators) -> Fetched | None:
        for _ in range(_MAX_REDIRECTS + 1):
            url = checked_url(url)
            self._robots.require(url)
            self._wait_for_turn(url)
            found = self._ask(url, validators, self.settings.max_bytes)
            if not isinstance(found, str):
                return found
            url = found
        raise FetchProblem(f"redirects more than {_MAX_REDIRECTS} times")

    def _wait_for_turn(self, url: str) -> None:
        host = host_of(url)
        delay = min(max(self.settings.delay_s, self._robots.delay_s(url)), _MAX_WAIT_S)
        if host in self._asked:
            rest(self._asked[host] + delay - time.monotonic())
        self._asked[host] = time.monotonic()

    def _ask(self, url: str, validators: Validators, max_bytes: int) -> Fetched | str | None:
        """Return the answer, the address that it redirects to, or None when nothing has changed."""
        headers = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
        with self._request(
            url, {name: value for name, value in headers.items() if value and _can_be_sent(value)}
        ) as response:
            got = httpx.Headers(response.headers)
            status = response.status
            if status == 304 and any((validators.etag, validators.last_modified)):
                return None
            if 300 <= status < 400 and "location" in got:
                return _joined(url, got["location"])
            if status in _PASSING_STATUSES:
                raise _PassingProblem(f"the server answers {status}", status, _seconds(got.get("retry-after")))
            if status != 200:
                raise FetchProblem(f"the server answers {status}", status)
            body = _read(response.iter_stream(), got, max_bytes)
        if not body:
            raise FetchProblem("the answer is empty", status)
        media_type = got.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(url, body, media_type, Validators(got.get("etag"), got.get("last-modified")))

    def _fetch_robots(self, url: str) -> tuple[int, bytes]:
        for _ in range(_MAX_REDIRECTS + 1):
            with self._request(checked_url(url), {}) as response:
                got = httpx.Headers(response.headers)
                if 300 <= response.status < 400 and "location" in got:
                    url = _joined(url, got["location"])
                    continue
                if response.status != 200:
                    return response.status, b""
                return response.status, _read(response.iter_stream(), got, MAX_ROBOTS_BYTES, cut=True)
        return 404, b""

    @contextmanager
    def _request(self, url: str, headers: dict[str, str]) -> Iterator[httpcore.Response]:
        """Send one request; failures of the connection become problems."""
        own = {"User-Agent": self.settings.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        sent = list((own | headers).items())
        timeout = self.settings.timeout_s
        self._deadline.restart(timeout)
        limits = {"timeout": {"connect": timeout, "read": timeout, "write": timeout, "pool": timeout}}
        try:
            with self._pool.stream("GET", url, headers=sent, extensions=limits) as response:
                yield response
        except httpcore.TimeoutException as error:
            raise _PassingProblem(f"{host_of(url)} does not answer within {timeout:g} s") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise _PassingProblem(f"{host_of(url)} cannot be read: {error or type(error).__name__}") from error


def _read(stream: Iterator[bytes], headers: httpx.Headers, max_bytes: int, *, cut: bool = False) -> bytes:
    """Unpack an answer piece by piece, so that it never takes more memory than the limit.

    Raises:
        FetchProblem: there is more than that (with `cut` the rest is left out instead), or it is packed in another way
            than was asked for.
    """
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise FetchProblem(f"the answer is packed as {encoding[:40]}, which was not asked for")
    unpack = zlib.decompressobj(47) if encoding not in {"identity", ""} else None
    body = bytearray()
    try:
        for piece in stream:
            body += unpack.decompress(piece, max_bytes + 1 - len(body)) if unpack else piece
            if len(body) > max_bytes or (unpack and unpack.eof):
                break
    except zlib.error as error:
        raise FetchProblem("the answer is not packed as it says") from error
    if len(body) <= max_bytes and unpack and not unpack.eof:
        raise _PassingProblem("the answer was cut off")
    if len(body) > max_bytes and not cut:
        raise FetchProblem(f"has more than the {max_bytes:,} bytes that are read")
    return bytes(body[:max_bytes])


@cache
def _tls() -> ssl.SSLContext:
    """Return what certificates are checked with: those that httpx trusts, or those that SSL_CERT_FILE names."""
    return httpx.create_ssl_context()


def _seconds(retry_after: str | None) -> float:
    return float(retry_after) if retry_after and retry_after.isdecimal() else 0.0


def _asked_to_wait(error: BaseException | None) -> float:
    return error.wait_s if isinstance(error, _PassingProblem) else 0.0


def _can_be_sent(value: str) -> bool:
    """Return whether a validator can be a header: servers also give such as hold other characters."""
    return value.isascii() and value.isprintable()


def _joined(url: str, location: str) -> str:
    try:
        return str(httpx.URL(url).join(location))
    except (httpx.InvalidURL, ValueError):
        raise FetchProblem("redirects to something that is no address") from None
