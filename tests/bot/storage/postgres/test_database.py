"""The same statements over a database that others change at the same time, and that goes away."""

from __future__ import annotations

import threading

import pytest

from bot.errors import RecordsAway, RecordsUnusable
from bot.storage.invitations import Invitations
from bot.storage.opening import open_records
from bot.storage.records import Rating
from tanya.settings import Settings
from tests.bot.samples import READER
from tests.bot.storage.postgres.conftest import OpenStorage


def test_a_code_for_one_lets_in_one_whoever_comes_at_once(open_bot: OpenStorage) -> None:
    """Through different bots."""
    bots = [Invitations(open_bot().records.database) for _ in range(4)]
    for _ in range(5):
        code, before = bots[0].create(), bots[0].guests()
        threads = [threading.Thread(target=bot.redeem, args=[code, 100 * before + n]) for n, bot in enumerate(bots, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert bots[0].guests() == before + 1


def test_what_cannot_be_written_raises_without_what_it_was(open_bot: OpenStorage) -> None:
    """Neither the row nor the statement stands in the error, which may be logged."""
    records = open_bot().records
    with pytest.raises(RecordsUnusable, match="foreign key") as caught:
        records.rate("no such question", READER, Rating.UP)
    assert "no such question" not in str(caught.value)


def test_what_cannot_be_read_raises_as_what_cannot_be_written(open_bot: OpenStorage) -> None:
    """Also in the midst of a long query."""
    rows = open_bot().records.database.read("SELECT 6 / (3 - n) FROM generate_series(1, ?) AS n", 5000)
    with pytest.raises(RecordsUnusable, match="division by zero"):
        list(rows)


def test_bots_that_begin_at_once_make_the_tables_once(open_bot: OpenStorage) -> None:
    """And all of them have the same secret."""
    bots = [open_bot().records for _ in range(4)]
    keys: list[str] = []
    threads = [threading.Thread(target=lambda bot=bot: keys.append(bot.key_for("question 7"))) for bot in bots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 4
    assert len(set(keys)) == 1


def test_a_server_that_cannot_be_reached_is_told_without_the_password(unused_tcp_port: int) -> None:
    """As what it is: nothing is kept and nothing is wrong with it, and it is tried again."""
    url = f"postgresql://tanya:very-secret-word@127.0.0.1:{unused_tcp_port}/tanya"
    records = open_records(Settings.model_validate({"database_url": url}))
    for _ in range(2):
        with pytest.raises(RecordsAway, match=f"tanya@127.0.0.1:{unused_tcp_port}") as caught:
            records.choose_language(READER, "id")
        assert "very-secret-word" not in repr(caught.value)
        assert caught.value.__cause__ is None
    records.close()
