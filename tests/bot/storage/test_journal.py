"""What is written down of updates, in each kind of database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.receiving.inbox import entry_of
from bot.storage.journal import Journal, State
from tests.bot.samples import OTHER, READER, a_message
from tests.bot.stores import Store


@pytest.fixture
def journal(store: Store) -> Journal:
    return store.journal()


def write(store: Store, journal: Journal, *contents: dict[str, Any]) -> list[bool]:
    """Write updates down, numbered from 1, and let this journal's bot handle them."""
    are_new = journal.write_down([entry_of({"update_id": n} | each) for n, each in enumerate(contents, 1)])
    store.take(journal)
    return are_new


def numbers(journal: Journal) -> list[int]:
    return [each["update_id"] for each in journal.waiting()]


def test_what_waits_comes_in_order_also_after_a_restart(store: Store, journal: Journal) -> None:
    texts = ["satu", "dua", "NUL \0 di sini", "\ud83d tanpa pasangan"]
    assert write(store, journal, *(a_message(each) for each in texts)) == [True] * 4
    journal.finish(2)
    journal.close()
    waiting = store.journal().waiting()
    assert [each["message"]["text"] for each in waiting] == [texts[0], *texts[2:]]


def test_a_duplicate_is_recognised_before_and_after_its_answer(store: Store, journal: Journal) -> None:
    message = a_message("Kapan KTT?")
    assert write(store, journal, message, message) == [True, False]
    journal.finish(1)
    assert write(store, journal, message) == [False]
    assert journal.counts() == {State.WAITING: 0, State.DONE: 1, State.ASIDE: 0}


def test_what_cannot_be_parsed_is_set_aside_with_any_number(store: Store, journal: Journal) -> None:
    """Also numbers that no database has room for keep nothing else from being written down."""
    strange = a_message("x", chat={"id": 10**30, "type": "private"})
    broken = {"message": {"message_id": "x", "from": {"id": READER}, "text": "rahasia"}}
    assert write(store, journal, strange, broken, a_message("y")) == [True] * 3
    assert journal.counts()[State.ASIDE] == 1


def test_what_is_given_up_is_kept(store: Store, journal: Journal) -> None:
    write(store, journal, a_message("x"))
    journal.set_aside(1, "why")
    assert journal.counts() == {State.WAITING: 0, State.DONE: 0, State.ASIDE: 1}


def test_a_notice_is_known_as_long_as_its_update_waits(store: Store, journal: Journal) -> None:
    write(store, journal, a_message("x"), a_message("y"))
    journal.note_notice(1, 77)
    journal.note_notice(2, 78)
    journal.finish(2)
    assert journal.notices() == {1: 77}


def test_of_a_person_nothing_stays_that_came_until_then(store: Store, journal: Journal) -> None:
    """Neither what waits nor what was set aside; what others sent stays, and what came later."""
    broken = {"message": {"message_id": "x", "from": {"id": READER}, "text": "rusak"}}
    write(store, journal, a_message("saya", READER), a_message("dia", OTHER), broken, a_message("lagi", READER))
    assert sorted(journal.forget_person(READER, 3)) == [1, 3]
    assert numbers(journal) == [2, 4]
    assert journal.forget_person(READER) == [4]
    assert numbers(journal) == [2]


def test_of_a_chat_nothing_waits_any_more(store: Store, journal: Journal) -> None:
    write(store, journal, a_message("saya", READER), a_message("dia", OTHER), a_message("lagi", READER))
    assert journal.drop_chat(READER, 1) == [1]
    assert journal.drop_chat(READER) == [3]
    assert numbers(journal) == [2]


def test_old_entries_go(journal: Journal) -> None:
    """Hashes after three days; what was set aside after the days of the setting, or never with 0."""
    for number, state in enumerate((State.DONE, State.ASIDE), 1):
        journal.database.run(
            "INSERT INTO updates (update_id, identity, arrived, state) VALUES (?, ?, ?, ?)",
            *(number, str(number), datetime.now(UTC).isoformat(timespec="seconds"), state),
        )
    later = datetime.now(UTC) + timedelta(days=4)
    journal.forget_old(0, now=later)
    assert journal.counts() == {State.WAITING: 0, State.DONE: 0, State.ASIDE: 1}
    journal.forget_old(3, now=later)
    assert journal.counts()[State.ASIDE] == 0
