"""One PostgreSQL database: a pool of connections that mends itself, errors told apart, and steps of a schema.

A connection that broke is replaced when it is next lent, so that a restart of the server costs no more than the
questions that were under way. Statements commit by themselves; `transaction` joins several. Does not know what is kept.
"""

from __future__ import annotations

import select
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, LiteralString

from index.errors import CannotWrite, DatabaseAway, DatabaseUnfit
from index.postgres.address import without_password

try:
    import psycopg
    from psycopg import sql
    from psycopg_pool import ConnectionPool, PoolTimeout
except ImportError as error:
    raise DatabaseUnfit(
        f"TANYA_DATABASE_URL is set, and what it needs is not installed ({error.name}); "
        "run: make postgres, or pip install 'tanya[postgres]'; without the setting everything is in the data folder"
    ) from error

Connection = psycopg.Connection[tuple[Any, ...]]
# What is raised of troubles that are not told apart, a deadlock for one.
UntoldError = psycopg.Error
# How long a question waits for a server that restarts, and how long opening a connection may take.
WAIT_S = 5.0
_STATEMENT_S = 30
_IDLE_IN_TRANSACTION_S = 60
_HAS_TRANSACTION_TIMEOUT = 170_000
# The pool gives up sooner than who waits for it, so that the next one makes it try again at once.
_RECONNECT_S = 3.0
_DISK_FULL, _NO_RIGHT, _READ_ONLY, _TOO_MANY = "53100", "42501", "25006", "53300"
# Connection failures, and a server that is shutting down, recovering or being taken away.
_AWAY = ("08", "57P")


class PostgresDatabase:
    """A database and one schema in it; safe to use from several threads."""

    def __init__(
        self,
        url: str,
        schema: str,
        *,
        connections: int = 8,
        settings: Mapping[str, str] | None = None,
        on_connect: Callable[[Connection], None] = lambda connection: None,
    ) -> None:
        """Name it; nothing is connected before it is needed.

        Args:
            url: `postgresql://USER:PASSWORD@HOST:PORT/DATABASE?…`, as libpq has it.
            schema: where the tables are; made by `prepare`.
            connections: how many the pool has at the most.
            settings: of each session, beyond those that all have.
            on_connect: called with each new connection, to teach it types.

        Raises:
            DatabaseUnfit: this is no such address.
        """
        self.address = without_password(url)
        self.schema, self._url, self._most, self._on_connect = schema, url, connections, on_connect
        self._settings = {
            "search_path": f"{schema}, public",
            "jit": "off",
            "timezone": "UTC",
            **(settings or {}),
        }
        self._opening = threading.Lock()
        self._pool: ConnectionPool[Connection] | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.address}>"

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Lend a connection; each statement commits by itself.

        Raises:
            DatabaseAway: the server cannot be reached, or went away.
            DatabaseUnfit: it lacks a right, or can only be read.
            CannotWrite: its disk is full.
        """
        with self.guarded():
            pool = self._pool
            if pool is None:
                with self._opening:
                    pool = self._pool = self._pool or self._opened()
            with pool.connection() as connection:
                yield connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Lend a connection whose statements are done together or not at all; raises as `connection`."""
        with self.connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def session(self) -> Iterator[Connection]:
        """Open a connection of one's own, for advisory locks, LISTEN and long work; raises as `connection`.

        Its advisory locks are given back when it is closed.
        """
        with self.guarded():
            connection = self._connected()
            try:
                yield connection
            finally:
                # A server notices only after a while that somebody left.
                with suppress(psycopg.Error):
                    connection.execute("SELECT pg_advisory_unlock_all()")
                connection.close()

    def rows(self, statement: LiteralString, values: Any = None) -> list[tuple[Any, ...]]:
        """Run a query and return all its rows."""
        with self.connection() as connection:
            return connection.execute(statement, values).fetchall()

    def scalar(self, statement: LiteralString, values: Any = None) -> Any:
        """Run a query and return the first column of its first row; None when there is none."""
        found = self.rows(statement, values)
        return found[0][0] if found else None

    def prepare(
        self, steps: Sequence[LiteralString], require: Callable[[Connection], None] = lambda connection: None
    ) -> None:
        """Make the schema, or bring an older one up to date: run the steps that have not been run there yet.

        Several processes may do so at once: one runs them, under an advisory lock, and the others wait. What is there
        already costs one query.

        Args:
            steps: statements in the order in which they were added; never changed once published.
            require: called first, to refuse a server that will not do.

        Raises:
            DatabaseUnfit: a newer version of this program made the schema.
        """
        with self.session() as connection, connection.transaction():
            require(connection)
            done = _steps_done(connection, self.schema)
            if done < len(steps):
                connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"tanya {self.schema}"])
                done = _steps_done(connection, self.schema)
                schema = sql.Identifier(self.schema)
                if done == 0:
                    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(schema))
                    connection.execute("CREATE TABLE IF NOT EXISTS schema_steps (done integer NOT NULL)")
                for step in steps[done:]:
                    connection.execute(step)
                connection.execute("DELETE FROM schema_steps")
                connection.execute("INSERT INTO schema_steps VALUES (%s)", [len(steps)])
        if done > len(steps):
            raise DatabaseUnfit(
                f"{self.address}: the schema {self.schema} was made by a newer version of Tanya; install that one"
            )

    def close(self) -> None:
        """Close all connections that are not lent; they are opened again when they are needed."""
        with self._opening:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def _opened(self) -> ConnectionPool[Connection]:
        # A pool says only that it waited; a connection says why.
        self._connected().close()
        return ConnectionPool(
            self._url,
            kwargs={"autocommit": True, "connect_timeout": WAIT_S},
            configure=self._configure,
            check=_check,
            min_size=1,
            max_size=self._most,
            num_workers=1,
            timeout=WAIT_S,
            reconnect_timeout=_RECONNECT_S,
            name=f"tanya {self.schema}",
            open=True,
        )

    def _connected(self) -> Connection:
        try:
            connection = psycopg.connect(self._url, autocommit=True, connect_timeout=int(WAIT_S))
        except psycopg.ProgrammingError:
            # Its text quotes the address.
            raise DatabaseUnfit(
                f"{self.address} has a part that PostgreSQL does not know; see: the parameters of libpq's addresses"
            ) from None
        # The server's own limits are for who forgets: this one waits for notices, holds locks, and embeds meanwhile.
        limits = ["statement_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout"]
        if connection.info.server_version >= _HAS_TRANSACTION_TIMEOUT:
            limits.append("transaction_timeout")
        self._set(connection, dict.fromkeys(limits, "0"))
        return connection

    def _configure(self, connection: Connection) -> None:
        limits = {
            "statement_timeout": f"{_STATEMENT_S}s",
            "idle_in_transaction_session_timeout": f"{_IDLE_IN_TRANSACTION_S}s",
        }
        self._set(connection, limits)

    def _set(self, connection: Connection, more: Mapping[str, str]) -> None:
        pairs = {"application_name": f"tanya {self.schema}", **self._settings, **more}
        calls = ", ".join(["set_config(%s, %s, false)"] * len(pairs))
        connection.execute(f"SELECT {calls}".encode(), [text for pair in pairs.items() for text in pair])
        self._on_connect(connection)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Raise what psycopg raises as errors of our own, with what to do; programming errors stay what they are."""
        try:
            yield
        except PoolTimeout as error:
            raise DatabaseAway(f"{self.address} does not answer within {WAIT_S:g} s; {_SERVED}") from error
        except psycopg.Error as error:
            raise self._told(error) from error

    def _told(self, error: psycopg.Error) -> Exception:
        state, text = error.sqlstate or "", str(error).strip().partition("\n")[0]
        if state == _DISK_FULL:
            return CannotWrite(f"{self.address}: {text}; make room on the disk of the server")
        if state == _READ_ONLY:
            return DatabaseUnfit(f"{self.address}: {text}; to write, name the primary server and no replica")
        if state == _NO_RIGHT:
            return DatabaseUnfit(f"{self.address}: {text}; docs/postgres.md tells which rights Tanya needs")
        if state == _TOO_MANY or state.startswith(_AWAY) or (not state and isinstance(error, psycopg.OperationalError)):
            return DatabaseAway(f"{self.address}: {text}; {_SERVED}")
        return error


_SERVED = "see that the server runs and can be reached from here; it is asked again by itself"


def _check(connection: Connection) -> None:
    """Ask a connection whether it works, but only if the server has something to say: unasked, that is a goodbye."""
    ready = select.poll()
    ready.register(connection.fileno(), select.POLLIN)
    if ready.poll(0):
        ConnectionPool.check_connection(connection)


def _steps_done(connection: Connection, schema: str) -> int:
    # Not to_regclass: in a transaction that has waited for another one's tables, it goes on to know of none.
    tables = "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = %s AND tablename = 'schema_steps'"
    if connection.execute(tables, [schema]).fetchone() is None:
        return 0
    found = connection.execute("SELECT max(done) FROM schema_steps").fetchone()
    return int(found[0] or 0) if found else 0
