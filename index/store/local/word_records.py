"""What a snapshot tells of its words: in how many passages they are, beside which others, and how they are spelt.

The frequent ones are counted once, when a snapshot is made ready; whether it has a word at all, and which words share a
passage, is asked of the full-text index.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from index.store.local.database import Database
from index.store.records import Words
from index.store.spelling import (
    COUNTED_TO,
    KNOWN_LETTERS,
    MOST_KNOWN,
    PASSAGES_LOOKED_AT,
    spelling_in,
    spelling_in_titles,
)

# Words in fewer passages than this cost next to nothing to search for.
_COMMON_FROM = 200
_WORDS = re.compile(r"\w+")


class WordRecords(Words):
    """The words of one published snapshot."""

    def __init__(self, database: Database) -> None:
        """Ask the words of this file; one that was made before words were counted has none by their letter."""
        self._database = database
        self._is_counted = bool(database.rows("SELECT 1 FROM sqlite_master WHERE name = 'known_words'"))

    def counts(self, words: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each of these words stands; those in none are left out, as rare ones may be."""
        if not self._is_counted:
            return {}
        rows = self._database.rows_in("SELECT word, passages FROM known_words WHERE word IN", words)
        return {row[0]: row[1] for row in rows}

    def passages_with_word(self, word: str) -> int:
        match = _match([word])
        if not match:
            return 0
        statement = "SELECT count(*) FROM (SELECT rowid FROM passages_fts WHERE passages_fts MATCH ? LIMIT ?)"
        return int(self._database.scalar(statement, [match, COUNTED_TO]))

    def has_words(self, words: Sequence[str], *, adjacent: bool) -> bool:
        match = _match([" ".join(words)] if adjacent else words)
        if not match:
            return False
        statement = "SELECT 1 FROM passages_fts WHERE passages_fts MATCH ? LIMIT 1"
        return bool(self._database.rows(statement, [match]))

    def words_beginning_with(self, letter: str) -> list[tuple[str, int]]:
        if not self._is_counted:
            return []
        statement = "SELECT word, passages FROM known_words WHERE word >= ? AND word < ?"
        return [(row[0], row[1]) for row in self._database.rows(statement, [letter, chr(ord(letter) + 1)])]

    def spelling_of(self, word: str) -> str | None:
        match = _match([word])
        if not match:
            return None

        def found_in(column: str) -> list[str]:
            statement = f"SELECT {column} FROM passages_fts WHERE passages_fts MATCH ? LIMIT ?"
            return self._database.column(statement, [f"{column} : ({match})", PASSAGES_LOOKED_AT])

        return spelling_in(found_in("text"), word) or spelling_in_titles(found_in("title"), word)


def _match(phrases: Sequence[str]) -> str:
    """Return the FTS5 expression for passages that have all of these phrases; empty where one has no word."""
    parts = [" ".join(_WORDS.findall(phrase)) for phrase in phrases]
    return " AND ".join(f'"{part}"' for part in parts) if all(parts) else ""


def count_words(connection: sqlite3.Connection) -> None:
    """Write the tables of common and of known words, from one pass through the full-text index."""
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, passages_fts, row)")
    connection.execute("CREATE TEMP TABLE counted AS SELECT term, doc FROM vocabulary")
    connection.execute("DELETE FROM common_words")
    connection.execute("INSERT INTO common_words SELECT term, doc FROM counted WHERE doc >= ?", [_COMMON_FROM])
    connection.execute(
        "CREATE TABLE IF NOT EXISTS known_words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID"
    )
    connection.execute("DELETE FROM known_words")
    connection.execute(
        "INSERT INTO known_words SELECT term, doc FROM counted WHERE length(term) BETWEEN ? AND ? "
        "AND NOT term GLOB '*[^a-z]*' ORDER BY doc DESC, term LIMIT ?",
        [*KNOWN_LETTERS, MOST_KNOWN],
    )
    connection.execute("DROP TABLE counted")
    connection.execute("DROP TABLE vocabulary")
