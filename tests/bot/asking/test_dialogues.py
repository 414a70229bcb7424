"""Follow-up questions: what carries over, for whom, for how long, and how it is taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from telegram import Message, User

from bot.asking.dialogues import LASTS, Dialogues
from index import Exchange
from index.language.reading import QuestionReading
from tests.bot.conftest import Running
from tests.bot.samples import (
    GROUP,
    OTHER,
    READER,
    SUMMIT,
    SmallEngine,
    a_message,
    a_press,
    a_reply,
    an_answer,
    an_edit,
    in_group,
    remembered,
)
from tests.bot.telegram_server import Call, TelegramServer

FIRST = "Kapan KTT Trump–Kim?"
WHERE = "di mana KTT Trump–Kim?"
LATER = 1_700_000_000 + 601


@pytest.fixture(autouse=True)
def answers(engine: SmallEngine) -> None:
    """The engine repeats the question, as the real one does."""
    for question, answer in (
        (FIRST, "12 Juni"),
        (WHERE, "Singapura"),
        ("di mana?", "Pyongyang"),
        ("Siapa yang meresmikan Jembatan Kali Wangi?", "Tatang Suherlan"),
        ("siapa Tatang Suherlan?", "Bupati Ciwangi"),
    ):
        engine.replies[question] = a_reply(an_answer(answer, f"Jawabannya {answer}."), question=question)


def the_bots(message_id: int, chat_id: int = READER) -> dict[str, Any]:
    """Return a message of the bot, to be replied to."""
    return {
        "message_id": message_id,
        "date": 1_700_000_000,
        "chat": {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup"},
        "from": {"id": 7, "is_bot": True, "first_name": "Tanya"},
        "text": "…",
    }


def label_of(answer: Call) -> list[str]:
    return [button["text"] for button in answer.buttons]


async def test_the_subject_carries_over_visibly(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The answer says above what it is about, as an entity, and has a button to take that back."""
    (first,) = await server.exchange(a_message(FIRST))
    (second,) = await server.exchange(a_message("di mana?"))
    assert engine.asked == [FIRST, WHERE]
    assert second.text.splitlines()[0] == "tentang: KTT Trump–Kim"
    assert second.marked("italic") == ["tentang: KTT Trump–Kim"]
    assert second.marked("bold")[0] == "Singapura"
    assert "✕ Bukan tentang ini" in label_of(second)
    assert "✕ Bukan tentang ini" not in label_of(first)
    assert not first.marked("italic")


async def test_a_greeting_is_no_subject(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The index is asked without it, and what follows goes on from the question alone."""
    for message in (f"Halo kak, {FIRST}", "di mana?"):
        await server.exchange(a_message(message))
    assert engine.asked == [FIRST, WHERE]


async def test_thanks_in_between_change_nothing(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    for message in (FIRST, "makasih", "di mana?"):
        await server.exchange(a_message(message))
    assert engine.asked == [FIRST, WHERE]


async def test_in_english(server: TelegramServer, bot: Running) -> None:
    """The line and the button speak the reader's language."""
    _, second = await server.exchange(a_message(FIRST, language="en"), a_message("di mana?", language="en"))
    assert second.text.startswith("about: KTT Trump–Kim\n\nSingapura")
    assert "✕ Not about this" in label_of(second)


async def test_a_person_who_was_the_answer(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """ "Siapa dia?" asks about the answer."""
    await server.exchange(a_message("Siapa yang meresmikan Jembatan Kali Wangi?"), a_message("siapa dia?"))
    assert engine.asked[-1] == "siapa Tatang Suherlan?"


async def test_pages_keep_the_line(server: TelegramServer, bot: Running) -> None:
    """Back from the passages, the answer stands there as it was."""
    _, second = await server.exchange(a_message(FIRST), a_message("di mana?"))
    key = second.buttons[0]["callback_data"].split(":")[1]
    await server.receive(a_press(f"p:{key}:0", 50))
    await server.receive(a_press(f"a:{key}", 50))
    await server.until(lambda: len(server.edited) == 2)
    assert server.edited[-1].text == second.text
    assert server.edited[-1].buttons == second.buttons


async def test_dropped(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The button asks the question as it was written, in the same message; what follows, follows on that."""
    _, second = await server.exchange(a_message(FIRST), a_message("di mana?"))
    drop = next(button for button in second.buttons if button["text"].startswith("✕"))
    assert len(drop["callback_data"].encode()) <= 64
    await server.receive(a_press(drop["callback_data"], 50))
    await server.until(lambda: len(server.edited) == 1)
    assert engine.asked[-1] == "di mana?"
    assert server.edited[0].text.startswith("Pyongyang")
    assert label_of(server.edited[0]) == ["Kutipan lain", "👍", "👎"]
    await server.exchange(a_message("kapan?"))
    assert engine.asked[-1] == "kapan?"


async def test_somebody_else_may_not_drop(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """In a group the button is the asker's; others are told so."""
    _, second = await server.exchange(in_group(f"/ask {FIRST}"), in_group("/ask di mana?"))
    drop = next(button for button in second.buttons if button["text"].startswith("✕"))
    await server.receive(a_press(drop["callback_data"], 50, OTHER))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    told = server.named("answerCallbackQuery")[0].fields["text"]
    assert told.startswith("Hanya yang bertanya yang bisa melakukannya.")
    assert server.edited == []


async def test_an_expired_drop(server: TelegramServer, bot: Running) -> None:
    """A button from before a restart says so."""
    for data in ("d:gone", "d:"):
        await server.receive(a_press(data, 50))
    await server.until(lambda: len(server.named("answerCallbackQuery")) == 2)
    assert all("kedaluwarsa" in call.fields["text"] for call in server.named("answerCallbackQuery"))


async def test_each_person_chat_and_topic_has_its_own(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """Nothing carries over to another person, chat or topic; what is asked there of nothing is asked back."""
    topic: dict[str, Any] = {"message_thread_id": 77, "is_topic_message": True}
    await server.exchange(in_group(f"/ask {FIRST}", **topic))
    answers = await server.exchange(
        in_group("/ask di mana?", OTHER, **topic),
        in_group("/ask di mana?"),
        in_group("/ask di mana?", message_thread_id=78, is_topic_message=True),
        a_message("di mana?"),
    )
    assert engine.asked == [FIRST]
    assert all(each.text.startswith("Tentang apa?") for each in answers)
    await server.exchange(in_group("/ask di mana?", **topic))
    assert engine.asked[-1] == WHERE


async def test_it_expires(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """After ten minutes a question stands alone again: what a bare "where?" is about is asked back."""
    _, back = await server.exchange(a_message(FIRST), a_message("di mana?", date=LATER))
    assert (engine.asked, back.text.split("?")[0]) == ([FIRST], "Tentang apa")


async def test_a_reply_goes_on_from_an_older_answer(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """However long ago it was given, and whatever was asked since; a reply to an unknown answer begins anew."""
    await server.exchange(a_message(FIRST))
    known = server.last_message_id
    await server.exchange(a_message("Siapa yang meresmikan Jembatan Kali Wangi?"))
    await server.exchange(a_message("di mana?", date=LATER, reply_to_message=the_bots(known)))
    assert engine.asked[-1] == WHERE
    (back,) = await server.exchange(a_message("di mana?", date=LATER, reply_to_message=the_bots(987_654)))
    assert (engine.asked[-1], back.text.split("?")[0]) == (WHERE, "Tentang apa")


async def test_a_new_subject_begins_a_new_dialogue(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A question with a name of its own is asked as it is, and is what the next one follows on."""
    await server.exchange(a_message(FIRST), a_message("Siapa yang meresmikan Jembatan Kali Wangi?"))
    await server.exchange(a_message("siapa dia?"))
    assert engine.asked[1:] == ["Siapa yang meresmikan Jembatan Kali Wangi?", "siapa Tatang Suherlan?"]


async def test_an_edit_follows_on_what_was_said_before_it(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """An edited follow-up is completed as it was; an edited first question stays the first."""
    first, second = a_message(FIRST), a_message("kapan dimulai?")
    await server.exchange(first, second)
    await server.receive(an_edit(second, "di mana?"))
    await server.until(lambda: len(server.edited) == 1)
    assert engine.asked[-1] == WHERE
    await server.receive(an_edit(first, "di mana?"))
    await server.until(lambda: len(server.edited) == 2)
    assert (engine.asked[-1], server.edited[-1].text.split("?")[0]) == (WHERE, "Tentang apa")
    await server.exchange(a_message("di mana?"))
    assert engine.asked[-1].startswith("di mana ")


async def test_a_link_begins_a_new_dialogue(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A question in a link follows on nothing that was said, and can be followed on; a bare one is asked back."""
    await server.exchange(a_message(FIRST))
    before = len(server.sent)
    await server.receive(a_message("/start ZGkgbWFuYT8"))
    await server.until(lambda: len(server.sent) == before + 2)
    assert (engine.asked, server.sent[-1].text.split("?")[0]) == ([FIRST], "Tentang apa")


async def test_what_was_not_understood_is_not_followed_on(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """A message without a question between two questions changes nothing."""
    await server.exchange(a_message(FIRST), a_message("🙂"), a_message("di mana?"))
    assert engine.asked == [FIRST, WHERE]


async def test_group_members_press_for_an_anonymous_administrator(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """Who speaks for the group has no number of their own: the group's people may drop what was carried over."""
    group = {"id": GROUP, "type": "supergroup", "title": "Warga"}
    anonymous: dict[str, Any] = {"sender_chat": group, "from": {"id": 1087968824, "is_bot": True, "first_name": "G"}}
    _, second = await server.exchange(in_group(f"/ask {FIRST}", **anonymous), in_group("/ask di mana?", **anonymous))
    assert engine.asked[-1] == WHERE
    drop = next(button for button in second.buttons if button["text"].startswith("✕"))
    message = the_bots(50, GROUP)
    await server.receive(a_press(drop["callback_data"], 50, message=message))
    await server.until(lambda: len(server.edited) == 1)
    assert engine.asked[-1] == "di mana?"


def test_a_person_or_a_chat_is_forgotten() -> None:
    """What somebody said in a group goes with them, what others said there stays; a chat goes with all of it."""
    ours = remembered(SUMMIT, GROUP).message
    people = [User(number, "Ani", False) for number in (READER, OTHER)]

    def known(dialogues: Dialogues) -> list[bool]:
        return [dialogues.before(ours, person) is not None for person in people]

    for number, expected in ((READER, [False, True]), (GROUP, [False, False])):
        dialogues = Dialogues()
        for person in people:
            dialogues.note(ours, person, Exchange(FIRST), ours)
        assert known(dialogues) == [True, True]
        dialogues.forget(number)
        assert known(dialogues) == expected


def test_what_is_kept_is_bounded() -> None:
    """By number, and what has expired goes with the next question."""
    dialogues = Dialogues(capacity=2)
    messages = [remembered(SUMMIT, number).message for number in (1, 2, 3)]
    for message in messages:
        dialogues.note(message, None, Exchange(FIRST), message)
    assert [dialogues.before(each, None) is not None for each in messages] == [False, True, True]
    late = Message(10**6, messages[0].date + LASTS * 2, messages[0].chat)
    dialogues.note(late, None, Exchange(FIRST), late)
    assert [dialogues.before(each, None) is not None for each in (*messages[1:], late)] == [False, False, True]


async def test_a_chatted_follow_up(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """It is read in standard words before it is completed."""
    await server.exchange(a_message(FIRST), a_message("dmn itu min?"))
    assert engine.asked == [FIRST, WHERE]


async def test_a_surprising_reading_is_told_and_taken_back(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """The answer says how a misspelt name was read; the button asks for it as it was written."""
    typed, read = "umur ayu pramsti?", "umur Ayu Pramesti?"
    engine.replies[typed] = replace(SUMMIT, question=typed, reading=QuestionReading(read, typed, read, (), True))
    (answer,) = await server.exchange(a_message(typed))
    assert answer.text.splitlines()[0] == f"dibaca sebagai: {read}"
    assert answer.marked("italic") == [f"dibaca sebagai: {read}"]
    drop = next(button for button in answer.buttons if button["text"] == "✕ Seperti yang saya tulis")
    await server.receive(a_press(drop["callback_data"], 50))
    await server.until(lambda: len(server.edited) == 1)
    assert list(zip(engine.asked, engine.corrected, strict=True)) == [(typed, True), (typed, False)]


async def test_what_follows_goes_on_from_what_was_read(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    typed, read = "umur ayu pramesti brp", "umur Ayu Pramesti berapa"
    engine.replies[typed] = replace(SUMMIT, question=typed, reading=QuestionReading(read.lower(), typed, read))
    await server.exchange(a_message(typed), a_message("klo budi santoso?"))
    assert engine.asked[-1] == "umur budi santoso berapa?"
