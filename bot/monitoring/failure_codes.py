"""Errors in the log, each under a short code that the person who met it is told."""

from __future__ import annotations

import logging
import secrets

_LOG = logging.getLogger(__name__)


def log_failure(error: BaseException, doing: str) -> str:
    """Log an error with its traceback and return the code (8 hexadecimal digits) it is found by."""
    code = secrets.token_hex(4)
    _LOG.error("error %s while %s", code, doing, exc_info=error)
    return code
