"""👍 and 👎, and what becomes of them."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.receiving.attempts
import bot.sending.outbox
from bot.asking.reply_memory import ReplyMemory
from bot.messages.callback_data import RatingPress
from bot.storage.feedback_rows import evaluation_rows
from bot.storage.opening import records_at
from bot.storage.records import FILE_NAME, Rating
from index.errors import SourceProblem
from index.evaluation.question_sets import read_questions
from tests.bot.conftest import Running, StartBot
from tests.bot.samples import OTHER, READER, SENTENCE, SUMMIT, UNKNOWN, SmallEngine, a_message, a_press, remembered
from tests.bot.telegram_server import Call, TelegramServer


async def press(server: TelegramServer, answer: Call, label: str, user: int = READER) -> str:
    """Press a button of an answer as it stands there now; return what the press is answered with."""
    edits = server.named("editMessageReplyMarkup")
    shown = edits[-1] if edits else answer
    button = next(each for each in shown.buttons if each["text"].startswith(label))
    update = a_press(button["callback_data"], 50, user)
    update["callback_query"]["message"]["reply_markup"] = shown.fields["reply_markup"]
    before = len(server.named("answerCallbackQuery")), len(edits)
    await server.receive(update)
    await server.until(
        lambda: (
            (len(server.named("answerCallbackQuery")) > before[0])
            and len(server.named("editMessageReplyMarkup")) > before[1]
        )
    )
    return str(server.named("answerCallbackQuery")[-1].fields["text"])


def labels(server: TelegramServer) -> list[str]:
    return [button["text"] for button in server.named("editMessageReplyMarkup")[-1].buttons]


def exported(folder: Path, rating: Rating) -> list[dict[str, Any]]:
    records = records_at(folder / FILE_NAME)
    rows, _ = evaluation_rows(records, rating)
    records.close()
    return rows


async def test_rating_is_counted_changed_and_taken_back(server: TelegramServer, bot: Running) -> None:
    """Each press is answered, the counts stand on the buttons, and the other buttons stay."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    assert (await press(server, answer, "👍")).startswith("Terima kasih!")
    assert labels(server) == ["Kutipan lain", "👍 1", "👎"]
    await press(server, answer, "👍", OTHER)
    assert labels(server)[1:] == ["👍 2", "👎"]
    assert "pengelola" in await press(server, answer, "👎")
    assert labels(server)[1:] == ["👍 1", "👎 1"]
    assert await press(server, answer, "👎") == "Penilaian Anda sudah dihapus."
    assert labels(server)[1:] == ["👍 1", "👎"]


async def test_counts_are_still_there_after_paging(server: TelegramServer, bot: Running) -> None:
    """Turning the pages and coming back to the answer shows the ratings it has."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    await press(server, answer, "👍")
    key = answer.buttons[0]["callback_data"].split(":")[1]
    await server.receive(a_press(f"a:{key}", 50))
    await server.until(lambda: bool(server.edited))
    assert [button["text"] for button in server.edited[-1].buttons][1:] == ["👍 1", "👎"]


async def test_rated_while_the_page_was_turned(server: TelegramServer, bot: Running) -> None:
    """The buttons under the passage stay; back at the answer the rating is there."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    more, up, _ = (each["callback_data"] for each in answer.buttons)
    rated = a_press(up, 50)
    rated["callback_query"]["message"]["reply_markup"] = answer.fields["reply_markup"]
    await server.receive(a_press(more, 50))
    await server.receive(rated)
    await server.receive(a_press(f"a:{more.split(':')[1]}", 50))
    await server.until(lambda: len(server.edited) == 2)
    assert server.named("editMessageReplyMarkup") == []
    assert [button["text"] for button in server.edited[-1].buttons][1:] == ["👍 1", "👎"]


async def test_rating_after_a_restart(server: TelegramServer, start_bot: StartBot) -> None:
    """An answer from before a restart can still be rated."""
    async with start_bot():
        (answer,) = await server.exchange(a_message("Kapan KTT?"))
    async with start_bot():
        await press(server, answer, "👍")
    assert labels(server)[1:] == ["👍 1", "👎"]


async def until_refused(server: TelegramServer, method: str) -> None:
    """Wait until a call was refused, and for what follows that."""
    await server.until(lambda: not server.faults[method])
    await asyncio.sleep(0.2)


@pytest.mark.parametrize("is_stopped", [False, True])
async def test_a_press_whose_answer_telegram_refuses_counts_once(
    server: TelegramServer, start_bot: StartBot, monkeypatch: pytest.MonkeyPatch, *, is_stopped: bool
) -> None:
    """Be it handled again, or the bot stopped before that: the rating stays."""
    monkeypatch.setattr(bot.sending.outbox, "_SHORT_PATIENCE_S", 0.0)
    monkeypatch.setattr(bot.receiving.attempts, "_PAUSES_S", (60.0 if is_stopped else 0.0,))
    async with start_bot():
        (answer,) = await server.exchange(a_message("Kapan KTT?"))
        server.fail("answerCallbackQuery", "Bad Gateway", 502)
        if is_stopped:
            thumb = next(each for each in answer.buttons if each["text"] == "👍")
            await server.receive(a_press(thumb["callback_data"], 50))
            await until_refused(server, "answerCallbackQuery")
        else:
            await press(server, answer, "👍")
    async with start_bot():
        await press(server, answer, "👎", OTHER)
    assert labels(server)[-2:] == ["👍 1", "👎 1"]


@pytest.mark.parametrize("data", ["f:gone:up", "f:gone:sideways", "f:", "f:a:b:c"])
async def test_rating_of_nothing(server: TelegramServer, bot: Running, data: str) -> None:
    """A made-up rating is answered and changes nothing."""
    await server.receive(a_press(data, 50))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "sudah tidak saya simpan" in server.named("answerCallbackQuery")[0].fields["text"]


async def test_right_answers_become_evaluation_rows(
    server: TelegramServer, tmp_path: Path, start_bot: StartBot
) -> None:
    """A 👍 gives a row that the evaluation reads, with the article's text, in which the answer stands at its offset."""
    async with start_bot():
        (answer,) = await server.exchange(a_message("Kapan KTT?"))
        await press(server, answer, "👍")
    (row,) = exported(tmp_path, Rating.UP)
    assert row["answers"] == [{"text": "12 Juni", "start": 146}]
    assert row["context"] == "x" * 100 + SENTENCE
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    assert [question.answers for question in read_questions(file)] == [("12 Juni",)]
    assert exported(tmp_path, Rating.DOWN) == []


async def test_wrong_answers_wait_for_a_person(server: TelegramServer, tmp_path: Path, start_bot: StartBot) -> None:
    """A 👎 tells what was given, claims nothing of what is right, and cannot be evaluated before that is filled in."""
    async with start_bot():
        (answer,) = await server.exchange(a_message("Kapan KTT?"))
        await press(server, answer, "👎")
    (row,) = exported(tmp_path, Rating.DOWN)
    assert (row["rating"], row["answers"], row["given"]) == ("down", None, [{"text": "12 Juni", "start": 146}])
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(SourceProblem):
        read_questions(file)


async def test_rated_refusals(server: TelegramServer, engine: SmallEngine, tmp_path: Path, start_bot: StartBot) -> None:
    """A refusal that people find right is a row without an answer."""
    engine.replies["Siapa Kim?"] = UNKNOWN
    async with start_bot():
        (answer,) = await server.exchange(a_message("Siapa Kim?"))
        await press(server, answer, "👍")
    (row,) = exported(tmp_path, Rating.UP)
    assert (row["answers"], row["context"]) == ([], "x" * 100 + SENTENCE)


async def test_article_changed_before_the_rating(
    server: TelegramServer, engine: SmallEngine, tmp_path: Path, start_bot: StartBot
) -> None:
    """When the article is no longer the one that was read, there is no row, and it is counted as left out."""
    async with start_bot():
        (answer,) = await server.exchange(a_message("Kapan KTT?"))
        engine.article_text = "Artikel baru."
        await press(server, answer, "👍")
    records = records_at(tmp_path / FILE_NAME)
    assert evaluation_rows(records, Rating.UP) == ([], 1)
    records.close()


def test_nobody_has_used_the_bot(tmp_path: Path) -> None:
    """Without a file there are no rows, and none is made."""
    assert exported(tmp_path, Rating.UP) == []
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=64))
def test_made_up_data(data: str) -> None:
    """Data that a client makes up is understood or refused, never an error."""
    found = RatingPress.decode(data)
    assert found is None or RatingPress.decode(found.encode()) == found


def test_press_fits() -> None:
    """What a button sends fits into 64 bytes and is read back."""
    found = RatingPress(ReplyMemory().keep(remembered(SUMMIT)), Rating.DOWN)
    assert len(found.encode().encode()) <= 64
    assert RatingPress.decode(found.encode()) == found
