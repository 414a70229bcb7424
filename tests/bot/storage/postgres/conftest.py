"""Bots over one database, as far as they keep something there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bot.storage.opening import Storage, open_storage
from tanya.settings import Settings

OpenStorage = Callable[[], Storage]


@pytest.fixture
def open_bot(postgres_url: str) -> Iterator[OpenStorage]:
    """Return what opens what one more bot keeps, over the test's database."""
    opened: list[Storage] = []

    def open_one() -> Storage:
        opened.append(open_storage(Settings.model_validate({"database_url": postgres_url})))
        return opened[-1]

    yield open_one
    for each in opened:
        each.records.close()
        each.journal.close()
