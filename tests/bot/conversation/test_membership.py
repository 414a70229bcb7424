"""What happens to the bot itself: added, thrown out, blocked, moved along with a group."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.storage.opening import Storage, open_storage
from bot.storage.records import Rating
from tests.bot.conftest import Running, StartBot, bot_settings
from tests.bot.samples import (
    GROUP,
    OTHER,
    READER,
    SmallEngine,
    a_message,
    a_press,
    a_reply,
    a_user,
    an_answer,
    in_group,
)
from tests.bot.telegram_server import USERNAME, TelegramServer

NEW_GROUP = -1_000_777
RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories"),
    *("can_edit_stories", "can_delete_stories"),
)
_numbers = count(1)
FIRST, WHERE, LATER = "Kapan KTT Trump–Kim?", "di mana KTT Trump–Kim?", "Kapan Piala Dunia?"


def a_change(
    old: str, new: str, chat_id: int = GROUP, kind: str = "supergroup", user_id: int = READER, language: str = "id"
) -> dict[str, Any]:
    """Return the update about the bot's standing in a chat."""
    bot = {"id": 7, "is_bot": True, "first_name": "Tanya", "username": USERNAME}
    extra: dict[str, dict[str, Any]] = {"kicked": {"until_date": 0}, "administrator": dict.fromkeys(RIGHTS, False)}
    members = [{"status": status, "user": bot} | extra.get(status, {}) for status in (old, new)]
    return {
        "my_chat_member": {
            "chat": {"id": chat_id, "type": kind, "title": "Warga"},
            "from": a_user(user_id, language),
            "date": 1_700_000_000,
            "old_chat_member": members[0],
            "new_chat_member": members[1],
        }
    }


def anonymously(text: str, chat_id: int = GROUP) -> dict[str, Any]:
    """Return a message that an administrator writes in the name of the group."""
    group = {"id": chat_id, "type": "supergroup", "title": "Warga"}
    sender = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    more: dict[str, Any] = {"chat": group, "sender_chat": group, "from": sender}
    return in_group(text, **more)


async def test_added_to_a_group(server: TelegramServer, bot: Running) -> None:
    """One line that says how to ask, in the language of who added the bot; promoting it is no new greeting."""
    (greeting,) = await server.exchange(a_change("left", "member"))
    assert greeting.text.startswith("Halo! Saya menjawab pertanyaan")
    assert f"@{USERNAME}" in greeting.text
    assert greeting.text.count("\n") == 0
    await server.receive(a_change("member", "administrator"))
    (second,) = await server.exchange(a_change("left", "member", GROUP - 1, language="en"))
    assert second.text.startswith("Hello!")
    assert len(server.sent) == 2


async def test_the_groups_language(server: TelegramServer, bot: Running) -> None:
    """Who writes in the group's name is spoken to as the one who added the bot, until it is thrown out."""
    await server.exchange(a_change("left", "member"))
    (answer,) = await server.exchange(anonymously("/ask"))
    assert answer.text.startswith("Tuliskan pertanyaan")
    await server.receive(a_change("member", "kicked"))
    (answer,) = await server.exchange(anonymously("/ask"))
    assert answer.text.startswith("Please write")


@pytest.mark.parametrize(("kind", "chat_id"), [("channel", GROUP), ("private", READER)])
async def test_no_greeting(server: TelegramServer, bot: Running, kind: str, chat_id: int) -> None:
    """Channels are nothing to the bot, and a person who unblocks it will write when they want something."""
    await server.receive(a_change("kicked", "member", chat_id, kind))
    (answer,) = await server.exchange(a_message("/start"))
    assert server.sent == [answer]


async def test_no_greeting_where_nobody_may_ask(server: TelegramServer, start_bot: StartBot) -> None:
    """With an allow-list, a group that somebody else put the bot into hears nothing."""
    async with start_bot(access="allow-list", allowed_ids=frozenset({READER})):
        await server.receive(a_change("left", "member", user_id=OTHER))
        (greeting,) = await server.exchange(a_change("left", "member", GROUP - 1))
    assert server.sent == [greeting]


async def test_a_group_that_does_not_let_it_write(
    server: TelegramServer, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """A greeting that is refused is no error."""
    server.fail("sendMessage", "Bad Request: not enough rights to send text messages to the chat")
    await server.receive(a_change("left", "member"))
    await server.until(lambda: not server.faults["sendMessage"])
    await server.exchange(a_message("/start"))
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("in_private", [True, False])
async def test_what_was_said_is_forgotten(
    server: TelegramServer, engine: SmallEngine, bot: Running, in_private: bool
) -> None:
    """Blocked or thrown out, the bot keeps nothing that was said there: no dialogue and no button goes on."""
    chat = (READER, "private") if in_private else (GROUP, "supergroup")

    def asked(question: str) -> dict[str, Any]:
        return a_message(question) if in_private else in_group(f"/ask {question}")

    (answer,) = await server.exchange(asked(FIRST))
    await server.receive(a_change("member", "kicked", *chat))
    await server.exchange(asked("berapa biaya rapatnya?"))
    assert engine.asked == [FIRST, "berapa biaya rapatnya?"]
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "kedaluwarsa" in server.named("answerCallbackQuery")[0].fields["text"]


async def test_a_group_becomes_a_supergroup(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Its language comes along, without a second greeting; what was said leaves the old one; a new number is told."""
    async with start_bot(access="allow-list", allowed_ids=frozenset({GROUP, NEW_GROUP})):
        await server.exchange(a_change("left", "member", kind="group"))
        await server.exchange(in_group(f"/ask {FIRST}"))
        moved = in_group("x", migrate_to_chat_id=NEW_GROUP)
        del moved["message"]["text"]
        await server.receive(moved)
        # In the same chat, so that it is answered when the move has been taken in.
        (back,) = await server.exchange(in_group("/ask di mana?"))
        assert back.text.startswith("Tentang apa?")
        await server.receive(a_change("left", "member", NEW_GROUP))
        (answer,) = await server.exchange(anonymously("/ask", NEW_GROUP))
        assert answer.text.startswith("Tuliskan pertanyaan")
    assert engine.asked == [FIRST]
    assert any("TANYA_ALLOWED_IDS" in record.getMessage() for record in caplog.records)


def moving(to: bool = True) -> dict[str, Any]:
    """Return one of the two messages that a group has become a supergroup: the last of the one, or the first of it."""
    if to:
        message = in_group("x", migrate_to_chat_id=NEW_GROUP)
    else:
        message = in_group("x", migrate_from_chat_id=GROUP, **in_new_group())
    del message["message"]["text"]
    return message


def in_new_group() -> dict[str, Any]:
    """Return what a message there has, the first of which is number 1."""
    return {"chat": {"id": NEW_GROUP, "type": "supergroup", "title": "Warga"}, "message_id": next(_numbers)}


@pytest.fixture
def answers(engine: SmallEngine) -> None:
    """The engine repeats the question, as the real one does."""
    for question in (FIRST, WHERE, LATER):
        engine.replies[question] = a_reply(an_answer(), question=question)


MESSAGES = {"both": (True, False), "the other way round": (False, True), "the last": (True,), "the first": (False,)}


@pytest.mark.usefixtures("answers")
@pytest.mark.parametrize("came", MESSAGES)
async def test_a_dialogue_goes_on_in_the_supergroup(
    server: TelegramServer, engine: SmallEngine, bot: Running, came: str
) -> None:
    """Whichever message of the move came, though the messages there have smaller numbers, and again after the next."""
    await server.exchange(in_group(f"/ask {FIRST}", message_id=9000))
    for to in MESSAGES[came]:
        await server.receive(moving(to))
    # In both, so that the move has been taken in.
    await server.exchange(in_group("/help"), in_group("/help", **in_new_group()))

    await server.exchange(in_group("/ask di mana?", **in_new_group()))
    await server.exchange(in_group(f"/ask {LATER}", **in_new_group()))
    await server.exchange(in_group("/ask di mana?", **in_new_group()))

    assert engine.asked == [FIRST, WHERE, LATER, "di mana Piala Dunia?"]


async def test_a_complaint_in_the_supergroup_is_about_the_answer_before(
    server: TelegramServer, start_bot: StartBot, opened: list[Storage], tmp_path: Path
) -> None:
    """Which was given in the group."""
    async with start_bot():
        await server.exchange(in_group(f"/ask {FIRST}"))
        await server.receive(moving())
        await server.exchange(in_group("/help"))
        (answer,) = await server.exchange(in_group("/ask jawabannya salah", **in_new_group()))
    assert "maaf" in answer.text.lower()
    storage = open_storage(bot_settings(server.root, data_dir=tmp_path))
    opened.append(storage)
    assert [each.question for each, _ in storage.records.rated(Rating.DOWN)] == ["?"]


@pytest.mark.parametrize("access", ["allow-list", "invitation"])
async def test_a_listed_group_stays_so_as_a_supergroup(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, access: str
) -> None:
    """Whoever makes it one, also after a restart; no other does."""
    async with start_bot(access=access, allowed_ids=frozenset({GROUP})):
        await server.receive(moving())
        await server.receive(moving(to=False))
        await server.exchange(in_group(f"/ask {FIRST}", **in_new_group()))
    async with start_bot(access=access, allowed_ids=frozenset({GROUP})):
        await server.exchange(in_group(f"/ask {LATER}", **in_new_group()))
        other = {"id": NEW_GROUP - 1, "type": "supergroup", "title": "Lain"}
        await server.receive(in_group("/ask Kapan gempa?", chat=other))
        await server.exchange(in_group("/help"))
    assert engine.asked == [FIRST, LATER]


@pytest.mark.usefixtures("answers")
async def test_an_answer_finds_its_group_that_has_moved_meanwhile(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """As a message to nobody's other one; what was said follows, without any message about the move."""
    moved = "Bad Request: group chat was upgraded to a supergroup chat"
    server.fail("sendMessage", moved, parameters={"migrate_to_chat_id": NEW_GROUP})
    (answer,) = await server.exchange(in_group(f"/ask {FIRST}", message_id=9000))
    await server.exchange(in_group("/ask di mana?", **in_new_group()))

    assert (str(answer.fields["chat_id"]), answer.fields.get("reply_parameters")) == (str(NEW_GROUP), None)
    assert engine.asked == [FIRST, WHERE]
