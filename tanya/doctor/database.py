"""Checks of the PostgreSQL server, where index and bot live in one."""

from __future__ import annotations

from collections.abc import Iterator

from index import DatabaseAway, DatabaseHealth, DatabaseUnfit, PostgresDatabase, health_of
from tanya.doctor.findings import Finding, Trouble, fail, ok, warn

_LEAST_SERVER, _LEAST_PGVECTOR = 14, (0, 8)
# Half of what a bot keeps open at the most, and what builds and administrators need.
_FREE_CONNECTIONS = 10
_LONG_TRANSACTION_S = 300.0
_LAG_S = 30.0
_GRANT = "as the server's administrator run: GRANT pg_read_all_stats TO …"


def check_database(url: str) -> Iterator[Finding]:
    """Reach the server, then look at all that may be wrong with it."""
    try:
        health = health_of(PostgresDatabase(url, "tanya_index"))
    except DatabaseUnfit as error:
        yield fail("database", str(error), "mend TANYA_DATABASE_URL")
        return
    except DatabaseAway as error:
        yield fail("database", str(error), "see that the server runs, and TANYA_DATABASE_URL", Trouble.INDEX)
        return
    yield from findings_of(health)


def findings_of(health: DatabaseHealth) -> Iterator[Finding]:
    """Yield a finding for each thing that was found; a first one where all is well that the index needs."""
    wrong = list(_unfit(health))
    yield from wrong or [ok("database", f"PostgreSQL {health.server_version} with pgvector {health.pgvector}")]
    free = health.most_connections - health.connections
    if free < _FREE_CONNECTIONS:
        yield warn(
            "connections",
            f"{health.connections} of {health.most_connections} are taken",
            "raise max_connections, or put PgBouncer (pool_mode = session) in front of the server",
        )
    else:
        yield ok("connections", f"{health.connections} of {health.most_connections} are taken")
    if not health.is_local and not health.is_encrypted:
        yield warn(
            "encryption",
            "what people ask crosses the network unencrypted",
            "end TANYA_DATABASE_URL in ?sslmode=verify-full&sslrootcert=FILE; docs/postgres.md tells of which",
        )
    others = "" if health.sees_others else "; those of other users are not told to this one"
    if health.longest_transaction_s > _LONG_TRANSACTION_S:
        yield warn(
            "transactions",
            f"{health.longest_of or 'a program'} has had one open for {health.longest_transaction_s:,.0f} s, which "
            "slows everything down",
            "end it: SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE …",
        )
    else:
        yield ok("transactions", f"none has been open for {_LONG_TRANSACTION_S:,.0f} s{others}")
    for name, lag_s in health.replicas.items():
        if lag_s is None:
            yield warn("replica", f"how far {name} is behind is not told to this user", _GRANT)
        elif lag_s > _LAG_S:
            yield warn("replica", f"{name} is {lag_s:,.0f} s behind", "see its log, its disk and the network to it")
        else:
            yield ok("replica", f"{name} keeps up")


def _unfit(health: DatabaseHealth) -> Iterator[Finding]:
    if int(health.server_version.partition(".")[0]) < _LEAST_SERVER:
        yield fail("database", f"PostgreSQL {health.server_version} is too old", f"use {_LEAST_SERVER} or newer")
    if health.pgvector is None:
        yield fail(
            "database",
            "pgvector is not in the database",
            "install it on the server, then as its administrator run there: CREATE EXTENSION vector",
        )
    elif tuple(int(part) for part in health.pgvector.split(".")[:2]) < _LEAST_PGVECTOR:
        yield fail(
            "database",
            f"pgvector {health.pgvector} is too old: it loses neighbours behind filters",
            "install 0.8 or newer on the server, then run there: ALTER EXTENSION vector UPDATE",
        )
    if health.is_standby:
        yield fail("database", "the server is a replica: nobody can write to it", "name the primary server")
    elif not health.may_create:
        yield fail(
            "database",
            "this user may not make schemas",
            "as the server's administrator run: GRANT CREATE ON DATABASE … TO …",
        )
