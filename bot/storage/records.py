"""What the bot keeps: languages, questions with where their answers stand, ratings, and what administrators were told.

One SQLite file in the data folder, in WAL mode, so that it can be read while the bot runs. People are kept under a hash
keyed with a secret of the file, never under their Telegram id. A file is opened when it is first needed. Each call is
one short statement; what cannot be written is logged without its content and lost, since an answer is worth more.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from bot.storage.database import Database, Hashed
from index import Reply

FILE_NAME = "bot.sqlite"
_FIRST = """
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
_ADMINISTRATORS = """
CREATE TABLE telegram_languages (person TEXT PRIMARY KEY, language TEXT NOT NULL);
CREATE TABLE told (topic TEXT NOT NULL, item TEXT NOT NULL, told TEXT NOT NULL, PRIMARY KEY (topic, item));
"""
_INVITATIONS = """
CREATE TABLE invitations (
    code TEXT PRIMARY KEY, begins TEXT NOT NULL, expires TEXT NOT NULL, uses_left INTEGER NOT NULL
);
CREATE TABLE guests (person TEXT PRIMARY KEY, since TEXT NOT NULL);
CREATE INDEX questions_person ON questions (person);
"""
# Only ever appended to: a file of an earlier Tanya gets the steps that it lacks.
STEPS = (_FIRST, _ADMINISTRATORS, _INVITATIONS)


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
class KeptQuestion:
    """What counts of a question in statistics: `asked` in UTC, `person` as a hash, `up` and `down` as it was rated."""

    asked: datetime
    person: str | None
    question: str
    answered: bool
    latency_ms: float
    up: int
    down: int


class Records:
    """The file; safe to call from several threads."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is opened, and made where there is none, when it is first needed."""
        self.path = path
        self.database = Database(path, STEPS)

    def close(self) -> None:
        """Close the file, if it is open."""
        self.database.close()

    def language_of(self, user_id: int) -> str | None:
        """Return the language that somebody chose; None for the one that Telegram tells."""
        rows = self.database.rows("SELECT language FROM languages WHERE person = ?", Hashed(user_id))
        return str(rows[0][0]) if rows else None

    def choose_language(self, user_id: int, language: str | None) -> None:
        """Keep the language that somebody chose, or forget it."""
        if language is None:
            self.database.write("DELETE FROM languages WHERE person = ?", Hashed(user_id))
        else:
            self.database.write("INSERT OR REPLACE INTO languages VALUES (?, ?)", Hashed(user_id), language)

    def telegram_language_of(self, user_id: int) -> str | None:
        """Return the language code that Telegram last told of an administrator."""
        rows = self.database.rows("SELECT language FROM telegram_languages WHERE person = ?", Hashed(user_id))
        return str(rows[0][0]) if rows else None

    def keep_telegram_language(self, user_id: int, language: str) -> None:
        """Keep the language code that Telegram tells of an administrator, who is written to unasked."""
        self.database.write("INSERT OR REPLACE INTO telegram_languages VALUES (?, ?)", Hashed(user_id), language)

    def untold(self, topic: str, items: Iterable[str]) -> list[str]:
        """Return which items of a topic administrators have not been told, in their order."""
        told = {row[0] for row in self.database.rows("SELECT item FROM told WHERE topic = ?", topic)}
        return [each for each in dict.fromkeys(items) if each not in told]

    def keep_told(self, topic: str, items: Iterable[str]) -> None:
        """Keep these items of a topic as told, and forget its others: when they come again, that is news."""
        listed = json.dumps(list(items))
        self.database.write(
            "DELETE FROM told WHERE topic = ? AND item NOT IN (SELECT value FROM json_each(?))", topic, listed
        )
        self.database.write("INSERT OR IGNORE INTO told SELECT ?, value, ? FROM json_each(?)", topic, _now(), listed)

    def since(self, moment: datetime) -> list[KeptQuestion]:
        """Return the questions since a moment, oldest first."""
        counts = ", ".join(
            f"(SELECT count(*) FROM ratings AS r WHERE r.question = q.id AND r.rating = '{rating.value}')"
            for rating in Rating
        )
        rows = self.database.rows(
            f"SELECT q.asked, q.person, q.question, q.answered, q.latency_ms, {counts} FROM questions AS q "
            "WHERE q.asked >= ? ORDER BY q.asked, q.id",
            _text(moment),
        )
        return [
            KeptQuestion(datetime.fromisoformat(asked), person, question, bool(answered), *rest)
            for asked, person, question, answered, *rest in rows
        ]

    def keep_question(self, key: str, user_id: int | None, reply: Reply, latency_ms: float) -> None:
        """Keep a question with its answer, under a key of its own; `latency_ms` is what the person waited."""
        best = reply.answers[0] if reply.answered and reply.answers else None
        nearest = reply.passages[0] if reply.passages else None
        span = (best.text, best.start, best.end) if best else (None, None, None)
        article = best.article.id if best else nearest.article.id if nearest else None
        passage = best.passage_id if best else nearest.id if nearest else None
        self.database.write(
            f"INSERT INTO questions VALUES ({', '.join('?' * 14)})",
            *(key, _now(), Hashed(user_id), reply.question, reply.answered, reply.confidence, latency_ms),
            *(reply.snapshot, *span, article, passage, " ".join(each.id for each in reply.passages)),
        )

    def question(self, key: str) -> AskedQuestion | None:
        """Return a question, or None when there is none under this key."""
        rows = self.database.rows(f"SELECT {_ASKED} FROM questions AS q WHERE q.id = ?", key)
        return _asked(rows[0]) if rows else None

    def rate(self, key: str, user_id: int, rating: Rating) -> Rating | None:
        """Set, change or, with the same rating again, take back somebody's rating; return what it is now."""
        rows = self.database.rows("SELECT rating FROM ratings WHERE question = ? AND person = ?", key, Hashed(user_id))
        if rows and rows[0][0] == rating:
            self.database.write("DELETE FROM ratings WHERE question = ? AND person = ?", key, Hashed(user_id))
            return None
        self.database.write(
            "INSERT OR REPLACE INTO ratings VALUES (?, ?, ?, ?)", key, Hashed(user_id), rating.value, _now()
        )
        return rating

    def ratings(self, key: str) -> dict[Rating, int]:
        """Return how many people gave each rating to an answer."""
        rows = self.database.rows("SELECT rating, count(*) FROM ratings WHERE question = ? GROUP BY rating", key)
        return {Rating(row[0]): row[1] for row in rows}

    def keep_context(self, key: str, text: str) -> None:
        """Keep the text that a rated answer was given from, since the article may change."""
        self.database.write("INSERT OR REPLACE INTO contexts VALUES (?, ?)", key, text)

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
        return [(_asked(row), row[-1]) for row in self.database.run(statement)] if self.path.exists() else []

    def forget_person(self, user_id: int) -> list[str]:
        """Remove what somebody asked, how they rated and which language they chose; return the keys of the questions.

        Who was invited stays so: that is how they get in.
        """
        person = Hashed(user_id)
        keys = [str(row[0]) for row in self.database.rows("SELECT id FROM questions WHERE person = ?", person)]
        for table in ("questions", "ratings", "languages", "telegram_languages"):
            self.database.write(f"DELETE FROM {table} WHERE person = ?", person)
        return keys

    def forget_before(self, days: int, *, now: datetime | None = None) -> None:
        """Remove questions, with their ratings, that are older than so many days; 0 keeps all."""
        if days and self.path.exists():
            self.database.write(
                "DELETE FROM questions WHERE asked < ?", _text((now or datetime.now(UTC)) - timedelta(days=days))
            )


_ASKED = 'q.id, q.question, q.answered, q.answer, q.start, q."end", q.article, q.snapshot'


def _asked(row: sqlite3.Row) -> AskedQuestion:
    key, question, answered, *rest = tuple(row)[:8]
    return AskedQuestion(key, question, bool(answered), *rest)


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")


def _now() -> str:
    return _text(datetime.now(UTC))
