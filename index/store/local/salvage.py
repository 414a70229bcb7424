"""What can be read of a snapshot's SQLite file that no hash vouches for: whether it is sound, and what it recorded.

Nothing is written, and nothing raises: what cannot be read is not there.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from index.store.records import Recorded, Removal


def is_sound(path: Path) -> bool:
    """Tell whether SQLite finds no fault in the file, and the articles in it."""
    try:
        with closing(_opened(path)) as connection:
            connection.execute("SELECT id, text FROM articles LIMIT 1").fetchone()
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except (sqlite3.Error, ValueError):
        return False


def recorded_in(path: Path) -> Recorded:
    """Return the sources and removals of a file as far as they can be read, row by row."""
    sources: dict[str, bool] = {}
    removed: dict[str, Removal] = {}
    # What is damaged may hold anything at all in the place of a text.
    with suppress(sqlite3.Error, ValueError), closing(_opened(path)) as connection:
        with suppress(sqlite3.Error, ValueError):
            for uri, prune in connection.execute("SELECT uri, prune FROM sources ORDER BY added, uri"):
                if isinstance(uri, str):
                    sources[uri] = bool(prune)
        with suppress(sqlite3.Error, ValueError):
            # Files of earlier versions have no third column.
            for article, *known in connection.execute("SELECT * FROM excluded"):
                if isinstance(article, str):
                    removed[article] = Removal(*map(str, known))
    return Recorded(sources, removed)


def _opened(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise ValueError(f"{path} is no file")
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
