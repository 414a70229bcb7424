"""Who may ask."""

from __future__ import annotations

import pytest

from bot.access.policy import AccessPolicy
from tanya.settings import Access

LISTED, ADMIN, STRANGER, CHAT = 1, 9, 5, -100_200


async def nobody(_user_id: int) -> bool:
    return False


@pytest.mark.parametrize(
    ("user", "chat", "allowed"),
    [
        (LISTED, LISTED, True),
        (ADMIN, ADMIN, True),
        (STRANGER, STRANGER, False),
        (STRANGER, CHAT, True),
        (LISTED, -100_999, True),
        (None, CHAT, True),
        (None, None, False),
    ],
)
async def test_allow_list(user: int | None, chat: int | None, allowed: bool) -> None:
    """Listed users and everybody in listed chats may ask, and administrators always."""
    policy = AccessPolicy(Access.ALLOW_LIST, {LISTED, CHAT}, {ADMIN}, nobody)
    assert await policy.may_ask(user, chat) is allowed


async def test_empty_list() -> None:
    """An empty list lets in nobody but administrators."""
    policy = AccessPolicy(Access.ALLOW_LIST, set(), {ADMIN}, nobody)
    assert [await policy.may_ask(user, user) for user in (LISTED, STRANGER, ADMIN)] == [False, False, True]


async def test_open() -> None:
    """An open bot answers everybody, list or no list."""
    assert await AccessPolicy(Access.OPEN, {LISTED}, set(), nobody).may_ask(STRANGER, STRANGER)
