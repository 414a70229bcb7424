"""A database is reached, waited for and told about; its schema is made once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest

from index.errors import DatabaseAway, DatabaseUnfit, TanyaIndexError
from index.postgres.database import PostgresDatabase
from tests.postgres import PostgresServer

STEPS = ("CREATE TABLE one (number integer)", "ALTER TABLE one ADD COLUMN word text")


@pytest.fixture
def database(postgres_url: str) -> Iterator[PostgresDatabase]:
    """An empty one."""
    made = PostgresDatabase(postgres_url, "tanya_test")
    yield made
    made.close()


def test_statements_commit_by_themselves_and_transactions_as_one(database: PostgresDatabase) -> None:
    """What fails within a transaction leaves nothing."""
    database.prepare(STEPS)
    with database.connection() as connection:
        connection.execute("INSERT INTO one VALUES (1)")
    with pytest.raises(psycopg.errors.DivisionByZero), database.transaction() as connection:
        connection.execute("INSERT INTO one VALUES (2); SELECT 1 / 0")
    assert database.rows("SELECT number FROM one WHERE number < %s", [5]) == [(1,)]
    assert database.scalar("SELECT number FROM one WHERE number = 7") is None


def test_a_schema_is_made_once_by_many_at_once(database: PostgresDatabase) -> None:
    """And later steps are added to what is there."""
    database.prepare(STEPS[:1])
    threads = [threading.Thread(target=database.prepare, args=(STEPS,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert database.rows("SELECT number, word FROM one") == []
    assert database.scalar("SELECT done FROM schema_steps") == 2
    with pytest.raises(DatabaseUnfit, match="newer version"):
        database.prepare(STEPS[:1])


def test_connections_that_the_server_closed_are_replaced(database: PostgresDatabase, postgres_url: str) -> None:
    """Before anybody is lent one."""
    assert database.scalar("SELECT 1") == 1
    with psycopg.connect(postgres_url) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE application_name LIKE 'tanya%'"
        )
    assert database.scalar("SELECT 2") == 2


def _ask_until_it_is_gone(database: PostgresDatabase) -> None:
    """One of the server's processes may outlive it by a moment."""
    for _ in range(100):
        database.scalar("SELECT 1")
        time.sleep(0.1)


@pytest.mark.slow
def test_the_servers_limits_end_no_session_that_holds_something(postgres_url: str) -> None:
    """Neither one that is quiet, nor one that is busy elsewhere in the middle of a transaction."""
    name = psycopg.conninfo.conninfo_to_dict(postgres_url)["dbname"]
    with psycopg.connect(postgres_url, autocommit=True) as administrator:
        for limit in ("idle_in_transaction_session_timeout", "idle_session_timeout", "transaction_timeout"):
            administrator.execute(f"ALTER DATABASE {name} SET {limit} = '50ms'".encode())
    with PostgresDatabase(postgres_url, "limited").session() as connection:
        time.sleep(0.2)
        with connection.transaction():
            connection.execute("SELECT 1")
            time.sleep(0.2)
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_server_that_went_away_is_told_and_reached_again() -> None:
    """Without anybody's doing."""
    server = PostgresServer()
    database = PostgresDatabase(server.url("postgres"), "tanya_test")
    try:
        assert database.scalar("SELECT 1") == 1
        server.kill()
        with pytest.raises(DatabaseAway, match="asked again by itself"):
            _ask_until_it_is_gone(database)
        server.start()
        assert database.scalar("SELECT 2") == 2
    finally:
        database.close()
        server.stop()


def test_a_server_that_is_not_there_is_told_at_once() -> None:
    """With its address but not the password."""
    database = PostgresDatabase("postgresql://ani:canary@127.0.0.1:1/tanya", "tanya_test")
    with pytest.raises(DatabaseAway) as caught:
        database.scalar("SELECT 1")
    assert "postgresql://ani@127.0.0.1:1/tanya: connection" in str(caught.value)
    assert "canary" not in str(caught.value) + repr(database) + repr(caught.value.__cause__)


def test_an_address_with_an_unknown_part_is_told_without_repeating_it() -> None:
    database = PostgresDatabase("postgresql://ani:canary@127.0.0.1:1/tanya?colour=blue", "tanya_test")
    with pytest.raises(DatabaseUnfit, match="does not know") as caught:
        database.scalar("SELECT 1")
    assert "canary" not in repr(caught.value)


def test_a_missing_right_is_told(database: PostgresDatabase, postgres_url: str) -> None:
    """As what an administrator has to mend; a mistake of our own stays what it is."""
    with database.connection() as connection, suppress(psycopg.errors.DuplicateObject):
        connection.execute("CREATE ROLE guest LOGIN")
    guest = PostgresDatabase(postgres_url.replace("postgres@", "guest@"), "tanya_test")
    with pytest.raises(DatabaseUnfit, match=r"docs/postgres\.md"):
        guest.prepare(STEPS)
    guest.close()
    with pytest.raises(psycopg.errors.UndefinedTable):
        database.scalar("SELECT * FROM nowhere")


def test_without_the_client_it_says_what_to_install() -> None:
    """Where the extra is missing."""
    program = """
import sys
sys.modules["psycopg"] = None
import index
try:
    index.PostgresDatabase
except index.DatabaseUnfit as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'tanya[postgres]'" in done.stdout
    assert issubclass(DatabaseUnfit, TanyaIndexError)
