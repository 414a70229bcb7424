"""What a reader meets, over HTTP: the sandbox and the bot as processes of their own, over the sample articles."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from index.snapshots.progress_file import PROGRESS_FILE, running_build
from sandbox.world.state import GROUP, HELP_TOPIC
from tests.conftest import write_archive
from tests.sandbox.process import PATIENCE_S, Message, Scripts, marked, sandbox_process, without_settings
from tests.tanya.conftest import ROOT

# Two processes that load models, beside others.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
READERS = iter(range(5001, 6000))
FIRST = "Kapan KTT Trump–Kim?"


@pytest.fixture(scope="module")
def scripts(sample_data: Path) -> Iterator[Scripts]:
    """A running sandbox; each test has readers of its own."""
    with sandbox_process(sample_data, "--no-budgets") as running:
        yield running


@pytest.fixture
def reader() -> int:
    return next(READERS)


def labels(message: Message) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def press(scripts: Scripts, message: Message, label: str, user_id: int) -> dict[str, Any]:
    """Press a button, and return what the press is answered with."""
    rows = message["reply_markup"]["inline_keyboard"]
    data = next(button["callback_data"] for row in rows for button in row if button["text"].startswith(label))
    where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"], "user_id": user_id}
    query = scripts.post("/sandbox/callbacks", **where, data=data)["callback_query_id"]
    end = time.monotonic() + PATIENCE_S
    while not (found := scripts.get("/sandbox/callbacks", callback_query_id=query)["answer"]):
        assert time.monotonic() < end
        time.sleep(0.02)
    answer: dict[str, Any] = found
    return answer


def answer_to(scripts: Scripts, chat_id: int, message_id: int) -> Message:
    """Wait for the bot's reply to a message, and return it."""

    def replies(mine: list[Message]) -> list[Message]:
        questions = scripts.questions_of(chat_id, mine)
        return [each for each, question in zip(mine, questions, strict=True) if question == message_id]

    return replies(scripts.until(chat_id, replies))[0]


def test_a_private_chat(scripts: Scripts, reader: int) -> None:
    """A greeting in three lines, an answer in the reader's language, its passages in place, and back."""
    hello = answer_to(scripts, reader, scripts.write("/start", reader, language="id"))
    assert len(hello["text"].splitlines()) == 3
    answer = answer_to(scripts, reader, scripts.write(FIRST, reader, language="id"))
    assert marked(answer, "bold")[0].startswith("12 Juni")
    assert len(marked(answer, "blockquote", "expandable_blockquote")) == 1
    assert {"Kutipan lain", "👍", "👎"} <= set(labels(answer))
    assert "#:~:text=" in next(each["url"] for each in answer["entities"] if "url" in each)
    press(scripts, answer, "Kutipan lain", reader)
    paged = scripts.until(reader, lambda mine: "Kembali ke jawaban" in labels(mine[-1]))
    assert paged[-1]["message_id"] == answer["message_id"]


def test_a_follow_up_and_without_it(scripts: Scripts, reader: int) -> None:
    """The subject carries over and shows; the button asks without it, in the same message."""
    answer_to(scripts, reader, scripts.write(FIRST, reader, language="en"))
    second = answer_to(scripts, reader, scripts.write("and where?", reader))
    assert marked(second, "italic") == ["about: KTT Trump–Kim"]
    assert any(place in second["text"] for place in ("Singapura", "Singapore", "Capella"))
    count = len(scripts.of_bot(reader))
    press(scripts, second, "✕", reader)

    def dropped(mine: list[Message]) -> bool:
        return any(e["message_id"] == second["message_id"] and "about:" not in e["text"] for e in mine)

    assert len(scripts.until(reader, dropped)) == count


def test_an_edited_follow_up(scripts: Scripts, reader: int) -> None:
    """It is answered again in place, about the same as before."""
    answer_to(scripts, reader, scripts.write("Berapa panjang Jembatan Kali Wangi?", reader, language="id"))
    asked = scripts.write("siapa yang meresmikan?", reader)
    assert "Tatang Suherlan" in answer_to(scripts, reader, asked)["text"]
    scripts.post("/sandbox/edits", chat_id=reader, message_id=asked, user_id=reader, text="berapa biayanya?")
    scripts.until(reader, lambda mine: "Rp9,6 miliar" in mine[-1]["text"])
    assert len(scripts.of_bot(reader)) == 2


def test_what_cannot_be_read(scripts: Scripts, reader: int) -> None:
    """A sticker and a voice message get one line each, a photo is answered by its caption."""
    for kind in ("sticker", "voice"):
        sent = scripts.write("", reader, language="id", media=kind)
        assert answer_to(scripts, reader, sent)["text"].startswith("Saya hanya bisa membaca teks")
    captioned = scripts.write(FIRST, reader, media="photo")
    assert "12 Juni" in answer_to(scripts, reader, captioned)["text"]


def test_a_group(scripts: Scripts, reader: int) -> None:
    """Command, mention and reply are answered in their topic; all else is left alone."""
    in_topic: dict[str, Any] = {"user_id": reader, "message_thread_id": HELP_TOPIC}
    name = scripts.get("/sandbox/state")["bot"]["username"]
    scripts.write("good morning", GROUP, **in_topic)
    scripts.write("", GROUP, **in_topic, media="sticker")
    first = answer_to(scripts, GROUP, scripts.write(f"/ask {FIRST}", GROUP, **in_topic))
    assert first["message_thread_id"] == HELP_TOPIC
    assert first["quote"]["text"] == FIRST
    second = answer_to(scripts, GROUP, scripts.write(f"@{name} and where?", GROUP, **in_topic))
    assert marked(second, "italic") == ["about: KTT Trump–Kim"]
    replied = {"user_id": next(READERS), "reply_to_message_id": first["message_id"], "message_thread_id": HELP_TOPIC}
    third = answer_to(scripts, GROUP, scripts.write("di mana itu?", GROUP, language="id", **replied))
    assert marked(third, "italic") == ["tentang: KTT Trump–Kim"]
    assert press(scripts, third, "✕", reader)["text"] == (
        "Only the person who asked can do that. You can ask me yourself with /ask."
    )
    assert answer_to(scripts, GROUP, scripts.write("/ask@" + name + " " + FIRST, GROUP, user_id=reader))
    ours = [each for each in scripts.of_bot(GROUP) if each.get("message_thread_id") == HELP_TOPIC]
    assert len(ours) == 3


def test_ten_chats_at_once(scripts: Scripts) -> None:
    """All are answered, and in each chat in the order in which they were asked."""
    chats = [next(READERS) for _ in range(10)]
    questions = (FIRST, "di mana?")

    def ask_all(chat: int) -> list[int]:
        return [scripts.write(question, chat, language="id") for question in questions]

    with ThreadPoolExecutor(len(chats)) as pool:
        asked = dict(zip(chats, pool.map(ask_all, chats), strict=True))
    for chat, numbers in asked.items():
        found = scripts.until(chat, lambda mine: len(mine) == len(questions))
        assert scripts.questions_of(chat, found) == numbers


def test_before_there_is_an_index(tmp_path: Path) -> None:
    """While another process builds the first one, the bot starts and says how far it is; then it answers."""
    archive = write_archive(tmp_path / "archive")
    program = f"""
import sys
from pathlib import Path
from index import Engine, Progress, Stage
from index.building.builder import Builder
from index.snapshots.progress_file import shown_progress
with shown_progress(Path({str(tmp_path)!r}), None) as show:
    show(Progress(Stage.EMBEDDING, 12, 30))
    sys.stdin.readline()
    Builder(Engine(Path({str(tmp_path)!r})).archive, Path({str(tmp_path / "index")!r})).index([Path({str(archive)!r})])
"""
    other = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, env=without_settings() | {"PYTHONPATH": str(ROOT)}
    )
    try:
        end = time.monotonic() + PATIENCE_S
        while not (tmp_path / PROGRESS_FILE).exists() or running_build(tmp_path) is None:
            assert time.monotonic() < end
            time.sleep(0.05)
        with sandbox_process(tmp_path) as scripts:
            told = answer_to(scripts, 5999, scripts.write(FIRST, 5999, language="id"))
            assert told["text"].startswith("Belum bisa")
            assert "40%" in told["text"]
            other.communicate(b"go\n", timeout=PATIENCE_S)
            answer = answer_to(scripts, 5999, scripts.write("Siapa nakhoda Kapal Mutiara?", 5999))
            assert "Hasan Basri" in answer["text"]
    finally:
        other.kill()
        other.communicate()
