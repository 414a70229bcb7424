"""Which bots live: each writes down every two seconds that it does; and which leads: the one with an advisory lock.

A bot whose sign is ten seconds old is dead, and what it held is free. Whoever finds that has itself given signs for as
long without a break: when the server was away, so were all bots. The same connection hears what others notify.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg

from bot.concurrency import begin, is_set_within
from bot.errors import RecordsUnusable
from bot.storage.postgres.database import SharedDatabase
from bot.storage.postgres.journal import ANYBODY, FORGET, WAITS
from bot.storage.protocols import Presence
from index import TanyaIndexError

_LOG = logging.getLogger(__name__)
BEAT_S = 2.0
DEAD_AFTER_S = 10.0
# How soon it notices that it is to stop, and that a server is there again.
_LISTEN_S = 0.5
_AGAIN_S = 0.5
_END_WITHIN_S = 3.0
_LOCK = "SELECT pg_try_advisory_lock(hashtextextended('tanya_bot leads', 0))"
_UNLOCK = "SELECT pg_advisory_unlock_all()"
_SIGN = """
    INSERT INTO bots VALUES (%s, now(), %s) ON CONFLICT (bot) DO UPDATE SET beat = excluded.beat
"""
_LIVING = "SELECT count(*) FROM bots WHERE beat > now() - make_interval(secs => %s)"
_FREE = """
    WITH dead AS MATERIALIZED (
        SELECT lane FROM lanes WHERE holder IS NOT NULL AND NOT EXISTS (
            SELECT FROM bots WHERE bot = holder AND beat > now() - make_interval(secs => %s)
        ) FOR UPDATE SKIP LOCKED
    )
    UPDATE lanes SET holder = NULL WHERE lane IN (SELECT lane FROM dead) RETURNING lane
"""
# A writer changes `until`, so that what it has just written into is seen to be in use, and stays.
_REMOVE = (
    """DELETE FROM lanes WHERE lane IN (SELECT lane FROM lanes WHERE until < now() AND NOT EXISTS (
        SELECT FROM updates WHERE updates.lane = lanes.lane AND state = 'waiting') FOR UPDATE SKIP LOCKED)""",
    "DELETE FROM bots WHERE beat < now() - interval '1 hour'",
)
_REMOVE_EVERY_S = 30.0
# So that a server notices within half a minute that the machine of the bot that leads is gone.
SESSION = {"tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "4"}


class SharedPresence(Presence):
    """One bot among those over the same database; a thread of its own keeps it present."""

    def __init__(self, database: SharedDatabase, bot: int) -> None:
        """Take the database, and this bot's number."""
        self._database, self._bot = database, bot
        self._on_waits: Callable[[], None] = lambda: None
        self._on_forget: Callable[[int], None] = lambda _person: None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._changed = asyncio.Event()
        self._leads, self._living = False, 1
        self._sign_at = float("-inf")
        self._removed_at = float("-inf")
        self._problem = "no connection yet"
        self._is_retired = False
        self._stopping, self._ended = threading.Event(), asyncio.Event()

    @property
    def leads(self) -> bool:
        """Whether this bot leads."""
        return self._leads

    @property
    def living(self) -> int:
        """How many bots live, this one included."""
        return self._living

    def problems(self) -> list[str]:
        """Return why updates cannot be written down now; nothing when they can."""
        # Which one, and why, stands in the log: strangers may ask.
        is_late = time.monotonic() - self._sign_at > 3 * BEAT_S
        return ["the database cannot be written"] if self._problem or is_late else []

    def others(self) -> int:
        """Return how many bots live over the store, asked of the store by one that is none of them."""
        return int(self._database.run(_LIVING, DEAD_AFTER_S)[0][0])

    def follow(self, on_waits: Callable[[], None], on_forget: Callable[[int], None]) -> None:
        """Let something be done in the event loop for other bots."""
        self._on_waits, self._on_forget = on_waits, on_forget

    async def until(self, *, leads: bool) -> None:
        """Wait until this bot leads, or does no more."""
        while self._leads is not leads:
            self._changed.clear()
            await self._changed.wait()

    async def start(self) -> None:
        """Be present from now on: returns after the first sign, however long the server takes."""
        self._loop = asyncio.get_running_loop()
        begin(self._be_present, name="presence")
        while self._sign_at == float("-inf"):
            self._changed.clear()
            await self._changed.wait()

    def retire(self) -> None:
        """Let another bot lead; this one finishes what it holds."""
        self._is_retired = True

    async def stop(self) -> None:
        """Be present no more."""
        self._stopping.set()
        if self._loop is not None:
            await is_set_within(self._ended, _END_WITHIN_S)

    def _be_present(self) -> None:
        told = ""
        while not self._stopping.is_set():
            try:
                # Makes the tables, where there are none.
                self._database.prove_writable()
                with self._database.pool.session() as connection:
                    connection.execute(f"LISTEN {WAITS}")
                    connection.execute(f"LISTEN {FORGET}")
                    self._give_signs(connection)
            except (RecordsUnusable, TanyaIndexError, psycopg.Error) as error:
                self._problem = str(error).partition("\n")[0]
                if self._problem != told:
                    _LOG.error("no bot can take or send anything now: %s", self._problem)
                    told = self._problem
            self._set(leads=False)
            self._stopping.wait(_AGAIN_S)
        self._in_loop(self._ended.set)

    def _give_signs(self, connection: psycopg.Connection[Any]) -> None:
        due, steady_since = 0.0, time.monotonic()
        while not self._stopping.is_set():
            if time.monotonic() >= due:
                due = time.monotonic() + BEAT_S
                self._give_sign(connection)
                if due - steady_since > DEAD_AFTER_S:
                    self._free_the_dead(connection)
            if self._is_retired and self._leads:
                connection.execute(_UNLOCK)
                self._set(leads=False)
            for heard in connection.notifies(timeout=min(_LISTEN_S, BEAT_S), stop_after=1):
                self._hear(heard.channel, heard.payload)
        connection.execute("DELETE FROM bots WHERE bot = %s", [self._bot])

    def _give_sign(self, connection: psycopg.Connection[Any]) -> None:
        # Before the sign is asked for: later than so it cannot be.
        at = time.monotonic()
        connection.execute(_SIGN, [self._bot, socket.gethostname()[:100]])
        leads = self._leads or (not self._is_retired and bool(_first(connection.execute(_LOCK))))
        self._living = int(_first(connection.execute(_LIVING, [DEAD_AFTER_S])))
        if at - self._removed_at > _REMOVE_EVERY_S:
            self._removed_at = at
            for statement in _REMOVE:
                connection.execute(statement.encode())
        if self._problem and self._sign_at > float("-inf"):
            _LOG.warning("the database can be written again")
        self._sign_at, self._problem = at, ""
        self._set(leads=leads)
        # Now and then also unasked: what was notified while nobody listened is heard of by nobody.
        self._in_loop(self._on_waits)

    def _free_the_dead(self, connection: psycopg.Connection[Any]) -> None:
        if freed := connection.execute(_FREE, [DEAD_AFTER_S]).fetchall():
            _LOG.warning("%d chats of a bot that gives no sign of life are free", len(freed))
            connection.execute("SELECT pg_notify(%s, %s)", [WAITS, str(ANYBODY)])

    def _hear(self, channel: str, payload: str) -> None:
        if channel == FORGET:
            self._in_loop(lambda: self._on_forget(int(payload)))
        elif payload in (str(ANYBODY), str(self._bot)):
            self._in_loop(self._on_waits)

    def _set(self, *, leads: bool) -> None:
        if leads and not self._leads:
            _LOG.info("this bot leads: it alone receives by polling, refreshes and alerts")
        self._leads = leads
        self._in_loop(self._changed.set)

    def _in_loop(self, call: Callable[[], object]) -> None:
        """Call something in the event loop, unless that has ended."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)


def _first(cursor: psycopg.Cursor[Any]) -> Any:
    row = cursor.fetchone()
    return row[0] if row else None
