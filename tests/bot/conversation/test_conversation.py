"""Whole exchanges: updates in, messages out, through the real client and a real server."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

import bot.sending.replying as bot_replying
from index import Certainty
from tests.bot.conftest import Running, StartBot
from tests.bot.samples import (
    ADMIN,
    GROUP,
    OTHER,
    READER,
    UNKNOWN,
    SmallEngine,
    a_message,
    a_press,
    a_reply,
    a_user,
    an_answer,
    an_article,
    in_group,
)
from tests.bot.telegram_server import TelegramServer


async def test_start_speaks_the_users_language(server: TelegramServer, bot: Running) -> None:
    """Indonesian for `id` and `ms`, English for every other language and for none."""
    codes = ["id", "id-ID", "ms", "en", "fr", None]
    texts = [(await server.exchange(a_message("/start", language=code)))[0].text for code in codes]
    assert [text.split("!")[0] for text in texts] == ["Halo", "Halo", "Halo", "Hello", "Hello", "Hello"]
    assert all(len(text.splitlines()) == 3 for text in texts)


async def test_help(server: TelegramServer, bot: Running) -> None:
    """/help names the commands and the buttons as they are written on them."""
    (answer,) = await server.exchange(a_message("/help", language="en"))
    assert "/ask" in answer.text
    assert "Other quotes" in answer.text


@pytest.mark.parametrize("language", ["id", "en"])
async def test_help_lists_an_administrators_commands(server: TelegramServer, bot: Running, language: str) -> None:
    """To administrators, in private, and to nobody else."""
    orders = ("/status", "/stats", "/reindex", "/add", "/remove", "/invite")
    (told,) = await server.exchange(a_message("/help", ADMIN, language))
    assert all(f"\n{each} " in told.text for each in orders)
    (other,) = await server.exchange(a_message("/help", language=language))
    (in_public,) = await server.exchange(in_group("/help", ADMIN, language))
    assert not any(each in answer.text for each in orders for answer in (other, in_public))


async def test_a_refused_question_that_names_nobody_is_no_subject(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """A bare "when?" after it is asked back."""
    engine.replies["who won the lottery?"] = a_reply(certainty=Certainty.NONE, question="who won the lottery?")
    await server.exchange(a_message("who won the lottery?", language="en"))
    asked = list(engine.asked)
    (answer,) = await server.exchange(a_message("when?", language="en"))
    assert answer.text.startswith("About what?")
    assert engine.asked == asked


async def test_question_is_quoted_where_others_came_between(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """In a private chat alone; in a group every answer quotes its question."""
    # As in Telegram, later messages have higher numbers, whoever writes them.
    server.next_id = 1_000_000
    engine.holds["Kapan KTT?"] = threading.Event()
    first, second = a_message("Kapan KTT?"), a_message("Di mana KTT?")
    await server.receive(first)
    await server.until(lambda: bool(server.named("sendChatAction")))
    await server.receive(second)
    await server.exchange(a_message("Siapa presiden?", OTHER))
    engine.holds["Kapan KTT?"].set()
    await server.until(lambda: len(server.sent) == 3)
    quoted = {
        call.fields["reply_parameters"]["message_id"] for call in server.sent if "reply_parameters" in call.fields
    }
    assert quoted == {each["message"]["message_id"] for each in (first, second)}
    (answer,) = await server.exchange(question := in_group("/ask Kapan KTT?"))
    assert answer.fields["reply_parameters"]["message_id"] == question["message"]["message_id"]


async def test_question_in_private(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The answer stands below the question, shows typing meanwhile, and marks what it quotes."""
    question = a_message("  Kapan pertemuan Trump dan Kim?  ")
    (answer,) = await server.exchange(question)
    assert engine.asked == ["Kapan pertemuan Trump dan Kim?"]
    assert answer.text.splitlines()[0] == "12 Juni 2018"
    assert answer.marked("bold") == ["12 Juni 2018", "12 Juni"]
    assert answer.marked("blockquote") == ["Pertemuan Trump dan Kim akan berlangsung pada 12 Juni di Singapura."]
    assert answer.marked("text_link") == ["Lavrov di Pyongyang"]
    assert "Kantor Berita Contoh · 1 Juni 2018" in answer.text
    assert "reply_parameters" not in answer.fields
    assert answer.fields["link_preview_options"] == {"is_disabled": True}
    assert server.named("sendChatAction")[0].fields["action"] == "typing"
    more, *thumbs = answer.buttons
    assert [button["text"] for button in thumbs] == ["👍", "👎"]
    assert more["text"] == "Kutipan lain"
    assert len(more["callback_data"].encode()) <= 64
    links = [each["url"] for each in answer.fields["entities"] if "url" in each]
    assert links[0].startswith("https://example.org/lavrov#:~:text=Pertemuan%20Trump")


async def test_threshold_of_the_settings(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """TANYA_MIN_CONFIDENCE reaches the engine."""
    async with start_bot(min_confidence=0.7):
        await server.exchange(a_message("Kapan KTT?"))
    assert engine.min_confidence == 0.7


async def test_not_answered(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """When nothing answers, the bot says so and shows the nearest passage."""
    engine.replies["Siapa juara dunia?"] = UNKNOWN
    (answer,) = await server.exchange(a_message("Siapa juara dunia?"))
    assert answer.text.startswith("Saya belum menemukan jawaban yang pasti.")
    assert answer.marked("blockquote") == ["Bagian nomor 1."]
    assert answer.marked("bold") == []
    assert [button["text"] for button in answer.buttons] == ["Kutipan lain", "👍", "👎"]


async def test_ask_in_a_group(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """/ask works in groups, also with the bot's name; a group's other talk and commands get no word."""
    quiet = [
        in_group("Kapan pertemuannya?"),
        in_group("/unknown"),
        in_group("/ask@some_other_bot Kapan?"),
        in_group("/reindex", ADMIN + 1),
    ]
    for update in quiet:
        await server.receive(update)
    (answer,) = await server.exchange(in_group("/ask@tanya_test_bot Kapan pertemuan Trump dan Kim?"))
    assert engine.asked == ["Kapan pertemuan Trump dan Kim?"]
    assert answer.fields["chat_id"] == str(GROUP)
    assert len(server.sent) == 1


async def test_ask_stays_in_the_topic(server: TelegramServer, bot: Running) -> None:
    """In a group with topics, the answer and the typing action go to the question's topic."""
    topic: dict[str, Any] = {"message_thread_id": 77, "is_topic_message": True}
    (answer,) = await server.exchange(in_group("/ask Kapan KTT?", **topic))
    assert answer.fields["message_thread_id"] == "77"
    assert server.named("sendChatAction")[0].fields["message_thread_id"] == "77"


async def test_ask_as_a_reply(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """/ask alone, as a reply, asks the other message's text or caption."""
    for other in ({"text": "Di mana KTT?"}, {"caption": "Foto apa ini?"}):
        replied = in_group("x", OTHER)["message"] | {"text": None} | other
        await server.exchange(in_group("/ask", reply_to_message=replied))
    assert engine.asked == ["Di mana KTT?", "Foto apa ini?"]


@pytest.mark.parametrize("shown", ["/help", "/start", "Kapan KTT?"])
async def test_ask_in_reply_to_the_bot(server: TelegramServer, engine: SmallEngine, bot: Running, shown: str) -> None:
    """What the bot says asks nothing, neither its answers nor what it said in inline mode."""
    (sent,) = await server.exchange(a_message(shown))
    before = list(engine.asked)
    own = {"id": 7, "is_bot": True, "first_name": "Tanya"}
    for chat, extra in ((READER, {"from": own}), (GROUP, {"from": own}), (GROUP, {"via_bot": own})):
        replied = (a_message if chat == READER else in_group)(sent.text)["message"] | extra
        update = (a_message if chat == READER else in_group)("/ask", reply_to_message=replied)
        (usage,) = await server.exchange(update)
        assert usage.text.startswith("Tuliskan pertanyaan Anda setelah perintahnya")
    assert engine.asked == before
    await server.exchange(a_message("/ask Siapa Kim?", reply_to_message=replied))
    assert engine.asked == [*before, "Siapa Kim?"]


async def test_ask_in_reply_to_the_offer_to_ask_a_forwarded_message(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """The forwarded message is meant, until its sender has everything forgotten."""
    origin: dict[str, Any] = {"type": "user", "date": 1, "sender_user": a_user(OTHER)}
    (offer,) = await server.exchange(a_message("Gempa guncang Teluk Sagu semalam.", forward_origin=origin))
    assert offer.text == "Itu pesan terusan. Mau bertanya tentang isinya? Balas pesan itu dengan /ask."
    own = {"id": 7, "is_bot": True, "first_name": "Tanya"}
    replied = a_message(offer.text)["message"] | {"from": own, "message_id": server.last_message_id}
    await server.exchange(a_message("/ask", reply_to_message=replied))
    assert engine.asked == ["Gempa guncang Teluk Sagu semalam."]
    await server.receive(a_press(f"g:yes:{READER}", 50))
    await server.until(lambda: bool(server.edited))
    (usage,) = await server.exchange(a_message("/ask", reply_to_message=replied))
    assert usage.text.startswith("Tuliskan pertanyaan Anda setelah perintahnya")
    assert len(engine.asked) == 1


async def test_ask_without_a_question(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """/ask alone explains itself, with an example."""
    (answer,) = await server.exchange(a_message("/ask", language="en"))
    assert "/ask When is the Trump–Kim summit?" in answer.text
    assert engine.asked == []


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("?!…", "in words"),
        ("\u200b", "in words"),
        ("a" * 5000, "1,000 characters"),
    ],
)
async def test_questions_that_cannot_be_asked(
    server: TelegramServer, engine: SmallEngine, bot: Running, question: str, says: str
) -> None:
    """A question without a letter or digit, or too long, gets a sentence and never reaches the engine."""
    (answer,) = await server.exchange(a_message(question, language="en"))
    assert says in answer.text
    assert engine.asked == []


async def test_sticker(server: TelegramServer, bot: Running) -> None:
    """What is not text gets one friendly line in private."""
    sticker = {
        "file_id": "s",
        "file_unique_id": "s",
        "width": 1,
        "height": 1,
        "is_animated": False,
        "is_video": False,
        "type": "regular",
    }
    (answer,) = await server.exchange(a_message(None, sticker=sticker))
    assert answer.text == "Saya hanya bisa membaca teks dan keterangan foto. Apa yang ingin Anda ketahui?"


async def test_album(server: TelegramServer, bot: Running) -> None:
    """An album arrives as several messages and gets one line."""
    photo = [{"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}]
    for _ in range(4):
        await server.receive(a_message(None, photo=photo, media_group_id="g1"))
    await server.receive(a_message("/start"))
    await server.until(lambda: len(server.sent) == 2)
    assert sorted(call.text.split()[0] for call in server.sent) == ["Halo!", "Saya"]


async def test_service_message(server: TelegramServer, bot: Running) -> None:
    """Somebody pinning a message is nothing to answer."""
    await server.receive(a_message(None, pinned_message=a_message("x")["message"]))
    (answer,) = await server.exchange(a_message("/start"))
    assert server.sent == [answer]


async def test_unknown_command(server: TelegramServer, bot: Running) -> None:
    """An unknown command gets one line in private."""
    (answer,) = await server.exchange(a_message("/nosuch", language="en"))
    assert answer.text == "I don’t know that command. See /help for what I can do."


async def test_order_within_a_chat(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """One chat's questions are answered in their order, while another chat does not wait for them."""
    engine.holds["satu?"] = threading.Event()
    for text in ("satu?", "dua?"):
        await server.receive(a_message(text))
    (other,) = await server.exchange(a_message("tiga?", OTHER))
    assert other.fields["chat_id"] == str(OTHER)
    assert set(engine.asked) == {"satu?", "tiga?"}
    engine.holds["satu?"].set()
    await server.until(lambda: len(server.sent) == 3)
    assert engine.asked[2:] == ["dua?"]


async def test_access_list(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """With an allow-list, others are told their number in private and nothing in groups; administrators get in."""
    async with start_bot(access="allow-list", allowed_ids=frozenset({READER})):
        (refused,) = await server.exchange(a_message("Kapan KTT?", OTHER, language="en"))
        await server.receive(in_group("/ask Kapan KTT?", OTHER))
        answers = await server.exchange(
            a_message("Kapan KTT?"), a_message("Kapan KTT?", ADMIN), in_group("/ask Kapan KTT?")
        )
    assert refused.text.endswith(str(OTHER))
    assert all(answer.text.startswith("12 Juni") for answer in answers)
    assert len(server.sent) == 4
    assert len(engine.asked) == 3


async def test_answer_without_link(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """An article that has no web address is named, but not linked."""
    engine.replies["Kapan KTT?"] = a_reply(an_answer(article=an_article(url="file:///etc/passwd")), passages=[])
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    assert answer.marked("text_link") == []
    assert [button["text"] for button in answer.buttons] == ["👍", "👎"]
    assert "Lavrov di Pyongyang" in answer.text


async def test_nothing_found(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Without any passage there is nothing to open, but the refusal can be rated."""
    engine.replies["Kapan KTT?"] = a_reply(passages=[], certainty=Certainty.NONE)
    (answer,) = await server.exchange(a_message("Kapan KTT?", language="en"))
    assert answer.text == "I couldn’t find a clear answer, and nothing in the articles comes close."
    assert [button["text"] for button in answer.buttons] == ["👍", "👎"]


async def test_typing_goes_on(
    server: TelegramServer, engine: SmallEngine, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram forgets a typing action after five seconds, so it is repeated while the question runs."""
    monkeypatch.setattr(bot_replying, "_TYPING_EVERY_S", 0.01)
    engine.holds["Kapan KTT?"] = threading.Event()
    await server.receive(a_message("Kapan KTT?"))
    await server.until(lambda: len(server.named("sendChatAction")) >= 3)
    engine.holds["Kapan KTT?"].set()
    await server.until(lambda: len(server.sent) == 1)
    assert {call.fields["action"] for call in server.named("sendChatAction")} == {"typing"}


async def test_forwarded_question(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A forwarded question is a question."""
    origin: dict[str, Any] = {"type": "user", "date": 1, "sender_user": a_user(OTHER)}
    (answer,) = await server.exchange(a_message("Kapan KTT?", forward_origin=origin))
    assert answer.text.startswith("12 Juni")


async def test_question_is_kept(server: TelegramServer, tmp_path: Path, bot: Running) -> None:
    """A question stands in the bot's file once it is answered, with what the person waited, and in no log."""
    await server.exchange(a_message("Kapan KTT?"))
    connection = sqlite3.connect(tmp_path / "bot.sqlite")
    ((question, answer, latency_ms),) = connection.execute("SELECT question, answer, latency_ms FROM questions")
    connection.close()
    assert (question, answer) == ("?", "12 Juni")
    assert latency_ms > 0
