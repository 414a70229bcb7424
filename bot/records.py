"""What the bot keeps: languages that people chose, questions with where their answers stand, and ratings.

One SQLite file in the data folder, in WAL mode, so that it can be read while the bot runs. People are kept under a hash
keyed with a secret of the file, never under their Telegram id. A file is opened when it is first needed. Each call is
one short statement; what cannot be written is logged without its content and lost, since an answer is worth more.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.errors import RecordsUnusable
from index import Reply

FILE_NAME = "bot.sqlite"
SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE secret (value BLOB NOT NULL);
CREATE TABLE languages (person TEXT PRIMARY KEY, language TEXT NOT NULL);
CREATE TABLE questions (
    id TEXT PRIMARY KEY, asked TEXT NOT NULL, person TEXT, question TEXT NOT NULL, answered INTEGER NOT NULL,
    confidence REAL NOT NULL, latency_ms REAL NOT NULL, snapshot TEXT NOT NULL,
    answer TEXT, start INTEGER, "end" INTEGER, article TEXT, passage TEXT, passages TEXT NOT NULL
);
CREATE INDEX questions_asked ON questions (asked);
CREATE TABLE ratings (
    question TEXT NOT NULL REFERENCES questions (id) ON DELETE CASCADE, person TEXT NOT NULL, rating TEXT NOT NULL,
    rated TEXT NOT NULL, PRIMARY KEY (question, person)
);
CREATE TABLE contexts (question TEXT PRIMARY KEY REFERENCES questions (id) ON DELETE CASCADE, text TEXT NOT NULL);
"""
_log = logging.getLogger(__name__)


class Rating(StrEnum):
    """What a person thinks of an answer."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it was answered; `answer`, `start` and `end` are None where the articles did not say."""

    id: str
    question: str
    answered: bool
    answer: str | None
    start: int | None
    end: int | None
    article: str | None
    snapshot: str


@dataclass(frozen=True)
class _Person:
    """A value to bind: the hash of this user, once the file's secret is known."""

    user_id: int | None


class Records:
    """The file; safe to call from several threads."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is opened, and made where there is none, when it is first needed."""
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._secret = b""
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the file, if it is open."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def language_of(self, user_id: int) -> str | None:
        """Return the language that somebody chose; None for the one that Telegram tells."""
        rows = self._rows("SELECT language FROM languages WHERE person = ?", _Person(user_id))
        return str(rows[0][0]) if rows else None

    def choose_language(self, user_id: int, language: str | None) -> None:
        """Keep the language that somebody chose, or forget it."""
        if language is None:
            self._write("DELETE FROM languages WHERE person = ?", _Person(user_id))
        else:
            self._write("INSERT OR REPLACE INTO languages VALUES (?, ?)", _Person(user_id), language)

    def keep_question(self, key: str, user_id: int | None, reply: Reply, latency_ms: float) -> None:
        """Keep a question with its answer, under a key of its own; `latency_ms` is what the person waited."""
        best = reply.answers[0] if reply.answered and reply.answers else None
        nearest = reply.passages[0] if reply.passages else None
        span = (best.text, best.start, best.end) if best else (None, None, None)
        article = best.article.id if best else nearest.article.id if nearest else None
        passage = best.passage_id if best else nearest.id if nearest else None
        self._write(
            f"INSERT INTO questions VALUES ({', '.join('?' * 14)})",
            *(key, _now(), _Person(user_id), reply.question, reply.answered, reply.confidence, latency_ms),
            *(reply.snapshot, *span, article, passage, " ".join(each.id for each in reply.passages)),
        )

    def question(self, key: str) -> AskedQuestion | None:
        """Return a question, or None when there is none under this key."""
        rows = self._rows(f"SELECT {_ASKED} FROM questions AS q WHERE q.id = ?", key)
        return _asked(rows[0]) if rows else None

    def rate(self, key: str, user_id: int, rating: Rating) -> Rating | None:
        """Set, change or, with the same rating again, take back somebody's rating; return what it is now."""
        rows = self._rows("SELECT rating FROM ratings WHERE question = ? AND person = ?", key, _Person(user_id))
        if rows and rows[0][0] == rating:
            self._write("DELETE FROM ratings WHERE question = ? AND person = ?", key, _Person(user_id))
            return None
        self._write("INSERT OR REPLACE INTO ratings VALUES (?, ?, ?, ?)", key, _Person(user_id), rating.value, _now())
        return rating

    def ratings(self, key: str) -> dict[Rating, int]:
        """Return how many people gave each rating to an answer."""
        rows = self._rows("SELECT rating, count(*) FROM ratings WHERE question = ? GROUP BY rating", key)
        return {Rating(row[0]): row[1] for row in rows}

    def keep_context(self, key: str, text: str) -> None:
        """Keep the text that a rated answer was given from, since the article may change."""
        self._write("INSERT OR REPLACE INTO contexts VALUES (?, ?)", key, text)

    def rated(self, rating: Rating) -> list[tuple[AskedQuestion, str | None]]:
        """Return the questions that more people rated so than otherwise, oldest first, with their context.

        A draw counts as down, so that somebody looks at it.

        Raises:
            RecordsUnusable: the file cannot be read.
        """
        balance = "sum(CASE rating WHEN 'up' THEN 1 ELSE -1 END)"
        statement = f"""
            SELECT {_ASKED}, c.text FROM questions AS q JOIN ratings AS r ON r.question = q.id
            LEFT JOIN contexts AS c ON c.question = q.id
            GROUP BY q.id HAVING {balance} {">" if rating is Rating.UP else "<="} 0 ORDER BY q.asked, q.id
        """
        return [(_asked(row), row[-1]) for row in self._run(statement)] if self.path.exists() else []

    def forget_before(self, days: int, *, now: datetime | None = None) -> None:
        """Remove questions, with their ratings, that are older than so many days; 0 keeps all."""
        if days and self.path.exists():
            self._write(
                "DELETE FROM questions WHERE asked < ?", _text((now or datetime.now(UTC)) - timedelta(days=days))
            )

    def _rows(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        """Return the rows of a query; none, and a line in the log, when the file cannot be read."""
        try:
            return self._run(statement, *values)
        except RecordsUnusable as error:
            _log.error("not read: %s", error)
            return []

    def _write(self, statement: str, *values: Any) -> None:
        """Change the file; a failure is logged, for a full disk must not cost an answer."""
        try:
            self._run(statement, *values)
        except RecordsUnusable as error:
            _log.error("not kept: %s", error)

    def _run(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        try:
            with self._lock:
                if self._connection is None:
                    self._connection = _connect(self.path)
                    self._secret = self._connection.execute("SELECT value FROM secret").fetchone()[0]
                bound = [self._hash(value) if isinstance(value, _Person) else value for value in values]
                with self._connection:
                    return self._connection.execute(statement, bound).fetchall()
        except (sqlite3.Error, OSError) as error:
            raise RecordsUnusable(f"{self.path}: {error}") from None

    def _hash(self, person: _Person) -> str | None:
        if person.user_id is None:
            return None
        return hashlib.blake2b(str(person.user_id).encode("ascii"), key=self._secret, digest_size=16).hexdigest()


_ASKED = 'q.id, q.question, q.answered, q.answer, q.start, q."end", q.article, q.snapshot'


def _asked(row: sqlite3.Row) -> AskedQuestion:
    key, question, answered, *rest = tuple(row)[:8]
    return AskedQuestion(key, question, bool(answered), *rest)


def _connect(path: Path) -> sqlite3.Connection:
    """Open the file, or make it.

    Raises:
        RecordsUnusable: it is not ours, or of another version.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, check_same_thread=False, timeout=2)
    try:
        connection.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
        )
        connection.row_factory = sqlite3.Row
        with closing(connection.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            version = cursor.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    cursor.execute(statement)
                cursor.execute("INSERT INTO secret VALUES (?)", [secrets.token_bytes(32)])
                cursor.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            cursor.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise RecordsUnusable(f"{path}: {error}; move it away to begin anew") from None
    if version not in (0, SCHEMA_VERSION):
        connection.close()
        raise RecordsUnusable(f"{path} has version {version}, expected {SCHEMA_VERSION}; it is of another Tanya")
    return connection


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")


def _now() -> str:
    return _text(datetime.now(UTC))
