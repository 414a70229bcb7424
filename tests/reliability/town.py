"""A sandbox in this process, people who write, and a bot in a process of its own that can be killed and started."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.messages.catalogue import bundled_catalogue
from sandbox import Rules, Sandbox
from sandbox.running import bot_environment
from sandbox.world.contents import text_message
from sandbox.world.people import People
from tests.sandbox.process import question_of

ROOT = Path(__file__).parents[2]
PATIENCE_S = 100.0
_INDONESIAN = bundled_catalogue().phrases("id")
_NOTICES = (
    _INDONESIAN("answering-again"),
    *(_INDONESIAN("queued", position=position).partition("7")[0] for position in (1, 7)),
)
FIRST_PERSON = 50_001
TABLE = ("-m", "tests.reliability.table_bot")
REAL = (*TABLE, "bot")


@dataclass(frozen=True)
class Outgoing:
    """A message or edit by the bot, as the server got it, at a time of the monotonic clock in seconds."""

    at: float
    chat_id: int
    message_id: int
    text: str
    is_edit: bool
    # The number of the message that it replies to, or that it stands below.
    answers: int | None


class Town:
    """The server with its people, and the bot.

    Attributes:
        outgoing: all that the bot has sent and edited.
    """

    def __init__(self, server: Sandbox, data: Path, program: tuple[str, ...], environment: dict[str, str]) -> None:
        self.server = server
        self.world = server.state.world
        self.people = People(self.world, server.state.updates, server.state.queries)
        self.data, self.program, self.environment = data, program, environment
        self.log = data / "log.txt"
        self.outgoing: list[Outgoing] = []
        self.process: asyncio.subprocess.Process | None = None
        self._record()

    def _note(self, message: dict[str, Any], *, is_edit: bool) -> None:
        chat_id, text = message["chat"]["id"], message.get("text", "")
        question = question_of(message, self.world.messages[chat_id].values())
        self.outgoing.append(Outgoing(time.monotonic(), chat_id, message["message_id"], text, is_edit, question))

    def _record(self) -> None:
        store, edited = self.world.store, self.world.edited

        def stored(chat: Any, content: dict[str, Any], sender: dict[str, Any]) -> dict[str, Any]:
            message = store(chat, content, sender)
            if sender["id"] == self.world.bot["id"]:
                self._note(message, is_edit=False)
            return message

        def changed(message: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
            result = edited(message, changes)
            if message["from"]["id"] == self.world.bot["id"]:
                self._note(result, is_edit=True)
            return result

        self.world.store = stored  # type: ignore[method-assign] # to see when it happens
        self.world.edited = changed  # type: ignore[method-assign]

    async def start(self) -> None:
        """Start the bot; returns when it is a process."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TANYA_", "TELEGRAM_"))}
        environment = bot_environment(self.server, inherited) | {"PYTHONPATH": str(ROOT)} | self.environment
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, *self.program),
                env=environment | {"TANYA_DATA_DIR": str(self.data)},
                cwd=self.data,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def polled(self) -> None:
        """Wait until the bot fetches updates."""
        self.server.state.updates.polled.clear()
        await asyncio.wait_for(self.server.state.updates.polled.wait(), PATIENCE_S)

    async def end(self, number: signal.Signals) -> int:
        """Send the bot a signal and wait for its end; returns its exit code."""
        if self.process is None:
            return 0
        if self.process.returncode is None:
            self.process.send_signal(number)
        return await asyncio.wait_for(self.process.wait(), PATIENCE_S)

    def write(self, text: str, person_id: int = FIRST_PERSON, chat_id: int | None = None) -> int:
        """Write as somebody; returns the number of the message."""
        person = self.people.person(person_id, "id")
        chat = self.people.chat(chat_id or person_id, person)
        message, _ = self.people.write(chat, person, text_message(text))
        return int(message["message_id"])

    def push(self, kind: str, content: dict[str, Any]) -> None:
        """Let an update arrive as it is, however strange; its person and chat must have been there before."""
        self.server.state.updates.add(kind, content)

    async def fault(self, **fault: Any) -> None:
        """Plan a fault."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.server.address}/sandbox/faults", json=fault) as response,
        ):
            assert response.status == 200, await response.text()

    async def planned(self) -> list[dict[str, Any]]:
        """Return the faults that have not happened yet."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.server.address}/sandbox/faults") as response,
        ):
            return list((await response.json())["faults"])

    def answers(self) -> Counter[int]:
        """Return by how many messages each message was answered; a notice is none until it becomes one."""
        answering = {
            (each.answers, each.message_id)
            for each in self.outgoing
            if each.answers is not None and not each.text.startswith(_NOTICES)
        }
        return Counter(question for question, _ in answering)

    def notices(self) -> int:
        """Return how many messages told that the answer is still to come."""
        return sum(each.text.startswith(_NOTICES) for each in self.outgoing if not each.is_edit)

    def texts(self, chat_id: int) -> list[str]:
        """Return what the bot has said in a chat, edits applied."""
        messages = self.world.messages.get(chat_id, {}).values()
        return [each.get("text", "") for each in messages if each["from"]["id"] == self.world.bot["id"]]

    async def until(
        self, condition: Callable[[], bool], patience_s: float = PATIENCE_S, missing: Callable[[], str] = lambda: ""
    ) -> None:
        """Wait for something to become true, and begin to wait anew whenever the bot says something.

        Raises:
            AssertionError: it did not; with what is missing and the end of the bot's log.
        """
        said, end = len(self.outgoing), time.monotonic() + patience_s
        while not condition():
            if len(self.outgoing) > said:
                said, end = len(self.outgoing), time.monotonic() + patience_s
            if time.monotonic() > end:
                raise AssertionError(
                    f"waited {patience_s:g} s in vain{missing()}; the bot says:\n{self.said()[-3000:]}"
                )
            await asyncio.sleep(0.02)

    async def answered(self, messages: Iterable[int], patience_s: float = PATIENCE_S) -> None:
        """Wait until every one of these messages has an answer."""
        wanted = set(messages)
        await self.until(
            lambda: wanted <= self.answers().keys(),
            patience_s,
            lambda: f" for {self.described(wanted - set(self.answers()))}",
        )

    def described(self, messages: Iterable[int]) -> list[str]:
        """Return each of these messages with its chat and text."""
        wanted = set(messages)
        return [
            f"message {each['message_id']} in chat {chat}: {each.get('text', '')}"
            for chat, in_chat in self.world.messages.items()
            for each in in_chat.values()
            if each["message_id"] in wanted
        ]

    async def rest(self) -> None:
        """Let others run for a moment."""
        await asyncio.sleep(0.1)

    def said(self) -> str:
        """Return the bot's log."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@asynccontextmanager
async def town(
    data: Path, program: tuple[str, ...] = TABLE, *, rules: Rules | None = None, **environment: str
) -> AsyncIterator[Town]:
    """Run a sandbox, and at the end of the block end the bot that was started on it."""
    async with Sandbox(rules=rules) as server:
        made = Town(server, data, program, environment)
        try:
            yield made
        finally:
            await made.end(signal.SIGKILL)
