"""Remembered replies and what buttons send back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keyboards import Press
from bot.memory import ReplyMemory
from tests.bot.samples import SUMMIT, UNKNOWN


def test_bounded() -> None:
    """The least recently used reply makes room for the next."""
    memory = ReplyMemory(capacity=2)
    first, second = memory.keep(SUMMIT), memory.keep(UNKNOWN)
    assert memory.recall(first) is SUMMIT
    third = memory.keep(SUMMIT)
    assert memory.recall(second) is None
    assert (memory.recall(first), memory.recall(third)) == (SUMMIT, SUMMIT)


def test_keys_are_not_guessable() -> None:
    """Keys are random, not counted."""
    memory = ReplyMemory()
    keys = {memory.keep(SUMMIT) for _ in range(200)}
    assert len(keys) == 200
    assert {len(key) for key in keys} == {11}


@pytest.mark.parametrize("page", [None, 0, 7, 10**9])
def test_press_round_trip(page: int | None) -> None:
    """What a button sends is read back as it was, and fits into 64 bytes."""
    press = Press(ReplyMemory().keep(SUMMIT), page)
    assert len(press.encode().encode()) <= 64
    assert Press.decode(press.encode()) == press


@given(st.text(max_size=64))
def test_made_up_data(data: str) -> None:
    """Data that a client makes up is understood or refused, never an error."""
    press = Press.decode(data)
    assert press is None or Press.decode(press.encode()) == press
