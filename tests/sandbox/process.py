"""`tanya sandbox` as a process of its own, driven over HTTP as scripts drive it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.tanya.conftest import ROOT

PATIENCE_S = 60

Message = dict[str, Any]


class Scripts:
    """The script interface at an address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def get(self, path: str, **query: object) -> dict[str, Any]:
        return self._request(f"{path}?{urlencode(query)}" if query else path, None)

    def post(self, path: str, **body: object) -> dict[str, Any]:
        return self._request(path, json.dumps(body).encode())

    def _request(self, path: str, data: bytes | None) -> dict[str, Any]:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(self.address + path, data=data, timeout=PATIENCE_S) as response:
            found: dict[str, Any] = json.load(response)
            return found

    def write(self, text: str, chat_id: int, user_id: int | None = None, language: str = "en", **more: object) -> int:
        """Write as somebody, in their private chat unless told otherwise; return the message's number."""
        body = {"chat_id": chat_id, "user_id": user_id or chat_id, "language": language, "text": text, **more}
        return int(self.post("/sandbox/messages", **body)["message"]["message_id"])

    def of_bot(self, chat_id: int) -> list[Message]:
        """Return what the bot has sent to a chat, edits applied."""
        found = self.get("/sandbox/messages", chat_id=chat_id)["messages"]
        return [each for each in found if each["from"]["is_bot"]]

    def questions_of(self, chat_id: int, messages: Iterable[Message]) -> list[int | None]:
        """Return the numbers of the messages that these of the bot's answer."""
        everything = self.get("/sandbox/messages", chat_id=chat_id)["messages"]
        return [question_of(each, everything) for each in messages]

    def until(self, chat_id: int, wanted: Callable[[list[Message]], object] = bool) -> list[Message]:
        """Return the bot's messages in a chat once they are as wanted."""
        end = time.monotonic() + PATIENCE_S
        while not wanted(found := self.of_bot(chat_id)):
            if time.monotonic() > end:
                raise AssertionError(f"after {PATIENCE_S} s the bot's messages in {chat_id} are {found}")
            time.sleep(0.02)
        return found


def question_of(message: Message, others: Iterable[Message]) -> int | None:
    """Return the number of the message that one of the bot's answers: the one it quotes, else the one before it.

    In private chats the bot quotes a question only where other messages came between.
    """
    if quoted := message.get("reply_to_message"):
        return int(quoted["message_id"])
    number = message["message_id"]
    return max((each["message_id"] for each in others if _is_before(each, number)), default=None)


def _is_before(message: Message, number: int) -> bool:
    return not message.get("from", {}).get("is_bot") and message["message_id"] < number


def marked(message: Message, *kinds: str) -> list[str]:
    """Return the texts under all entities of some kinds, cut in UTF-16 units as Telegram cuts them."""
    data = message["text"].encode("utf-16-le")
    return [
        data[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")
        for each in message.get("entities", ())
        if each["type"] in kinds
    ]


def without_settings() -> dict[str, str]:
    """Return this process's environment without anything of Tanya's."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("TANYA_", "TELEGRAM_"))}


def address_in(running: subprocess.Popen[str]) -> str:
    """Read what a command prints until it tells the sandbox's address; end it if it never does."""
    said = []
    try:
        for line in running.stdout or ():
            said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                return found.group()
    except BaseException:
        running.terminate()
        running.communicate()
        raise
    running.communicate()
    raise AssertionError(f"it ended with {running.returncode} and without an address: {''.join(said)!r}")


def start(
    data: Path, *options: str, stdin: int = subprocess.DEVNULL, **environment: str
) -> tuple[subprocess.Popen[str], Scripts]:
    """Start the command at a free port; return it with its script interface."""
    log = data / "sandbox.log"
    with log.open("w", encoding="utf-8") as complaints:
        running = subprocess.Popen(
            [sys.executable, "-m", "tanya", "sandbox", "--port", "0", *options],
            env=without_settings() | {"TANYA_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)} | environment,
            cwd=data,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        )
    try:
        return running, Scripts(address_in(running))
    except AssertionError as error:
        error.add_note(log.read_text(encoding="utf-8"))
        raise


@contextmanager
def sandbox_process(data: Path, *options: str) -> Iterator[Scripts]:
    """Run the command for as long as the block runs."""
    running, scripts = start(data, *options)
    try:
        yield scripts
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0
