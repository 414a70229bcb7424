"""Remembered replies and what buttons send back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.reply_memory import ReplyMemory
from bot.messages.callback_data import Press
from tests.bot.samples import GROUP, READER, SUMMIT, UNKNOWN, remembered


def test_bounded() -> None:
    """The least recently used reply makes room for the next."""
    memory = ReplyMemory(capacity=2)
    summit, unknown = remembered(SUMMIT), remembered(UNKNOWN)
    first, second = memory.keep(summit), memory.keep(unknown)
    assert memory.recall(first) is summit
    third = memory.keep(summit)
    assert memory.recall(second) is None
    assert (memory.recall(first), memory.recall(third)) == (summit, summit)


def test_a_chat_is_forgotten() -> None:
    """Nothing of a chat stays, and everything of the others."""
    memory = ReplyMemory()
    gone, stays = memory.keep(remembered(SUMMIT, GROUP)), memory.keep(remembered(SUMMIT, READER))
    memory.forget(GROUP)
    assert memory.recall(gone) is None
    assert memory.recall(stays) is not None


def test_a_person_is_forgotten() -> None:
    """In groups, too."""
    memory = ReplyMemory()
    gone = memory.keep(remembered(SUMMIT, GROUP))
    memory.forget(READER)
    assert memory.recall(gone) is None


def test_keys_are_not_guessable() -> None:
    """Keys are random, not counted."""
    memory = ReplyMemory()
    keys = {memory.keep(remembered(SUMMIT)) for _ in range(200)}
    assert len(keys) == 200
    assert {len(key) for key in keys} == {11}


@pytest.mark.parametrize("page", [None, 0, 7, 10**9])
def test_press_round_trip(page: int | None) -> None:
    """What a button sends is read back as it was, and fits into 64 bytes."""
    press = Press(ReplyMemory().keep(remembered(SUMMIT)), page)
    assert len(press.encode().encode()) <= 64
    assert Press.decode(press.encode()) == press


@given(st.text(max_size=64))
def test_made_up_data(data: str) -> None:
    """Data that a client makes up is understood or refused, never an error."""
    press = Press.decode(data)
    assert press is None or Press.decode(press.encode()) == press
