"""Ends a process some of whose threads do not.

A daemon thread that is inside native code when the interpreter is taken down is ended where it comes back, and with C++
on its stack that aborts the whole process. Source: https://docs.python.org/3/c-api/init.html#c.PyEval_RestoreThread.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import NoReturn


def end_at_once(code: int) -> NoReturn:
    """End the process with a code, without waiting for its threads and without taking the interpreter down."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
