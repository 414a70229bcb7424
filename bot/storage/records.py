"""What the bot keeps: languages, questions with where their answers stand, ratings, and what administrators were told.

People are kept under a keyed hash, never under their Telegram id. Each call is a short statement or a few; what cannot
be written is logged without its content and lost, since an answer is worth more.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from bot.errors import RecordsUnusable
from bot.storage.protocols import Database, Hashed, Row, written_time
from index import Reply

T = TypeVar("T")
FILE_NAME = "bot.sqlite"
# Characters that are kept of the article under a rated answer, and how many of them stand before the answer; and of
# how many answers they are kept.
EXCERPT, EXCERPT_BEFORE = 4_000, 1_500
MOST_EXCERPTS = 10_000
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
# Of an article that was kept whole until then stays what is kept of one now.
_EXCERPTS = f"""
ALTER TABLE contexts ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
UPDATE contexts SET start = coalesce((SELECT max(0, q.start - {EXCERPT_BEFORE}) FROM questions AS q
    WHERE q.id = contexts.question), 0);
UPDATE contexts SET text = substr(text, start + 1, {EXCERPT});
CREATE INDEX ratings_person ON ratings (person)
"""
# Only ever appended to: a file of an earlier Tanya gets the steps that it lacks.
STEPS = (_FIRST, _ADMINISTRATORS, _INVITATIONS, _EXCERPTS)
_FORGOTTEN_AT_ONCE = 500


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
class Excerpt:
    """A part of an article, and where in the article it begins."""

    text: str
    start: int


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
    """What is kept of people and their questions; safe to call from several threads."""

    def __init__(self, database: Database) -> None:
        """Take the database, which holds the tables of `STEPS`."""
        self.database = database

    async def apart(self, function: Callable[..., T], *values: Any) -> T:
        """Call one of the methods below outside the event loop, in the order in which this is asked for."""
        return await self.database.apart(function, *values)

    def close(self) -> None:
        """Close the database, if it is open."""
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
            self.database.write(put_statement("languages", "person", "language"), Hashed(user_id), language)

    def move_chat(self, old: int, new: int) -> None:
        """Keep under its new number what is kept of a group that has become a supergroup; again, it changes nothing."""
        ids = [Hashed(new), Hashed(old)]
        theirs = "SELECT question FROM ratings WHERE person = ?"
        self.database.write_all(
            [
                (
                    "INSERT INTO languages SELECT ?, language FROM languages WHERE person = ? "
                    "ON CONFLICT (person) DO UPDATE SET language = excluded.language",
                    ids,
                ),
                ("DELETE FROM languages WHERE person = ?", ids[1:]),
                ("UPDATE questions SET person = ? WHERE person = ?", ids),
                (f"UPDATE ratings SET person = ? WHERE person = ? AND question NOT IN ({theirs})", [*ids, ids[0]]),
                ("DELETE FROM ratings WHERE person = ?", ids[1:]),
                (_TOLD, [_former(new), str(old), written_time()]),
            ]
        )

    def former_number_of(self, chat_id: int) -> int | None:
        """Return the number that a supergroup had as a group; None where it is not known to have been one."""
        return next(map(int, self.told(_former(chat_id))), None)

    async def moved_from(self, chat_id: int) -> int | None:
        """Do as `former_number_of` does, outside the event loop."""
        return await self.apart(self.former_number_of, chat_id)

    def telegram_language_of(self, user_id: int) -> str | None:
        """Return the language code that Telegram last told of an administrator."""
        rows = self.database.rows("SELECT language FROM telegram_languages WHERE person = ?", Hashed(user_id))
        return str(rows[0][0]) if rows else None

    def keep_telegram_language(self, user_id: int, language: str) -> None:
        """Keep the language code that Telegram tells of an administrator, who is written to unasked."""
        self.database.write(put_statement("telegram_languages", "person", "language"), Hashed(user_id), language)

    def untold(self, topic: str, items: Iterable[str]) -> list[str]:
        """Return which items of a topic administrators have not been told, in their order."""
        told = {row[0] for row in self.database.rows("SELECT item FROM told WHERE topic = ?", topic)}
        return [each for each in dict.fromkeys(items) if each not in told]

    def keep_told(self, topic: str, items: Iterable[str]) -> None:
        """Keep these items of a topic as told, and forget its others: when they come again, that is news."""
        listed = set(items)
        gone = "DELETE FROM told WHERE topic = ? AND item = ?"
        removed = [(gone, (topic, each)) for each in self.told(topic) if each not in listed]
        self.database.write_all([*removed, *((_TOLD, (topic, each, written_time())) for each in sorted(listed))])

    def told(self, topic: str) -> list[str]:
        """Return the items of a topic that were told."""
        return [str(row[0]) for row in self.database.rows("SELECT item FROM told WHERE topic = ?", topic)]

    def since(self, moment: datetime) -> Iterator[KeptQuestion]:
        """Yield the questions since a moment, oldest first; nobody else waits for it, however many they are.

        Raises:
            RecordsUnusable: the file cannot be read.
        """
        counts = ", ".join(
            f"(SELECT count(*) FROM ratings AS r WHERE r.question = q.id AND r.rating = '{rating.value}')"
            for rating in Rating
        )
        rows = self.database.read(
            f"SELECT q.asked, q.person, q.question, q.answered, q.latency_ms, {counts} FROM questions AS q "
            "WHERE q.asked >= ? ORDER BY q.asked, q.id",
            written_time(moment),
        )
        for asked, person, question, answered, *rest in rows:
            yield KeptQuestion(datetime.fromisoformat(asked), person, question, bool(answered), *rest)

    def key_for(self, identity: str) -> str:
        """Return the key of what was asked by an update, always the same and not to be guessed (11 URL-safe letters).

        A file that cannot be used gives one by chance.
        """
        try:
            return urlsafe_b64encode(bytes.fromhex(self.database.hashed(identity))[:8]).rstrip(b"=").decode("ascii")
        except RecordsUnusable:
            return secrets.token_urlsafe(8)

    def keep_question(self, key: str, user_id: int | None, reply: Reply, latency_ms: float) -> None:
        """Keep a question with its answer, once under a key; `latency_ms` is what the person waited."""
        best = reply.answers[0] if reply.answered and reply.answers else None
        nearest = reply.passages[0] if reply.passages else None
        span = (best.text, best.start, best.end) if best else (None, None, None)
        article = best.article.id if best else nearest.article.id if nearest else None
        passage = best.passage_id if best else nearest.id if nearest else None
        self.database.write(
            put_statement("questions", "id", *QUESTION_COLUMNS),
            *(key, written_time(), Hashed(user_id), reply.question, reply.answered, reply.confidence, latency_ms),
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
            rated = "SELECT question FROM ratings WHERE question = ?"
            self.database.write(f"DELETE FROM contexts WHERE question = ? AND question NOT IN ({rated})", key, key)
            return None
        self._rate(key, user_id, rating)
        return rating

    def rate_down(self, key: str, user_id: int) -> None:
        """Rate an answer down, whatever somebody rated it before."""
        self._rate(key, user_id, Rating.DOWN)

    def _rate(self, key: str, user_id: int, rating: Rating) -> None:
        statement = put_statement("ratings", "question, person", "rating", "rated")
        self.database.write(statement, key, Hashed(user_id), rating.value, written_time())

    def ratings(self, key: str) -> dict[Rating, int]:
        """Return how many people gave each rating to an answer."""
        rows = self.database.rows("SELECT rating, count(*) FROM ratings WHERE question = ? GROUP BY rating", key)
        return {Rating(row[0]): row[1] for row in rows}

    def keep_context(self, asked: AskedQuestion, article_text: str) -> None:
        """Keep what stands around a rated answer, since the article may change: a part of the article, of so many."""
        start = max(0, (asked.start or 0) - EXCERPT_BEFORE)
        kept = "INSERT INTO contexts (question, text, start) VALUES (?, ?, ?)"
        self.database.write_all(
            [
                # Anew, so that it counts as the newest.
                ("DELETE FROM contexts WHERE question = ?", [asked.id]),
                (kept, [asked.id, article_text[start : start + EXCERPT], start]),
                ("DELETE FROM contexts WHERE rowid <= (SELECT max(rowid) FROM contexts) - ?", [MOST_EXCERPTS]),
            ]
        )

    def rated(self, rating: Rating) -> list[tuple[AskedQuestion, Excerpt | None]]:
        """Return the questions that more people rated so than otherwise, oldest first, with what was kept of the text.

        A draw counts as down, so that somebody looks at it.

        Raises:
            RecordsUnusable: the file cannot be read.
        """
        balance = "sum(CASE rating WHEN 'up' THEN 1 ELSE -1 END)"
        statement = f"""
            SELECT {_ASKED}, c.text, c.start FROM questions AS q JOIN ratings AS r ON r.question = q.id
            LEFT JOIN contexts AS c ON c.question = q.id
            GROUP BY q.id, c.question HAVING {balance} {">" if rating is Rating.UP else "<="} 0 ORDER BY q.asked, q.id
        """
        rows = self.database.run(statement) if self.database.exists() else []
        return [(_asked(row), None if row[8] is None else Excerpt(row[8], row[9])) for row in rows]

    def forget_person(self, user_id: int) -> list[str]:
        """Remove what somebody asked, how they rated and which language they chose; return the keys of the questions.

        Who was invited stays so: that is how they get in.
        """
        person = Hashed(user_id)
        keys = [str(row[0]) for row in self.database.rows("SELECT id FROM questions WHERE person = ?", person)]
        for table in ("questions", "ratings", "languages", "telegram_languages"):
            self.database.write(f"DELETE FROM {table} WHERE person = ?", person)
        self.database.overwrite_removed()
        return keys

    def forget_before(self, days: int, *, now: datetime | None = None) -> bool:
        """Remove questions, with their ratings, that are older than so many days; 0 keeps all.

        A few at once, so that nobody waits for long; returns whether there may be more.
        """
        if not days or not self.database.exists():
            return False
        before = written_time((now or datetime.now(UTC)) - timedelta(days=days))
        oldest = "SELECT id FROM questions WHERE asked < ? ORDER BY asked LIMIT ?"
        statement = f"DELETE FROM questions WHERE id IN ({oldest}) RETURNING 1"
        return len(self.database.rows(statement, before, _FORGOTTEN_AT_ONCE)) == _FORGOTTEN_AT_ONCE


QUESTION_COLUMNS = (
    *("asked", "person", "question", "answered", "confidence", "latency_ms", "snapshot"),
    *("answer", "start", '"end"', "article", "passage", "passages"),
)
_TOLD = "INSERT INTO told VALUES (?, ?, ?) ON CONFLICT (topic, item) DO NOTHING"
_ASKED = 'q.id, q.question, q.answered, q.answer, q.start, q."end", q.article, q.snapshot'


def _former(chat_id: int) -> str:
    """Return the topic under which stands what a supergroup was."""
    return f"group before {chat_id}"


def put_statement(table: str, key: str, *columns: str) -> str:
    """Return a statement that puts a row in place of the one with its key; `?` for each value of a row."""
    names = [*key.split(", "), *columns]
    changes = ", ".join(f"{each} = excluded.{each}" for each in columns)
    places = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places}) ON CONFLICT ({key}) DO UPDATE SET {changes}"


def _asked(row: Row) -> AskedQuestion:
    key, question, answered, *rest = tuple(row)[:8]
    return AskedQuestion(key, question, bool(answered), *rest)
