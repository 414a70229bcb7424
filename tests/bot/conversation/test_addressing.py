"""Which messages are answered: in groups, with pictures, forwarded, and by whom they were written."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Message

from bot.asking.meaning import QuestionProblem, problem_with
from bot.conversation.addressing import Addressed, addressed, is_forwarded_reading, own_words
from index import IndexMissing, Progress, Stage
from tests.bot.conftest import Running
from tests.bot.samples import GROUP, OTHER, READER, SmallEngine, a_message, a_user, an_edit, in_group
from tests.bot.telegram_server import USERNAME, TelegramServer

BOT: dict[str, Any] = {"id": 7, "is_bot": True, "first_name": "Tanya", "username": USERNAME}
PHOTO: list[dict[str, Any]] = [{"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}]
STICKER: dict[str, Any] = {
    "file_id": "s",
    "file_unique_id": "s",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}
FORWARDED: dict[str, Any] = {"type": "user", "date": 1, "sender_user": a_user(OTHER)}
A_BOT: dict[str, Any] = {"from": a_user(OTHER) | {"is_bot": True}}
TEXT_ONLY = "Saya hanya bisa membaca teks dan keterangan foto. Apa yang ingin Anda ketahui?"


def mention(text: str, name: str = USERNAME) -> Any:
    """Return text and entities of a text that mentions somebody, where it does."""
    at = text.index(f"@{name}")
    offset = len(text[:at].encode("utf-16-le")) // 2
    return {"text": text, "entities": [{"type": "mention", "offset": offset, "length": len(name) + 1}]}


def the_bots(**extra: Any) -> dict[str, Any]:
    chat = {"id": GROUP, "type": "supergroup", "title": "Warga"}
    return {"message_id": 5, "date": 1_700_000_000, "chat": chat, "from": BOT, "text": "…"} | extra


def parsed(update: dict[str, Any]) -> Message:
    message = Message.de_json(update["message"], None)
    assert message is not None
    return message


@pytest.mark.parametrize(
    ("update", "words"),
    [
        (a_message("Kapan KTT?"), "Kapan KTT?"),
        (a_message(None, photo=PHOTO, caption="Siapa ini?"), "Siapa ini?"),
        (a_message(None, sticker=STICKER | {"type": "regular"}), ""),
        (in_group("Kapan KTT?"), None),
        (in_group(**mention(f"@{USERNAME} Kapan KTT?")), "Kapan KTT?"),
        (in_group(**mention(f"🙂🎉 @{USERNAME} Kapan KTT?")), "🙂🎉  Kapan KTT?"),
        (in_group(**mention(f"Kapan, @{USERNAME.upper()}?", USERNAME.upper())), "Kapan, ?"),
        (in_group(**mention("@somebody Kapan KTT?", "somebody")), None),
        (in_group("Kapan KTT?", reply_to_message=the_bots()), "Kapan KTT?"),
        (in_group("Kapan KTT?", reply_to_message=the_bots(**{"from": a_user(OTHER)})), None),
        (in_group("Kapan KTT?", reply_to_message=the_bots(), is_automatic_forward=True), None),
        (in_group("Kapan KTT?", reply_to_message=the_bots(), sender_chat={"id": -5, "type": "channel"}), None),
        (
            in_group("Kapan KTT?", reply_to_message=the_bots(), sender_chat={"id": GROUP, "type": "supergroup"}),
            "Kapan KTT?",
        ),
        (a_message("12 Juni", via_bot=BOT), None),
        (a_message("Kapan KTT?", OTHER, **A_BOT), None),
    ],
)
def test_meant_for_the_bot(update: dict[str, Any], words: str | None) -> None:
    """In private everything people write; in groups mentions and replies; never what bots and channels say."""
    assert addressed(parsed(update), 7, USERNAME) == (None if words is None else Addressed(words))


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_any_text_and_entity(text: str, offset: int, length: int) -> None:
    """Half characters, and entities that point anywhere, are no error."""
    entity = {"type": "mention", "offset": offset, "length": length}
    said = addressed(parsed(in_group(text, entities=[entity], reply_to_message=the_bots())), 7, USERNAME)
    assert said == Addressed(text.strip())
    assert addressed(parsed(a_message("\ud800 Kapan KTT?\udc00", entities=[entity])), 7, USERNAME) is not None


@pytest.mark.parametrize(
    ("text", "is_reading"), [("Kapan KTT?", False), ("kapan gempa", False), ("Gempa besar.", True)]
)
def test_forwarded_reading(text: str, is_reading: bool) -> None:
    """What was forwarded is a question when it looks like one."""
    assert is_forwarded_reading(parsed(a_message(text, forward_origin=FORWARDED)), text) is is_reading
    assert not is_forwarded_reading(parsed(a_message(text)), text)


def marked(text: str) -> dict[str, Any]:
    """Return text and entities as Telegram sends them: commands and mentions are marked."""
    found = re.finditer(r"(?<!\S)[/@]\w+(?:@\w+)?", text)
    kinds = {"/": "bot_command", "@": "mention"}
    entities = [{"type": kinds[each.group()[0]], "offset": each.start(), "length": len(each.group())} for each in found]
    return {"text": text, "entities": entities}


@pytest.mark.parametrize(
    "text",
    [
        f"/ask @{USERNAME} Kapan KTT?",
        f"/ask@{USERNAME} @{USERNAME} Kapan KTT?",
        f"@{USERNAME} Kapan KTT? @{USERNAME.upper()}",
        "/ask@other_bot Kapan KTT?",
        f"@OtherBot @{USERNAME} Kapan KTT?",
        "/ask@other_bot @other_bot Kapan KTT?",
    ],
)
async def test_names_of_bots_are_no_part_of_a_question(
    server: TelegramServer, engine: SmallEngine, bot: Running, text: str
) -> None:
    """Neither in a message nor in the one that it replies to; another bot's name further on is."""
    assert own_words(parsed(in_group(**marked(text))), USERNAME) == "Kapan KTT?"
    replied = in_group(**marked(text), user_id=OTHER)["message"]
    await server.exchange(in_group("/ask", reply_to_message=replied))
    await server.exchange(in_group(**marked(f"@{USERNAME} ??"), reply_to_message=replied))
    assert engine.asked == ["Kapan KTT?"] * 2
    about = "Siapa pembuat @other_bot itu?"
    assert own_words(parsed(in_group(**marked(about))), USERNAME) == about


@pytest.mark.parametrize(("caption", "asked"), [("/ask@other_bot Kapan KTT?", ["Kapan KTT?"]), ("/latest", [])])
async def test_a_command_below_a_picture_is_no_question(
    server: TelegramServer, engine: SmallEngine, bot: Running, caption: str, asked: list[str]
) -> None:
    """In private what follows it is; in a group another bot's command is left alone."""
    picture = {"photo": PHOTO, "caption": caption, "caption_entities": marked(caption)["entities"]}
    if asked:
        quiet = in_group("x", reply_to_message=the_bots())
        await server.receive({"message": quiet["message"] | picture | {"text": None}})
    (answer,) = await server.exchange(a_message(None, **picture))
    assert engine.asked == asked
    assert (answer.text == TEXT_ONLY) == (not asked)


async def test_a_group(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A mention and a reply are answered, as a reply; everything else is left alone."""
    photo = in_group("x", OTHER)
    photo["message"] |= {"text": None, "photo": PHOTO, "caption": "Lihat!"}
    for quiet in (in_group("Kapan KTT?"), in_group("Kapan KTT?", reply_to_message=photo["message"]), photo):
        await server.receive(quiet)
    asked = in_group(**mention(f"@{USERNAME} Kapan KTT?"))
    answers = await server.exchange(asked, in_group("Di mana KTT?", reply_to_message=the_bots()))
    assert engine.asked == ["Kapan KTT?", "Di mana KTT?"]
    assert answers[0].fields["reply_parameters"]["message_id"] == asked["message"]["message_id"]
    assert len(server.sent) == 2


async def test_mentioned_under_somebodys_question(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A mention alone, in reply to somebody, asks that message; in reply to nobody it is told how to ask."""
    replied = in_group("Kapan KTT Trump–Kim?", OTHER)["message"]
    await server.exchange(in_group(**mention(f"@{USERNAME}"), reply_to_message=replied))
    assert engine.asked == ["Kapan KTT Trump–Kim?"]
    (answer,) = await server.exchange(in_group(**mention(f"@{USERNAME}")))
    assert f"sebut @{USERNAME}" in answer.text


async def test_a_sticker_in_a_group(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """It gets a line only when it replies to the bot."""
    quiet, to_the_bot = in_group("x"), in_group("x", reply_to_message=the_bots())
    for update in (quiet, to_the_bot):
        update["message"] |= {"text": None, "sticker": STICKER | {"type": "regular"}}
    await server.receive(quiet)
    (answer,) = await server.exchange(to_the_bot)
    assert answer.text == TEXT_ONLY
    assert len(server.sent) == 1


ANIMATION = {"file_id": "d", "file_unique_id": "d", "width": 1, "height": 1, "duration": 1}


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}},
        {"contact": {"phone_number": "1", "first_name": "Ani"}},
        {"location": {"longitude": 1.0, "latitude": 1.0}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"photo": PHOTO},
        {"photo": PHOTO, "caption": "  "},
        {"document": {"file_id": "d", "file_unique_id": "d"}, "animation": ANIMATION},
        {"video_note": {"file_id": "n", "file_unique_id": "n", "length": 1, "duration": 1}},
        {
            "poll": {"id": "1", "question": "Apa?", "options": [], "total_voter_count": 0, "is_closed": False}
            | {"is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
            | {"allows_revoting": False, "members_only": False}
        },
    ],
    ids=lambda content: next(iter(content)),
)
async def test_what_holds_no_words(server: TelegramServer, engine: SmallEngine, bot: Running, content: Any) -> None:
    """One friendly line, in private."""
    (answer,) = await server.exchange(a_message(None, **content))
    assert answer.text == TEXT_ONLY
    assert engine.asked == []


async def test_a_photo_with_a_question(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The caption is asked, once for an album, and again when it is edited."""
    first = a_message(None, photo=PHOTO, caption="Kapan KTT?", media_group_id="g2")
    await server.exchange(first)
    await server.receive(a_message(None, photo=PHOTO, media_group_id="g2"))
    await server.exchange(a_message("Siapa ketua?"))
    assert engine.asked == ["Kapan KTT?", "Siapa ketua?"]
    edited = {"edited_message": first["message"] | {"caption": "Di mana KTT?", "edit_date": 1_700_000_100}}
    await server.receive(edited)
    await server.until(lambda: len(server.edited) == 1)
    assert engine.asked[-1] == "Di mana KTT?"
    assert len(server.sent) == 2


DOCUMENT: dict[str, Any] = {"document": {"file_id": "d", "file_unique_id": "d"}}


@pytest.mark.parametrize("at", [0, 2])
@pytest.mark.parametrize(
    ("part", "caption", "says"),
    [
        ({"photo": PHOTO, "forward_origin": FORWARDED}, "Gempa besar terjadi kemarin.", "Itu pesan terusan"),
        (DOCUMENT, "Kapan KTT?", "12 Juni"),
        (DOCUMENT, "Jadwal kereta", "Terima kasih, tetapi"),
        (DOCUMENT, None, "Terima kasih, tetapi"),
    ],
)
async def test_an_album_gets_one_reply(
    server: TelegramServer, bot: Running, part: dict[str, Any], caption: str | None, says: str, at: int
) -> None:
    """Wherever its words stand, and whatever it is an album of."""
    for place in range(3):
        more: dict[str, Any] = {"caption": caption} if place == at and caption else {}
        await server.receive(a_message(None, media_group_id="g3", **part, **more))
    await server.until(lambda: bool(server.sent))
    await asyncio.sleep(1.2)
    assert [call.text.startswith(says) for call in server.sent] == [True]


async def test_a_photo_with_a_command(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """In a group, /ask works in a caption."""
    update = in_group("x")
    update["message"] |= {"text": None, "photo": PHOTO, "caption": "/ask Kapan KTT?"}
    update["message"]["caption_entities"] = [{"type": "bot_command", "offset": 0, "length": 4}]
    (answer,) = await server.exchange(update)
    assert engine.asked == ["Kapan KTT?"]
    assert answer.text.startswith("12 Juni")


async def test_an_edited_mention(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """In a group, a question that was answered is answered again, with or without the mention."""
    asked = in_group(**mention(f"@{USERNAME} Kapan KTT?"))
    await server.exchange(asked)
    edit = an_edit(asked, f"@{USERNAME} Di mana KTT?")
    await server.receive(edit)
    await server.until(lambda: len(server.edited) == 1)
    assert engine.asked == ["Kapan KTT?", "Di mana KTT?"]


async def test_forwarded(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Somebody else's news gets a line that says how to ask about it."""
    (answer,) = await server.exchange(a_message("Gempa besar terjadi kemarin.", forward_origin=FORWARDED))
    assert answer.text.startswith("Itu pesan terusan")
    assert engine.asked == []


async def test_what_inline_mode_inserted(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The bot's own answer, inserted in the chat with it, is no question."""
    await server.receive(a_message("12 Juni", via_bot=BOT))
    await server.exchange(a_message("Kapan KTT?"))
    assert engine.asked == ["Kapan KTT?"]


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post"])
async def test_channel_posts(server: TelegramServer, engine: SmallEngine, bot: Running, kind: str) -> None:
    """A channel is not answered, even if it mentions the bot."""
    post = in_group(**mention(f"@{USERNAME} Kapan KTT?"))["message"] | {
        "chat": {"id": -5, "type": "channel", "title": "K"}
    }
    await server.receive({kind: post})
    await server.exchange(a_message("Siapa ketua?"))
    assert engine.asked == ["Siapa ketua?"]


@pytest.mark.parametrize("command", ["ask", "help", "forget"])
@pytest.mark.parametrize("kind", ["channel", "supergroup"])
async def test_who_writes_in_another_chats_name(
    server: TelegramServer, engine: SmallEngine, bot: Running, command: str, kind: str
) -> None:
    """Commands are as little answered as mentions: nobody could press the buttons."""
    elsewhere: dict[str, Any] = {"sender_chat": {"id": -5, "type": kind, "title": "K"}}
    await server.receive(in_group(f"/{command}@{USERNAME} Kapan KTT?", **elsewhere))
    asked = in_group("x", **elsewhere)["message"] | {"text": None, "photo": PHOTO, "caption": f"/{command} Kapan KTT?"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(command) + 1}]
    await server.receive({"message": asked | {"caption_entities": entities}})
    await server.exchange(in_group("/ask Siapa ketua?"))
    assert engine.asked == ["Siapa ketua?"]
    assert len(server.sent) == 1


def test_a_megabyte() -> None:
    """It is looked at once."""
    text = "🙂" * 250_000 + f"@{USERNAME}" + "\ud800" * 250_000
    entity = {"type": "mention", "offset": 500_000, "length": len(USERNAME) + 1}
    said = addressed(parsed(in_group(text, entities=[entity])), 7, USERNAME)
    assert said == Addressed("🙂" * 250_000 + "\ud800" * 250_000)
    assert problem_with(said.words) is QuestionProblem.TOO_LONG


def test_a_link_alone_is_no_question() -> None:
    """With words beside it, it is one."""
    assert problem_with("https://example.org/a") is QuestionProblem.WITHOUT_WORDS
    assert problem_with("HTTP://example.org/a\nhttps://example.org/b") is QuestionProblem.WITHOUT_WORDS
    assert problem_with("apa isi https://example.org/a") is None


@pytest.mark.parametrize(
    "text", ["\ud800 Kapan KTT?", "Kapan KTT?\x00\u202e", "K" + "\u0301" * 900, "ا" * 900, "k " * 20_000]
)
async def test_any_characters(server: TelegramServer, engine: SmallEngine, bot: Running, text: str) -> None:
    """Half characters, NUL, right-to-left, stacked accents and very long texts all get an answer."""
    (answer,) = await server.exchange(a_message(text))
    assert answer.text.startswith(("12 Juni", "Pertanyaannya terlalu panjang"))
    (answer,) = await server.exchange(in_group(text, reply_to_message=the_bots()))
    assert answer.text.startswith(("12 Juni", "Pertanyaannya terlalu panjang"))


async def test_while_the_first_index_is_built(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A question is told how far it is; without a build, that there is nothing yet."""
    engine.replies["Kapan KTT?"] = IndexMissing("no snapshot")
    engine.elsewhere = Progress(Stage.EMBEDDING, 12, 24)
    (answer,) = await server.exchange(a_message("Kapan KTT?", language="en"))
    assert answer.text.startswith("Not yet:")
    assert "50%" in answer.text
    engine.elsewhere = None
    (answer,) = await server.exchange(a_message("Kapan KTT?", READER + 50))
    assert answer.text == "Belum ada artikel yang bisa saya baca. Silakan kembali lagi nanti."
