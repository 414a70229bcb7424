"""Documents that were handed over one by one, for all machines; see `index.store.protocols.SharedDocuments`."""

from __future__ import annotations

from index.postgres.database import PostgresDatabase
from index.store.protocols import SharedDocument


class PostgresDocuments:
    """Those of one database."""

    def __init__(self, database: PostgresDatabase) -> None:
        """Take the database, whose tables are there."""
        self._database = database

    def listed(self) -> dict[str, int]:
        """Return when each was last changed, in ns, by its name."""
        return {name: int(mtime_ns) for name, mtime_ns in self._database.rows("SELECT name, mtime_ns FROM documents")}

    def get(self, name: str) -> SharedDocument | None:
        """Return a document; None when there is none of this name."""
        rows = self._database.rows("SELECT name, title, content, mtime_ns FROM documents WHERE name = %s", [name])
        return SharedDocument(*rows[0]) if rows else None

    def put(self, document: SharedDocument) -> None:
        """Keep a document, in the place of an older one of its name."""
        with self._database.connection() as connection:
            connection.execute(
                "INSERT INTO documents AS d (name, title, content, mtime_ns) VALUES (%s, %s, %s, %s) "
                "ON CONFLICT (name) DO UPDATE SET title = excluded.title, content = excluded.content, "
                "mtime_ns = excluded.mtime_ns WHERE d.mtime_ns < excluded.mtime_ns",
                list(document),
            )
