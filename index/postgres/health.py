"""How a PostgreSQL server stands to what Tanya needs of it: versions, rights, connections, and what holds it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.postgres.database import PostgresDatabase


@dataclass(frozen=True)
class DatabaseHealth:
    """What was found.

    Attributes:
        server_version: as the server says it.
        pgvector: its version; None when it is not in the database.
        is_standby: whether the server is a replica, which nobody can write to.
        may_create: whether this user may make schemas in the database.
        is_encrypted: whether this connection is.
        is_local: whether it does not leave this machine.
        connections: how many the server has.
        most_connections: how many it takes.
        longest_transaction_s: how long the oldest transaction in this database has been open, in seconds.
        longest_of: who has it open: the name that the program gave itself.
        replicas: by their name, how many seconds they are behind; None where this user is not told.
        sees_others: whether this user is told of what others have open, and of replicas.
    """

    server_version: str
    pgvector: str | None
    is_standby: bool
    may_create: bool
    is_encrypted: bool
    is_local: bool
    connections: int
    most_connections: int
    longest_transaction_s: float
    longest_of: str
    replicas: dict[str, float | None]
    sees_others: bool


def health_of(database: PostgresDatabase) -> DatabaseHealth:
    """Ask a server how it is; changes nothing.

    Raises:
        DatabaseAway: it cannot be reached.
        DatabaseUnfit: its address is wrong.
    """
    with database.session() as connection:
        facts = connection.execute(
            "SELECT current_setting('server_version'), "
            "(SELECT extversion FROM pg_extension WHERE extname = 'vector'), pg_is_in_recovery(), "
            "has_database_privilege(current_database(), 'CREATE'), "
            "coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false), "
            "coalesce(inet_client_addr() <<= '127.0.0.0/8' OR inet_client_addr() = '::1', true), "
            "(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'), "
            "current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer"
        ).fetchall()[0]
        oldest = connection.execute(
            "SELECT extract(epoch FROM now() - xact_start)::float8, application_name FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL "
            "ORDER BY xact_start LIMIT 1"
        ).fetchone()
        replicas = connection.execute(
            "SELECT coalesce(application_name, 'a replica'), CASE WHEN state IS NOT NULL "
            "THEN coalesce(extract(epoch FROM replay_lag)::float8, 0) END "
            "FROM pg_stat_replication WHERE state IS DISTINCT FROM 'backup' ORDER BY 1"
        ).fetchall()
        ((sees_others,),) = connection.execute(
            "SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')"
        ).fetchall()
    longest_s, longest_of = oldest or (0.0, "")
    values: tuple[Any, ...] = (*facts, longest_s, longest_of, dict(replicas), sees_others)
    return DatabaseHealth(*values)
