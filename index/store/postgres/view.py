"""What one snapshot sees of the tables, and how the build of one writes them.

Every statement goes through here: for a published snapshot over the pool, for a build over the one connection that
holds the writer's lock, so that whoever lost the lock can write nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from index.postgres.database import Connection, PostgresDatabase
from index.store.postgres.schema import NEVER


@dataclass(frozen=True)
class View:
    """The rows of one snapshot.

    Attributes:
        database: where they are.
        number: of the snapshot, published or being built.
        floor: the oldest snapshot whose passages and vectors count in it.
        building: the connection of the build; None for a published snapshot, which nobody writes to.
    """

    database: PostgresDatabase
    number: int
    floor: int
    building: Connection | None = None

    def of(self, alias: str) -> str:
        """Return the condition for a record's row to be in the snapshot."""
        return f"({alias}.born <= {self.number} AND {alias}.died > {self.number})"

    def of_passages(self, alias: str) -> str:
        """Return the condition for a row of `passages` or `vectors` to be in the snapshot."""
        return f"({alias}.born BETWEEN {self.floor} AND {self.number} AND {alias}.died > {self.number})"

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Lend a connection to read, and in a build to write."""
        if self.building is not None:
            yield self.building
        else:
            with self.database.connection() as connection:
                yield connection

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a query and return all its rows."""
        with self.connection() as connection:
            return connection.execute(statement, values).fetchall()

    def column(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run a query and return the first column of all its rows."""
        return [row[0] for row in self.rows(statement, values)]

    def scalar(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Run a query and return the first column of its first row; None when there is none."""
        found = self.rows(statement, values)
        return found[0][0] if found else None

    def put(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows that are not there; see `end` for those that they replace."""
        if not rows:
            return
        names, places = ", ".join(columns), ", ".join(["%s"] * len(columns))
        with self.connection() as connection, connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}, born) VALUES ({places}, {self.number})", rows)

    def end(self, table: str, condition: str, values: Sequence[Any] = ()) -> None:
        """Take the rows of which a condition is true out of the build; others go on seeing them.

        Args:
            table: its name, and the alias of its rows in the condition.
            condition: with a place for each of the values.
            values: for the condition.
        """
        with self.connection() as connection:
            connection.execute(f"DELETE FROM {table} WHERE born = {self.number} AND {condition}", values)
            connection.execute(
                f"UPDATE {table} SET died = {self.number} "
                f"WHERE born < {self.number} AND died = {NEVER} AND {condition}",
                values,
            )
