"""What became of a message whose sending failed: whether it can be sent again."""

from __future__ import annotations

from enum import Enum

import httpx
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError

# The server was never reached, or there was no connection to reach it with.
_BEFORE_SENDING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_REFUSALS = (BadRequest, Forbidden, Conflict, ChatMigrated)


class Delivery(Enum):
    """What became of it."""

    NOT_SENT = "it did not arrive, or the server says that it failed: it can be sent again"
    UNKNOWN = "it may have arrived: the connection broke, the answer never came, or could not be read"
    REFUSED = "the server understood it and does not want it: sending it again changes nothing"


def delivery_of(error: TelegramError) -> Delivery:
    """Return what became of a message whose sending raised this."""
    if isinstance(error, _REFUSALS):
        return Delivery.REFUSED
    if isinstance(error, InvalidToken):
        # Whoever fetches updates finds out whether that is so; what was not sent waits for the right token.
        return Delivery.NOT_SENT
    cause = error.__cause__
    if isinstance(cause, _BEFORE_SENDING):
        return Delivery.NOT_SENT
    if isinstance(error, NetworkError) and not isinstance(cause, httpx.HTTPError):
        # An HTTP status: the server has answered that it failed. `AnsweringRequest` raises a time-out for 504.
        return Delivery.UNKNOWN if isinstance(cause, TimeoutError) else Delivery.NOT_SENT
    return Delivery.UNKNOWN
