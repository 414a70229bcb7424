"""What is written down, what is recognised, and what leaves the file."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update

from bot.receiving.attempts import Attempts
from bot.receiving.chat_order import ChatOrder
from bot.receiving.inbox import Inbox
from bot.storage.journal import FILE_NAME, Entry, State
from bot.storage.opening import journal_at
from tests.bot.samples import OTHER, READER, a_message, a_press, an_edit, an_inline_query
from tests.bot.stores import Files, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Files(tmp_path)
    yield made
    made.close()


@pytest.fixture
def inbox(store: Store) -> Inbox:
    return Inbox(store.journal(), limit=3)


def numbered(number: int, content: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": number} | content


async def test_new_updates_are_handed_on_as_they_are(inbox: Inbox) -> None:
    updates = [
        numbered(1, a_message("Kapan KTT?")),
        numbered(2, a_press("-", 1)),
        numbered(3, an_inline_query("Kapan KTT?")),
    ]
    assert await inbox.receive(updates) == updates
    assert (await inbox.counts())[State.WAITING] == 3


async def test_duplicates_are_recognised(inbox: Inbox) -> None:
    """The same update, also after it was answered, and the same message under another number."""
    message = a_message("Kapan KTT?")
    assert await inbox.receive([numbered(1, message), numbered(1, message)]) == [
        numbered(1, message),
        {"update_id": 1},
    ]
    await inbox.finish(1)
    assert await inbox.receive([numbered(1, message), numbered(9, message)]) == [{"update_id": 1}, {"update_id": 9}]
    edit = an_edit(message, "Di mana KTT?")
    assert await inbox.receive([numbered(10, edit), numbered(11, edit)]) == [numbered(10, edit), {"update_id": 11}]


async def nothing(_update: Update) -> None:
    return


async def test_a_duplicate_does_not_finish_what_is_still_being_handled(inbox: Inbox) -> None:
    """After a restart Telegram delivers again what was left over; killed once more, the bot still has it."""
    order, attempts = ChatOrder(inbox, backlog=3, overflow=nothing), Attempts(inbox)
    question = numbered(7, a_message("Kapan KTT?"))
    await inbox.receive([question])
    for raw in await inbox.receive([question]):
        update = Update.de_json(raw, None)
        await order.do_process_update(update, attempts.handle(update, nothing))
    assert (await inbox.counts())[State.WAITING] == 1


async def test_an_update_of_an_unknown_kind_is_finished(inbox: Inbox) -> None:
    order, attempts = ChatOrder(inbox, backlog=3, overflow=nothing), Attempts(inbox)
    for raw in await inbox.receive([{"update_id": 8, "of_tomorrow": {"a": 1}}]):
        update = Update.de_json(raw, None)
        await order.do_process_update(update, attempts.handle(update, nothing))
    assert (await inbox.counts())[State.DONE] == 1


async def test_what_cannot_be_parsed_is_set_aside_whole(inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    """Its text stands in the file and in no log; the others are handed on."""
    bad = {"update_id": 5, "message": {"message_id": "x", "text": "rahasia saya"}}
    good = numbered(6, a_message("Kapan KTT?"))
    assert await inbox.receive([bad, good, "not an object", {"message": {}}, 7]) == [{"update_id": 5}, good]
    rows = inbox.journal.database.run("SELECT raw FROM updates WHERE state = 'aside' ORDER BY number")
    assert json.loads(rows[0][0]) == bad
    assert len(rows) == 4
    assert "set aside" in caplog.text
    assert "rahasia" not in caplog.text


@pytest.mark.parametrize(
    "content",
    [
        a_message("x") | {"message": a_message("x")["message"] | {"text": 5}},
        {"message": a_message("x")["message"] | {"chat": {"id": "7", "type": "private"}}},
        {"message": a_message("x")["message"] | {"entities": [{"type": "bold", "offset": "0", "length": 1}]}},
        {"callback_query": a_press("x", 1)["callback_query"] | {"data": ["x"]}},
        {"inline_query": an_inline_query("x")["inline_query"] | {"query": None}},
    ],
)
async def test_values_of_the_wrong_type_are_set_aside(inbox: Inbox, content: dict[str, Any]) -> None:
    """python-telegram-bot takes most values as they come; handlers would fail on them."""
    assert await inbox.receive([numbered(4, content)]) == [{"update_id": 4}]
    assert (await inbox.counts())[State.ASIDE] == 1


async def test_what_is_left_over_comes_again_in_order(inbox: Inbox, store: Store) -> None:
    """After a restart; what was finished does not."""
    await inbox.receive([numbered(n, a_message(f"nomor {n}")) for n in (3, 1, 2)])
    await inbox.finish(1)
    left = await Inbox(store.journal()).left_over(Bot("1:x"))
    assert [each.message.text for each in left if each.message] == ["nomor 3", "nomor 2"]


def test_the_text_leaves_the_file_with_the_answer(tmp_path: Path) -> None:
    journal = journal_at(tmp_path / FILE_NAME)
    journal.write_down([Entry(1, "one", numbered(1, a_message("rahasia saya")))])
    journal.finish(1)
    journal.database.run("SELECT 1")
    journal.close()
    for file in tmp_path.iterdir():
        assert b"rahasia" not in file.read_bytes()


async def test_no_more_are_fetched_than_there_is_room_for(inbox: Inbox) -> None:
    await inbox.receive([numbered(n, a_message("Kapan KTT?")) for n in range(1, 4)])
    waiting = asyncio.create_task(inbox.room())
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await inbox.finish(2)
    await asyncio.wait_for(waiting, 5)


async def test_forgetting_a_person(inbox: Inbox) -> None:
    """What they sent loses its text; what others sent stays."""
    await inbox.receive([numbered(1, a_message("saya", READER)), numbered(2, a_message("dia", OTHER))])
    await inbox.receive([{"update_id": 3, "message": {"from": {"id": READER}, "text": "rusak"}}])
    await inbox.forget_person(READER)
    rows = inbox.journal.database.run("SELECT raw FROM updates WHERE raw IS NOT NULL")
    assert [json.loads(row[0])["update_id"] for row in rows] == [2]


async def test_dropping_a_chat(inbox: Inbox) -> None:
    await inbox.receive([numbered(1, a_message("saya", READER)), numbered(2, a_message("dia", OTHER))])
    await inbox.drop_chat(READER)
    assert [each["update_id"] for each in inbox.journal.waiting()] == [2]


async def test_a_file_that_cannot_be_written_costs_no_answer(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE_NAME).mkdir()
    inbox = Inbox(journal_at(tmp_path / FILE_NAME))
    update = numbered(1, a_message("Kapan KTT?"))
    assert await inbox.receive([update]) == [update]
    assert "without being written down" in caplog.text
    inbox.close()


async def test_the_notice_of_a_waiting_question_is_known_after_a_restart(inbox: Inbox, store: Store) -> None:
    """So that it becomes the answer instead of standing there for good."""
    await inbox.receive([numbered(1, a_message("Kapan KTT?"))])
    ticket = inbox.ticket(1)
    assert ticket.note_notice is not None
    await ticket.note_notice(77)
    again = Inbox(store.journal())
    await again.left_over(Bot("1:x"))
    assert again.ticket(1).notice == 77
