"""What came last in a chat, by which an answer quotes its question or stands below it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sending.quoting import LatestMessages


def a_message(chat_id: int, message_id: int) -> dict[str, Any]:
    return {"chat": {"id": chat_id}, "message_id": message_id}


def test_latest_of_each_chat() -> None:
    """By number, in whatever order it is told; nothing is known of a chat that nothing was told of."""
    latest = LatestMessages()
    for chat_id, message_id in ((1, 5), (1, 7), (1, 6), (2, 3)):
        latest.note(a_message(chat_id, message_id))
    assert [latest.is_latest(1, each) for each in (5, 6, 7)] == [False, False, True]
    assert latest.is_latest(2, 3)
    assert not latest.is_latest(3, 3)


@pytest.mark.parametrize("nothing", [None, True, [], {}, {"chat": None, "message_id": 1}, {"chat": {"id": "x"}}])
def test_what_is_no_message(nothing: object) -> None:
    """Is ignored: what a call returns may be anything."""
    latest = LatestMessages()
    latest.note(nothing)
    assert not latest.is_latest(1, 1)


def test_bounded() -> None:
    """The chats that were silent longest are forgotten."""
    latest = LatestMessages(capacity=2)
    for chat_id in (1, 2, 1, 3):
        latest.note(a_message(chat_id, 9))
    assert [latest.is_latest(each, 9) for each in (1, 2, 3)] == [True, False, True]
