"""Connects to checked addresses alone, within a time limit for the whole answer: a network backend for `httpcore`.

A name is resolved once, every address that it has is checked, and the connection goes to a checked address itself, so
that a second answer of the name server is never asked for. TLS still asks for the certificate of the name. Proxies are
not used: the environment's are not even read.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from index.errors import SourceProblem
from index.sources.web.addresses import objection_to

Resolve = Callable[[str, int], list[str]]


class AddressRefused(SourceProblem):
    """A host has an address that must not be connected to; no connection was made."""


def resolve(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host, in the order of the system's resolver.

    Raises:
        OSError: there is no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Deadline:
    """The moment at which an answer has to be complete; moved on for each request."""

    def __init__(self) -> None:
        """Begin without one."""
        self._at = float("inf")

    def restart(self, seconds: float) -> None:
        """Give the next answer so much time."""
        self._at = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """Return the seconds that an operation may take.

        Raises:
            httpcore.ReadTimeout: there are none left.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took too long")
        return left if timeout is None else min(left, timeout)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves, checks and connects."""

    def __init__(self, deadline: Deadline, *, allow_private: bool = False, resolver: Resolve = resolve) -> None:
        """Set up; `allow_private` lets one's own network pass, see `objection_to`."""
        self.deadline, self.allow_private, self.resolver = deadline, allow_private, resolver
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            AddressRefused: one of its addresses is not allowed.
            httpcore.ConnectError: there is no such host, or none of its addresses answers.
        """
        try:
            addresses = self.resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} cannot be resolved") from error
        for address in addresses:
            if objection := objection_to(address, allow_private=self.allow_private):
                shown = host if host == address else f"{host} ({address})"
                raise AddressRefused(f"{shown} {objection}")
        failure: Exception = httpcore.ConnectError(f"the name {host} has no address")
        for address in addresses:
            try:
                stream = self._system.connect_tcp(
                    address, port, self.deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self.deadline)
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse: no web address names a socket of this machine."""
        raise AddressRefused(f"{path} is a socket of this machine")


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every operation ends at the deadline, so that an answer that drips in ends, too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
