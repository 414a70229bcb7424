"""Opening a snapshot aside, and trying again what failed; serving one is tried with the engine."""

from __future__ import annotations

import threading

import pytest

from index.served import Aside, Retry
from tests.conftest import no_thread


def test_what_could_not_be_begun_can_be_begun_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no thread can be started nothing is done, and nobody is told: the next question asks again."""
    done: list[int] = []
    aside = Aside(5)
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", no_thread)
        aside.do(lambda: done.append(1))
    assert done == []
    aside.do(lambda: done.append(2))

    assert done == [2]


def test_pauses_grow_until_a_try_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is twice the one before."""
    now = 100.0
    monkeypatch.setattr("index.served.time.monotonic", lambda: now)
    retry = Retry(first_s=10)
    due = []
    for _ in range(3):
        retry.note(failed=True)
        start = now
        while not retry.is_due():
            now += 1
        due.append(now - start)
    retry.note(failed=False)
    retry.note(failed=True)
    start = now
    while not retry.is_due():
        now += 1

    assert [*due, now - start] == [10, 20, 40, 10]
