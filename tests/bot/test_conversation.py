"""Whole exchanges: updates in, messages out, through the real client and a real server."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.ext import ApplicationHandlerStop

import bot.replying as bot_replying
from bot.access import AccessPolicy
from bot.catalogue import bundled_catalogue
from bot.entrance import Entrance
from bot.invitations import Invitations
from bot.languages import Languages
from bot.records import FILE_NAME, Records
from index import IndexMissing, QueryProblem
from tanya.settings import Access
from tests.bot.conftest import StartBot
from tests.bot.samples import (
    ADMIN,
    GROUP,
    OTHER,
    READER,
    UNKNOWN,
    SmallEngine,
    a_message,
    a_passage,
    a_press,
    a_reply,
    a_user,
    an_answer,
    an_article,
    an_edit,
    in_group,
)
from tests.bot.telegram_server import Call, TelegramServer

Running = asyncio.Task[None]


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
    assert "More passages" in answer.text


async def test_question_in_private(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The answer replies to the question, shows typing meanwhile, and marks what it quotes."""
    question = a_message("  Kapan pertemuan Trump dan Kim?  ")
    (answer,) = await server.exchange(question)
    assert engine.asked == ["Kapan pertemuan Trump dan Kim?"]
    assert answer.text.splitlines()[0] == "12 Juni · 12 Juni 2018"
    assert answer.marked("bold") == ["12 Juni", "12 Juni"]
    assert answer.marked("blockquote") == ["Pertemuan Trump dan Kim akan berlangsung pada 12 Juni di Singapura."]
    assert answer.marked("text_link") == ["Lavrov di Pyongyang"]
    assert "Kantor Berita Contoh · 1 Juni 2018" in answer.text
    assert "Kemungkinan jawaban lain: Singapura" in answer.text
    assert answer.fields["reply_parameters"] == {
        "message_id": question["message"]["message_id"],
        "allow_sending_without_reply": True,
    }
    assert answer.fields["link_preview_options"] == {"is_disabled": True}
    assert server.named("sendChatAction")[0].fields["action"] == "typing"
    more, link, *thumbs = answer.buttons
    assert [button["text"] for button in thumbs] == ["👍", "👎"]
    assert more["text"] == "Kutipan lain"
    assert len(more["callback_data"].encode()) <= 64
    assert link["url"].startswith("https://example.org/lavrov#:~:text=Pertemuan%20Trump")


async def test_threshold_of_the_settings(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """TANYA_MIN_CONFIDENCE reaches the engine."""
    async with start_bot(min_confidence=0.7):
        await server.exchange(a_message("Kapan?"))
    assert engine.min_confidence == 0.7


async def test_not_answered(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """When the articles do not say, the bot says so and shows the three nearest passages."""
    engine.replies["Siapa juara dunia?"] = UNKNOWN
    (answer,) = await server.exchange(a_message("Siapa juara dunia?"))
    assert answer.text.startswith("Jawabannya tidak ada di dalam artikel.")
    assert answer.marked("blockquote") == ["Bagian nomor 1.", "Bagian nomor 2.", "Bagian nomor 3."]
    assert answer.marked("bold") == []
    assert [button["text"] for button in answer.buttons] == ["Kutipan lain", "Buka artikel", "👍", "👎"]


async def test_pages_and_back(server: TelegramServer, bot: Running) -> None:
    """The button edits the answer's own message into each passage and back to the answer."""
    (answer,) = await server.exchange(a_message("Kapan?"))
    pages: list[Call] = []
    data = answer.buttons[0]["callback_data"]
    for _ in range(3):
        await server.receive(a_press(data, 50))
        await server.until(lambda: len(server.edited) > len(pages))
        pages.append(server.edited[-1])
        forward = [button for button in pages[-1].buttons if button["text"] == "▶"]
        data = forward[0]["callback_data"] if forward else ""
    assert [page.marked("blockquote") for page in pages] == [[f"Bagian nomor {n}."] for n in (1, 2, 3)]
    labels = [[button["text"] for button in page.buttons] for page in pages]
    leaving = ["Kembali ke jawaban", "Buka artikel"]
    assert labels == [["1/3", "▶", *leaving], ["◀", "2/3", "▶", *leaving], ["◀", "3/3", *leaving]]
    assert {page.fields["message_id"] for page in pages} == {"50"}

    back = next(button for button in pages[-1].buttons if button["text"] == "Kembali ke jawaban")
    await server.receive(a_press(back["callback_data"], 50))
    await server.until(lambda: len(server.edited) == 4)
    assert (server.edited[-1].text, server.edited[-1].buttons) == (answer.text, answer.buttons)
    assert len(server.named("answerCallbackQuery")) == 4


async def test_same_page_twice(server: TelegramServer, bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    """Telegram's "message is not modified" after a double press is not an error."""
    (answer,) = await server.exchange(a_message("Kapan?"))
    for _ in range(2):
        await server.receive(a_press(answer.buttons[0]["callback_data"], 50))
    await server.receive(a_press("-", 50))
    await server.until(lambda: len(server.named("answerCallbackQuery")) == 3)
    assert server.unmodified == 1
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_counter_button(server: TelegramServer, bot: Running) -> None:
    """The page counter is acknowledged and changes nothing."""
    await server.receive(a_press("-", 50))
    await server.until(lambda: len(server.named("answerCallbackQuery")) == 1)
    assert server.edited == []


@pytest.mark.parametrize("data", ["a:gone", "p:gone:0", "nonsense", "p:gone:x", "p:gone:²"])
async def test_expired_button(server: TelegramServer, bot: Running, data: str) -> None:
    """A button from before a restart, or one that was made up, says that the list has expired."""
    await server.receive(a_press(data, 50))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "kedaluwarsa" in server.named("answerCallbackQuery")[0].fields["text"]
    assert server.edited == []


async def test_made_up_page(server: TelegramServer, bot: Running) -> None:
    """A page that the reply does not have counts as expired."""
    (answer,) = await server.exchange(a_message("Kapan?"))
    key = answer.buttons[0]["callback_data"].split(":")[1]
    await server.receive(a_press(f"p:{key}:99", 50))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "kedaluwarsa" in server.named("answerCallbackQuery")[0].fields["text"]


async def test_message_too_old_to_edit(server: TelegramServer, bot: Running) -> None:
    """Telegram withholds very old messages; their buttons have expired."""
    (answer,) = await server.exchange(a_message("Kapan?"))
    inaccessible = {"message_id": 50, "date": 0, "chat": {"id": READER, "type": "private"}}
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50, message=inaccessible))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "kedaluwarsa" in server.named("answerCallbackQuery")[0].fields["text"]


async def test_press_too_old_to_acknowledge(
    server: TelegramServer, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """ "Query is too old" is normal after a pause: the page is turned nevertheless."""
    (answer,) = await server.exchange(a_message("Kapan?"))
    server.fail("answerCallbackQuery", "Bad Request: query is too old and response timeout expired")
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50))
    await server.until(lambda: len(server.edited) == 1)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_other_refusals_of_a_press_are_logged(
    server: TelegramServer, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """What is not known to be normal reaches the log under a code."""
    server.fail("answerCallbackQuery", "Bad Request: something new")
    await server.receive(a_press("a:gone", 50))
    await server.exchange(a_message("Kapan?"))
    assert any("while handling an update" in record.getMessage() for record in caplog.records)


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
    (answer,) = await server.exchange(in_group("/ask Kapan?", **topic))
    assert answer.fields["message_thread_id"] == "77"
    assert server.named("sendChatAction")[0].fields["message_thread_id"] == "77"


async def test_ask_as_a_reply(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """/ask alone, as a reply, asks the other message's text or caption."""
    for other in ({"text": "Di mana?"}, {"caption": "Foto apa ini?"}):
        replied = in_group("x", OTHER)["message"] | {"text": None} | other
        await server.exchange(in_group("/ask", reply_to_message=replied))
    assert engine.asked == ["Di mana?", "Foto apa ini?"]


async def test_ask_without_a_question(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """/ask alone explains itself, with an example."""
    (answer,) = await server.exchange(a_message("/ask", language="en"))
    assert "/ask When is the Trump–Kim summit?" in answer.text
    assert engine.asked == []


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("🙂🎉", "in words"),
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
    assert answer.text == "Saya baru bisa membaca teks, juga di bawah foto. Silakan tuliskan pertanyaan Anda."


async def test_album(server: TelegramServer, bot: Running) -> None:
    """An album arrives as several messages and gets one line."""
    photo = [{"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}]
    for _ in range(4):
        await server.receive(a_message(None, photo=photo, media_group_id="g1"))
    await server.receive(a_message("/start"))
    await server.until(lambda: any(call.text.startswith("Halo!") for call in server.sent))
    assert [call.text.split()[0] for call in server.sent] == ["Saya", "Halo!"]


async def test_service_message(server: TelegramServer, bot: Running) -> None:
    """Somebody pinning a message is nothing to answer."""
    await server.receive(a_message(None, pinned_message=a_message("x")["message"]))
    (answer,) = await server.exchange(a_message("/start"))
    assert server.sent == [answer]


async def test_unknown_command(server: TelegramServer, bot: Running) -> None:
    """An unknown command gets one line in private."""
    (answer,) = await server.exchange(a_message("/nosuch", language="en"))
    assert answer.text == "I don’t know that command. /help tells you what I can do."


async def test_failing_engine(
    server: TelegramServer, engine: SmallEngine, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """The person gets one sentence and a code; the log has the traceback under that code; the bot goes on."""
    engine.replies["Kapan?"] = RuntimeError("disk on fire at /srv/secret")
    (apology, answer) = await server.exchange(a_message("Kapan?", language="en"), a_message("Di mana?"))
    code = apology.text.rsplit(" ", 1)[1]
    assert apology.text.startswith("Sorry, something went wrong")
    assert "disk" not in apology.text
    (record,) = [record for record in caplog.records if code in record.getMessage()]
    assert record.exc_info is not None
    assert "disk on fire" in str(record.exc_info[1])
    assert answer.text.startswith("12 Juni")


@pytest.mark.parametrize(
    ("error", "says"),
    [(IndexMissing("no snapshot"), "no articles for me to read yet"), (QueryProblem("?"), "question in words")],
)
async def test_what_the_engine_refuses(
    server: TelegramServer, engine: SmallEngine, bot: Running, error: Exception, says: str
) -> None:
    """Refusals that a person can understand are put in their language, without a code."""
    engine.replies["Kapan?"] = error
    (answer,) = await server.exchange(a_message("Kapan?", language="en"))
    assert says in answer.text


async def test_slow_question(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """A question that takes too long is given up with a sentence."""
    engine.holds["Kapan?"] = threading.Event()
    async with start_bot(question_timeout_s=0.1):
        (answer,) = await server.exchange(a_message("Kapan?", language="en"))
    assert answer.text.startswith("That took too long")


async def test_full_queue(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """With as many questions waiting as may wait, the next one is told so at once, and the others are answered."""
    engine.holds["Kapan?"] = threading.Event()
    async with start_bot(question_queue=1):
        for user in range(1, 4):
            await server.receive(a_message("Kapan?", user))
        await server.until(lambda: len(server.named("sendChatAction")) >= 3)
        (busy,) = await server.exchange(a_message("Di mana?", 4, language="en"))
        assert busy.text.startswith("A great many questions")
        engine.holds["Kapan?"].set()
        await server.until(lambda: len(server.sent) == 4)
    assert {call.fields["chat_id"] for call in server.sent[1:]} == {"1", "2", "3"}


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


async def test_edited_question_is_answered_in_place(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The earlier answer becomes the answer to what the question says now; the same words again change nothing."""
    engine.replies["Siapa?"] = UNKNOWN
    question = a_message("Kapan?")
    await server.exchange(question)
    await server.receive(an_edit(question, "Kapan?"))
    await server.receive(an_edit(question, "Siapa?"))
    await server.until(lambda: len(server.edited) == 1)
    assert server.edited[0].text.startswith("Jawabannya tidak ada")
    assert len(server.sent) == 1
    assert engine.asked == ["Kapan?", "Siapa?"]


async def test_edited_question_in_a_group(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A group's edits are nobody's questions, save for those that were asked."""
    asked = in_group("/ask Kapan?")
    await server.exchange(asked)
    await server.receive(an_edit(in_group("Kapan ya?"), "Di mana ya?"))
    await server.receive(an_edit(asked, "/ask Di mana?"))
    await server.until(lambda: len(server.edited) + len(server.sent) == 2)
    assert engine.asked == ["Kapan?", "Di mana?"]


async def test_edited_question_whose_answer_is_gone(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """When the answer was deleted, the new one comes as a new message."""
    question = a_message("Kapan?")
    await server.exchange(question)
    server.fail("editMessageText", "Bad Request: message to edit not found")
    (answer,) = await server.exchange(an_edit(question, "Di mana?"))
    assert answer.text.startswith("12 Juni")


async def test_edit_by_somebody_who_may_not_ask(tmp_path: Path) -> None:
    """The gate stops edits too, without a word."""
    records = Records(tmp_path / FILE_NAME)
    policy = AccessPolicy(Access.ALLOW_LIST, {READER}, set())
    gate = Entrance(policy, Languages(bundled_catalogue(), records), Invitations(records.database))
    for user, may_ask in ((READER, True), (OTHER, False)):
        update = Update.de_json({"update_id": 1} | an_edit(a_message("Kapan?", user), "Di mana?"), None)
        with nullcontext() if may_ask else pytest.raises(ApplicationHandlerStop):
            await gate.check(update, None)  # type: ignore[arg-type] # it does not look at the context
    records.close()


async def test_access_list(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """With an allow-list, others are told their number in private and nothing in groups; administrators get in."""
    async with start_bot(access="allow-list", allowed_ids=frozenset({READER})):
        (refused,) = await server.exchange(a_message("Kapan?", OTHER, language="en"))
        await server.receive(in_group("/ask Kapan?", OTHER))
        answers = await server.exchange(a_message("Kapan?"), a_message("Kapan?", ADMIN), in_group("/ask Kapan?"))
    assert refused.text.endswith(str(OTHER))
    assert all(answer.text.startswith("12 Juni") for answer in answers)
    assert len(server.sent) == 4
    assert len(engine.asked) == 3


async def test_button_link_that_telegram_refuses(server: TelegramServer, bot: Running) -> None:
    """An answer whose link Telegram does not take in a button is sent without that button, and so are its pages."""
    server.fail("sendMessage", "Bad Request: inline keyboard button URL is invalid: Wrong HTTP URL")
    (answer,) = await server.exchange(a_message("Kapan?"))
    assert [button["text"] for button in answer.buttons] == ["Kutipan lain", "👍", "👎"]
    server.fail("editMessageText", "Bad Request: BUTTON_URL_INVALID")
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50))
    await server.until(lambda: len(server.edited) == 1)
    assert [button["text"] for button in server.edited[0].buttons] == ["1/3", "▶", "Kembali ke jawaban"]


async def test_only_link_is_one_that_telegram_refuses(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """Without its only link, the answer can still be rated."""
    engine.replies["Kapan?"] = a_reply(an_answer(), passages=[])
    server.fail("sendMessage", "Bad Request: wrong HTTP URL specified")
    (answer,) = await server.exchange(a_message("Kapan?"))
    assert [button["text"] for button in answer.buttons] == ["👍", "👎"]


async def test_answer_without_link(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """An article that has no web address is named, but not linked."""
    engine.replies["Kapan?"] = a_reply(an_answer(article=an_article(url="file:///etc/passwd")), passages=[])
    (answer,) = await server.exchange(a_message("Kapan?"))
    assert answer.marked("text_link") == []
    assert [button["text"] for button in answer.buttons] == ["👍", "👎"]
    assert "Lavrov di Pyongyang" in answer.text


async def test_nothing_found(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Without any passage there is nothing to open, but the refusal can be rated."""
    engine.replies["Kapan?"] = a_reply(passages=[], answered=False)
    (answer,) = await server.exchange(a_message("Kapan?", language="en"))
    assert answer.text == "The articles do not say, and nothing in them comes close."
    assert [button["text"] for button in answer.buttons] == ["👍", "👎"]


async def test_page_without_link(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A page of an article without a web address leads back, but nowhere else; not answered, to the overview."""
    passages = [a_passage(article=an_article(url=None))]
    engine.replies["Kapan?"] = a_reply(passages=passages, answered=False)
    (answer,) = await server.exchange(a_message("Kapan?", language="en"))
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50, language="en"))
    await server.until(lambda: len(server.edited) == 1)
    assert [button["text"] for button in server.edited[0].buttons] == ["1/1", "Back to the overview"]


async def test_page_that_cannot_be_shown(
    server: TelegramServer, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """An edit that Telegram refuses for an unknown reason is logged under a code."""
    (answer,) = await server.exchange(a_message("Kapan?"))
    server.fail("editMessageText", "Bad Request: something new")
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50))
    await server.until(lambda: not server.faults["editMessageText"])
    await server.exchange(a_message("/start"))
    assert any("while handling an update" in record.getMessage() for record in caplog.records)


async def test_told_to_wait(server: TelegramServer, bot: Running) -> None:
    """Told to wait by Telegram, the bot waits and sends again."""
    server.fail("sendMessage", "Too Many Requests: retry after 1", 429, {"retry_after": 1})
    (answer,) = await server.exchange(a_message("/start"))
    assert answer.text.startswith("Halo")


async def test_told_to_wait_for_typing(server: TelegramServer, bot: Running) -> None:
    """A typing action is not worth a wait: the answer comes without it."""
    server.fail("sendChatAction", "Too Many Requests: retry after 30", 429, {"retry_after": 30})
    (answer,) = await server.exchange(a_message("Kapan?"))
    assert answer.text.startswith("12 Juni")


@pytest.mark.parametrize(
    ("description", "status", "level"),
    [
        ("Forbidden: bot was blocked by the user", 403, "INFO"),
        ("Bad Request: message is too strange", 400, "ERROR"),
    ],
)
async def test_message_that_cannot_be_sent(
    server: TelegramServer,
    bot: Running,
    caplog: pytest.LogCaptureFixture,
    description: str,
    status: int,
    level: str,
) -> None:
    """A message that cannot be sent is logged as what it is, and the bot goes on."""
    caplog.set_level("INFO")
    for _ in range(2 if level == "ERROR" else 1):  # the apology fails too
        server.fail("sendMessage", description, status)
    await server.receive(a_message("/start"))
    await server.until(lambda: not server.faults["sendMessage"])
    await server.exchange(a_message("/help"))
    logged = [record.levelname for record in caplog.records if record.name == "bot.failures"]
    assert logged == ([level, "WARNING"] if level == "ERROR" else [level])


async def test_server_that_fails(server: TelegramServer, bot: Running) -> None:
    """What the server could not take is sent again."""
    for status in (500, 502):
        server.fail("sendMessage", "Internal Server Error", status)
    (answer,) = await server.exchange(a_message("/start"))
    assert answer.text.startswith("Halo")


async def test_typing_goes_on(
    server: TelegramServer, engine: SmallEngine, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram forgets a typing action after five seconds, so it is repeated while the question runs."""
    monkeypatch.setattr(bot_replying, "_TYPING_EVERY_S", 0.01)
    engine.holds["Kapan?"] = threading.Event()
    await server.receive(a_message("Kapan?"))
    await server.until(lambda: len(server.named("sendChatAction")) >= 3)
    engine.holds["Kapan?"].set()
    await server.until(lambda: len(server.sent) == 1)


async def test_forwarded_question(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A forwarded question is a question."""
    origin: dict[str, Any] = {"type": "user", "date": 1, "sender_user": a_user(OTHER)}
    (answer,) = await server.exchange(a_message("Kapan?", forward_origin=origin))
    assert answer.text.startswith("12 Juni")


async def test_question_is_kept(server: TelegramServer, tmp_path: Path, bot: Running) -> None:
    """A question stands in the bot's file once it is answered, with what the person waited, and in no log."""
    await server.exchange(a_message("Kapan?"))
    connection = sqlite3.connect(tmp_path / "bot.sqlite")
    ((question, answer, latency_ms),) = connection.execute("SELECT question, answer, latency_ms FROM questions")
    connection.close()
    assert (question, answer) == ("?", "12 Juni")
    assert latency_ms > 0


async def test_nothing_can_be_kept(server: TelegramServer, tmp_path: Path, start_bot: StartBot) -> None:
    """A data folder that cannot hold the bot's files costs no answer."""
    for name in ("bot.sqlite", "inbox.sqlite"):
        (tmp_path / name).mkdir()
    async with start_bot():
        (answer,) = await server.exchange(a_message("Kapan?"))
    assert answer.text.startswith("12 Juni")
