"""Calls into libraries written in Rust, whose panics are no `Exception` and would end a whole build or bot.

pyo3 raises `PanicException`, a `BaseException` that no `except Exception` catches. Each such library makes a class of
its own of that name, so that it is told by its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_PANIC = "PanicException"


class NativePanic(Exception):
    """A library written in Rust has given up on what it was given; nothing is known of the result."""


@contextmanager
def panics_caught() -> Iterator[None]:
    """Turn a panic in this block into an exception.

    Raises:
        NativePanic: there was one.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise NativePanic(str(error)) from error
