"""What administrators do, through the sandbox over HTTP, with the real bot and index in a process of its own."""

from __future__ import annotations

import base64
import shutil
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.pictures import picture_size
from sandbox.world.state import ADMINISTRATOR, GROUP, READER_EN
from tests.conftest import write_article
from tests.sandbox.process import PATIENCE_S, Message, Scripts, sandbox_process
from tests.tanya.conftest import ROOT

pytestmark = pytest.mark.slow


PINEAPPLE = "The pineapple festival of Kampung Nanas was opened by Mrs. Wulandari on 3 May 2019."
CARROTS = "The carrot festival of Kampung Wortel was opened by Mr. Pranowo on 4 May 2019."
QUESTION = "Who opened the pineapple festival of Kampung Nanas?"


@pytest.fixture(scope="module")
def scripts(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scripts]:
    """A running sandbox over an index of its own."""
    data = tmp_path_factory.mktemp("administrators")
    shutil.copytree(sample_data / "index", data / "index")
    with sandbox_process(data, "--no-budgets") as running:
        yield running


def last_text(messages: list[Message]) -> str:
    return str(messages[-1].get("text", "")) if messages else ""


def exchange(scripts: Scripts, text: str, chat_id: int = ADMINISTRATOR, user_id: int | None = None) -> Message:
    """Write and return the bot's next message."""
    before = len(scripts.of_bot(chat_id))
    scripts.write(text, chat_id, user_id)
    return scripts.until(chat_id, lambda found: len(found) > before)[-1]


def until_says(scripts: Scripts, message: Message, *parts: str) -> Message:
    """Wait until a message, as it is edited, says all these."""
    number = message["message_id"]

    def current(found: list[Message]) -> Message:
        return next(each for each in found if each["message_id"] == number)

    def says(found: list[Message]) -> bool:
        text = current(found).get("text") or current(found).get("caption", "")
        return all(part in text for part in parts)

    return current(scripts.until(message["chat"]["id"], says))


def press(scripts: Scripts, message: Message, label: str, user_id: int = ADMINISTRATOR) -> str:
    """Press a button by its label; return what the bot's answer to it says."""
    buttons = [each for row in message["reply_markup"]["inline_keyboard"] for each in row]
    [data] = [each["callback_data"] for each in buttons if each["text"] == label]
    where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
    query = scripts.post("/sandbox/callbacks", **where, user_id=user_id, data=data)["callback_query_id"]
    answer: dict[str, Any] | None = None
    end = time.monotonic() + PATIENCE_S
    while answer is None:
        assert time.monotonic() < end, (
            f"{label} is not answered; the bot's messages are {scripts.of_bot(ADMINISTRATOR)}"
        )
        # Not as often as one can: each time is a connection, which the bot's own would have to wait behind.
        time.sleep(0.02)
        answer = scripts.get("/sandbox/callbacks", callback_query_id=query)["answer"]
    return str(answer["text"] or "")


def test_reindex_in_one_message(scripts: Scripts) -> None:
    board = exchange(scripts, "/reindex full")
    assert board["text"].startswith("Rebuilding the index.")
    done = until_says(scripts, board, "The new index is live.", "30 articles")
    assert "reply_markup" not in done
    assert scripts.of_bot(ADMINISTRATOR)[-1]["message_id"] == board["message_id"]
    again = until_says(scripts, exchange(scripts, "/reindex"), "Nothing has changed.")
    assert "unchanged 30" in again["text"]


def test_progress_and_cancel(scripts: Scripts, tmp_path: Path) -> None:
    """Articles, passages, rate and time left; cancelled, the index is as it was, and questions are answered."""
    for copy in range(8):
        for file in sorted((ROOT / "articles").glob("*.md")):
            _, _, text = file.read_text(encoding="utf-8").split("---\n", 2)
            write_article(
                tmp_path / f"{copy}-{file.name}", text.replace(". ", f" ({copy}). "), title=f"{file.stem} {copy}"
            )
    before = exchange(scripts, "/status")["text"]
    board = exchange(scripts, f"/add {tmp_path}")
    shown = until_says(
        scripts, board, "Step 2 of 3: embedding articles", "of 240 articles", "passages a second", "left"
    )
    assert exchange(scripts, "When is the Trump–Kim summit?", READER_EN)["entities"][0]["type"] == "bold"
    assert "already being rebuilt" in exchange(scripts, "/reindex")["text"]
    assert press(scripts, shown, "Cancel") == "Cancelling. The previous index stays live."
    until_says(scripts, board, "Cancelled. The previous index stays live")
    after = exchange(scripts, "/status")["text"]
    assert "30 articles" in after
    for line in ("Snapshot", "1 source"):
        assert [each for each in after.splitlines() if line in each] == [
            each for each in before.splitlines() if line in each
        ]


def test_statistics_as_a_picture(scripts: Scripts) -> None:
    """Buttons change the period in place."""
    exchange(scripts, "Kapan KTT Trump–Kim?", READER_EN)
    sent = exchange(scripts, "/stats")
    assert sent["caption"].startswith("The last 7 days")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(
        f"{scripts.address}/sandbox/files/{sent['photo'][0]['file_id']}?picture=1", timeout=60
    ) as response:
        assert response.headers["Content-Type"] == "image/png"
        assert picture_size(response.read()) == (1080, 690)
    press(scripts, sent, "30 days")
    changed = until_says(scripts, sent, "The last 30 days")
    assert changed["photo"][0]["file_id"] != sent["photo"][0]["file_id"]
    labels = [each["text"] for each in changed["reply_markup"]["inline_keyboard"][0]]
    assert labels == ["7 days", "• 30 days •", "90 days"]


def test_add_and_remove_a_file(scripts: Scripts, tmp_path: Path) -> None:
    """What is added is answered from, what is removed is not."""
    file = write_article(tmp_path / "nanas.md", PINEAPPLE, title="Pineapple festival", published="2019-05-04")
    until_says(scripts, exchange(scripts, f"/add {file}"), "The new index is live.", "Added 1")
    assert "Wulandari" in exchange(scripts, QUESTION, READER_EN)["text"]
    question = exchange(scripts, f"/remove {file}")
    assert "1 article" in question["text"]
    press(scripts, question, "Remove")
    until_says(scripts, question, "The new index is live.", "removed 1")
    assert "Wulandari" not in exchange(scripts, QUESTION, READER_EN)["text"]
    assert "does not exist" in until_says(scripts, exchange(scripts, "/add /nirgends"), "didn’t work")["text"]


def test_a_document_and_its_removal_by_a_reply(scripts: Scripts) -> None:
    """Offered with its caption as title, added, answered from, and removed by a reply to the answer; others may not."""
    file: dict[str, Any] = {
        "media": "document",
        "file_name": "wortel.txt",
        "file": base64.b64encode(CARROTS.encode()).decode(),
    }
    before = len(scripts.of_bot(ADMINISTRATOR))
    scripts.write("Festival Wortel", ADMINISTRATOR, **file)
    question = scripts.until(ADMINISTRATOR, lambda found: len(found) > before)[-1]
    assert question["text"].splitlines()[0] == "Festival Wortel"
    press(scripts, question, "Add")
    until_says(scripts, question, "The new index is live.", "New:\n• Festival Wortel")
    answer = exchange(scripts, "Who opened the carrot festival of Kampung Wortel?")
    assert "Pranowo" in answer["text"]
    assert "reply_to_message" not in answer
    before = len(scripts.of_bot(ADMINISTRATOR))
    scripts.write("/remove", ADMINISTRATOR, reply_to_message_id=answer["message_id"])
    question = scripts.until(ADMINISTRATOR, lambda found: len(found) > before)[-1]
    assert question["text"].splitlines()[0] == "Festival Wortel"
    press(scripts, question, "Remove")
    until_says(scripts, question, "The new index is live.", "Removed:\n• Festival Wortel")
    before = len(scripts.of_bot(READER_EN))
    scripts.write("", READER_EN, **file)
    refused = scripts.until(READER_EN, lambda found: len(found) > before)[-1]
    assert refused["text"].startswith("Thanks, but I can’t take files")


def test_nobody_can_pass_for_the_administrator(scripts: Scripts) -> None:
    """Neither by name nor by pressing what the administrator may press; and in a group even they get nothing."""
    question = exchange(scripts, f"/remove {ROOT / 'articles'}")
    [admin] = [each for each in scripts.get("/sandbox/state")["people"] if each["id"] == ADMINISTRATOR]
    scripts.post("/sandbox/chats", chat_id=7777, user_id=7777, language="en", name=admin["first_name"])
    before = exchange(scripts, "/status")["text"].splitlines()[4]
    for command in ("reindex", "add /tmp", "remove x", "status", "stats"):
        assert exchange(scripts, f"/{command}", 7777)["text"].startswith("I don’t know that command.")
    assert press(scripts, question, "Remove", 7777) == "Only administrators can use this button."
    assert "our private chat" in exchange(scripts, "/status", GROUP, ADMINISTRATOR)["text"]
    press(scripts, question, "Keep")
    until_says(scripts, question, "stays.")
    assert exchange(scripts, "/status")["text"].splitlines()[4] == before


def test_only_the_administrators_menu_has_these_commands(scripts: Scripts) -> None:
    """In their private chat alone."""
    theirs = {"status", "stats", "reindex", "add", "remove"}
    seen = {}
    for chat_id, user_id in ((ADMINISTRATOR, ADMINISTRATOR), (READER_EN, READER_EN), (GROUP, ADMINISTRATOR)):
        commands = scripts.get("/sandbox/commands", chat_id=chat_id, user_id=user_id)["commands"]
        seen[chat_id] = theirs & {each["command"] for each in commands}
    assert seen == {ADMINISTRATOR: theirs, READER_EN: set(), GROUP: set()}
