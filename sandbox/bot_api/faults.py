"""Faults on request: what goes wrong with the next calls of a method."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sandbox.errors import WrongRequest


class Fault(StrEnum):
    """What can go wrong."""

    FLOOD = "flood"
    SERVER_ERROR = "server_error"
    HTML = "html"
    STALL = "stall"
    RESET = "reset"
    CUT = "cut"
    DUPLICATE_UPDATES = "duplicate_updates"
    MALFORMED_UPDATES = "malformed_updates"


_OF_UPDATES = (Fault.DUPLICATE_UPDATES, Fault.MALFORMED_UPDATES)


@dataclass
class Planned:
    """A fault, and how many calls it is still for.

    Attributes:
        method: a method's name, or `*` for all but getUpdates.
        kind: what goes wrong.
        calls: how many calls.
        retry_after: seconds, of `flood`.
        seconds: how long a `stall` takes before the call is answered after all.
        status: HTTP status of `server_error` and `html`.
    """

    method: str
    kind: Fault
    calls: int = 1
    retry_after: int = 1
    seconds: float = 5.0
    status: int = 502


class Faults:
    """The faults that are planned, oldest first."""

    def __init__(self) -> None:
        self._planned: list[Planned] = []

    def plan(self, fault: Planned) -> None:
        """Add one.

        Raises:
            WrongRequest: a value makes no sense.
        """
        if fault.calls < 1 or fault.retry_after < 1 or not 0 <= fault.seconds <= 600:
            raise WrongRequest("calls, retry_after: expected 1 or more; seconds: expected 0 to 600")
        if not 400 <= fault.status <= 599:
            raise WrongRequest(f"status: expected 400 to 599, found {fault.status}")
        if fault.kind in _OF_UPDATES and fault.method.lower() != "getupdates":
            raise WrongRequest(f"method: {fault.kind} is a fault of getUpdates, not of {fault.method}")
        self._planned.append(fault)

    def clear(self) -> None:
        """Forget them all."""
        self._planned.clear()

    def listed(self) -> list[dict[str, Any]]:
        """Return what is still planned."""
        return [asdict(each) for each in self._planned]

    def take(self, method: str) -> Planned | None:
        """Return the fault for a call that just came, if there is one; those of updates stay for `take_of_updates`."""
        return self._take(method, of_updates=False)

    def take_of_updates(self) -> Planned | None:
        """Return the fault for updates that are about to be delivered."""
        return self._take("getUpdates", of_updates=True)

    def _take(self, method: str, *, of_updates: bool) -> Planned | None:
        for each in self._planned:
            fits = each.method.lower() == method.lower() or (each.method == "*" and method.lower() != "getupdates")
            if fits and (each.kind in _OF_UPDATES) == of_updates:
                each.calls -= 1
                if not each.calls:
                    self._planned.remove(each)
                return each
        return None
