"""The words of a snapshot: counted when it is made ready, and asked of the full-text index."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.store.local.database import Database
from index.store.local.passage_records import PassageRecords
from index.store.local.word_records import WordRecords
from tests.index.language.reading.archives import database_of

TEXTS = ["Harimau Sumatera tidur.", "Harimau itu bangun di São Paulo.", "Gajah ke-2 mandi: x9x9 dan gajah-gajah."]


def test_a_file_without_counted_words_knows_none_by_their_letter(tmp_path: Path) -> None:
    """One that was published before they were counted; its words are found all the same."""
    path = tmp_path / "passages.sqlite"
    database_of(path, TEXTS).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE known_words")
        connection.commit()
    known = WordRecords(Database(path, writable=False))
    assert known.words_beginning_with("h") == []
    assert known.passages_with_word("harimau") == 2


def test_words_of_removed_passages_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "passages.sqlite"
    database_of(path, TEXTS).close()
    writing = Database(path, writable=True)
    writing.write("DELETE FROM passages WHERE name = ?", [("p2",)])
    PassageRecords(writing).finish()
    writing.close()
    assert WordRecords(Database(path, writable=False)).words_beginning_with("g") == []
