"""Replies, updates and an engine for the bot's tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from telegram import Chat, Message

from bot.asking.reply_memory import Remembered
from index import (
    Answer,
    Article,
    ArticleRef,
    BuildReport,
    Certainty,
    Contents,
    FoundArticle,
    FoundPassage,
    Progress,
    ProgressCallback,
    Reply,
    Stage,
    Status,
    Trouble,
)

SENTENCE = "Pertemuan Trump dan Kim akan berlangsung pada 12 Juni di Singapura."
ARTICLE = ArticleRef(
    "a1", "Lavrov di Pyongyang", "https://example.org/lavrov", date(2018, 6, 1), "Kantor Berita Contoh", "id"
)
BUILD = BuildReport("s-2", articles=24, passages=181, added=3, changed=1, unchanged=20, removed=0, seconds=12.4)

READER, OTHER, ADMIN, GROUP = 1001, 1002, 9001, -100_500

_numbers = count(1)


def an_article(
    title: str = ARTICLE.title, url: str | None = ARTICLE.url, source: str | None = "Contoh", article_id: str = "a"
) -> ArticleRef:
    return ArticleRef(article_id, title, url, date(2018, 6, 1), source, "id")


def an_answer(
    text: str = "12 Juni",
    sentence: str = SENTENCE,
    *,
    day: date | None = None,
    confidence: float = 0.9,
    article: ArticleRef = ARTICLE,
    sentence_start: int = 100,
    certainty: Certainty = Certainty.SURE,
) -> Answer:
    start = sentence_start + max(sentence.find(text), 0)
    place = (start, start + len(text), sentence, sentence_start, "p1", article, day)
    return Answer(text, confidence, *place, certainty=certainty)


def a_whole_article(text: str, title: str = ARTICLE.title, article_id: str = ARTICLE.id) -> Article:
    return Article(article_id, title, text, ARTICLE.url, ARTICLE.published, ARTICLE.language, ARTICLE.source, "/a.md")


def a_passage(
    text: str = SENTENCE, article: ArticleRef = ARTICLE, also_in: tuple[ArticleRef, ...] = ()
) -> FoundPassage:
    return FoundPassage("p1", text, 1.0, article, also_in)


def a_reply(
    *answers: Answer,
    passages: Iterable[FoundPassage] | None = None,
    certainty: Certainty = Certainty.SURE,
    question: str = "?",
) -> Reply:
    found = tuple(passages) if passages is not None else tuple(a_passage(f"Bagian nomor {n}.") for n in (1, 2, 3))
    return Reply(question, certainty, answers[0].confidence if answers else 0.0, "s-1", answers, found, {"total": 1.0})


def remembered(reply: Reply, chat_id: int = READER) -> Remembered:
    """Return a reply as the bot remembers it, to a question in a chat."""
    message = Message(next(_numbers), datetime(2018, 6, 1, tzinfo=UTC), Chat(chat_id, Chat.PRIVATE))
    return Remembered(reply, reply.question, None, message, READER)


SUMMIT = a_reply(an_answer(day=date(2018, 6, 12)), an_answer("Singapura", confidence=0.6))
UNKNOWN = a_reply(an_answer(confidence=0.01), certainty=Certainty.NONE)


class SmallEngine:
    """Answers from a table; can be told to fail, to wait, and to take its time with a build."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Exception] = {}
        self.asked: list[str] = []
        self.articles_about: dict[str, list[FoundArticle]] = {}
        self.corrected: list[bool] = []
        self.spellings: dict[str, str] = {}
        self.min_confidence: float | None = None
        self.holds: dict[str, threading.Event] = {}
        self.build: BuildReport | Exception = BUILD
        self.progress = [Progress(Stage.READING, 24, None), Progress(Stage.EMBEDDING, 12, 24, 90)]
        self.build_may_end = threading.Event()
        self.build_may_end.set()
        self.index_began, self.index_may_end = threading.Event(), threading.Event()
        self.index_may_end.set()
        self.build_is_endless = False
        self.builds: list[bool] = []
        self.elsewhere: Progress | None = None
        self.refreshed = 0
        self.contained = Contents("s-1", 24, 181, (("Kantor Berita Contoh", 20), (None, 4)), date(2018, 6, 13))
        self.newest_articles: list[Article] | Exception = []
        self.article_text = "x" * 100 + SENTENCE
        self.recorded_sources = ["/berita", "https://example.org/feed.xml"]
        self.changes: list[tuple[str, str]] = []
        self.removed: set[str] = set()
        self.troubled: Trouble | Exception | None = None
        self.on_refresh: Callable[[], bool] = lambda: False
        self.on_ask: Callable[[str], None] = lambda _query: None

    def ask(self, query: str, *, top_k: int = 5, min_confidence: float | None = None, corrected: bool = True) -> Reply:
        self.asked.append(query)
        self.corrected.append(corrected)
        self.on_ask(query)
        self.min_confidence = min_confidence
        if query in self.holds:
            self.holds[query].wait(30)
        reply = self.replies.get(query, SUMMIT)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def spelt(self, line: str) -> str:
        return " ".join(self.spellings.get(each, each) for each in line.split(" "))

    def names_in(self, line: str) -> frozenset[str]:
        return frozenset()

    def article(self, article_id: str) -> Article | None:
        newest = self.newest_articles if isinstance(self.newest_articles, list) else []
        samples = [a_whole_article(self.article_text, article_id=each) for each in (ARTICLE.id, "a")]
        known = {each.id: each for each in [*samples, *newest]}
        return None if article_id in self.removed else known.get(article_id)

    def snapshot_name(self) -> str:
        return self.contents().snapshot

    def contents(self) -> Contents:
        if isinstance(self.newest_articles, Exception):
            raise self.newest_articles
        return self.contained

    def status(self) -> Status:
        found = self.contents()
        described = (found.snapshot, found.articles, found.passages, len(self.recorded_sources))
        return Status(*described, 1_234_567, "e5 (0123)", "2026-01-02T03:04:05+00:00")

    def article_count(self, source: str) -> int:
        return dict.fromkeys(self.recorded_sources, 12)[source]

    def titled(self, words: str, count: int) -> list[Article]:
        newest = self.newest_articles if isinstance(self.newest_articles, list) else []
        wanted = words.casefold().split()
        return [each for each in newest if all(word in each.title.casefold() for word in wanted)][:count]

    def standing_at(self, address: str, count: int) -> list[Article]:
        newest = self.newest_articles if isinstance(self.newest_articles, list) else []
        link = address.partition("#")[0]
        return [each for each in [a_whole_article(self.article_text), *newest] if each.url == link][:count]

    def sources_of(self, article_id: str) -> list[str]:
        return self.recorded_sources[:1]

    def index(
        self,
        sources: Sequence[Path | str],
        *,
        afresh: Sequence[Path] = (),
        progress: ProgressCallback | None = None,
    ) -> BuildReport:
        self.changes += [("index", str(each)) for each in (*sources, *afresh)]
        self.index_began.set()
        self.index_may_end.wait(30)
        return self._built()

    def remove(self, article_ids: Sequence[str], *, progress: ProgressCallback | None = None) -> BuildReport:
        self.changes += [("remove", each) for each in article_ids]
        self.removed.update(article_ids)
        return self._built()

    def remove_source(self, source: str, *, progress: ProgressCallback | None = None) -> BuildReport:
        self.changes.append(("remove source", source))
        return self._built()

    def trouble(self) -> Trouble | None:
        if isinstance(self.troubled, Exception):
            raise self.troubled
        return self.troubled

    def sources(self) -> list[str]:
        return self.recorded_sources

    def about(self, subject: str, *, count: int = 5) -> list[FoundArticle]:
        return self.articles_about.get(subject, [])[:count]

    def newest(self, count: int) -> list[Article]:
        if isinstance(self.newest_articles, Exception):
            raise self.newest_articles
        return self.newest_articles[:count]

    def reindex(self, *, full: bool = False, progress: ProgressCallback | None = None) -> BuildReport:
        self.builds.append(full)
        for step in self.progress:
            if progress:
                progress(step)
        while not self.build_may_end.wait(0.02) or self.build_is_endless:
            if progress:
                progress(self.progress[-1])
            if self.build_is_endless:
                time.sleep(0.02)
        return self._built()

    def _built(self) -> BuildReport:
        if isinstance(self.build, Exception):
            raise self.build
        return self.build

    def building(self) -> Progress | None:
        return self.elsewhere

    def refresh(self) -> bool:
        self.refreshed += 1
        return self.on_refresh()


def a_user(user_id: int = READER, language: str | None = "id", name: str = "Ani") -> dict[str, Any]:
    user: dict[str, Any] = {"id": user_id, "is_bot": False, "first_name": name}
    return user | ({"language_code": language} if language else {})


def a_message(text: str | None, user_id: int = READER, language: str | None = "id", **extra: Any) -> dict[str, Any]:
    """Return an update with a message in the user's private chat, or in the chat that `extra` names."""
    message: dict[str, Any] = {
        "message_id": next(_numbers),
        "date": 1_700_000_000,
        "chat": {"id": user_id, "type": "private", "first_name": "Ani"},
        "from": a_user(user_id, language),
    }
    if text is not None:
        message["text"] = text
        if text.startswith("/"):
            length = len(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return {"message": message | extra}


def an_edit(update: dict[str, Any], text: str) -> dict[str, Any]:
    """Return the update that follows when the message of `update` is edited."""
    return {"edited_message": update["message"] | {"text": text, "edit_date": 1_700_000_100}}


def in_group(text: str, user_id: int = READER, language: str | None = "id", **extra: Any) -> dict[str, Any]:
    chat = {"id": GROUP, "type": "supergroup", "title": "Warga"}
    return a_message(text, user_id, language, **({"chat": chat} | extra))


def a_press(data: str, message_id: int, user_id: int = READER, language: str = "id", **extra: Any) -> dict[str, Any]:
    message = {
        "message_id": message_id,
        "date": 1_700_000_000,
        "chat": {"id": user_id, "type": "private", "first_name": "Ani"},
        "from": {"id": 7, "is_bot": True, "first_name": "Tanya"},
        "text": "…",
    }
    query = {
        "id": str(next(_numbers)),
        "from": a_user(user_id, language),
        "chat_instance": "1",
        "data": data,
        "message": message,
    }
    return {"callback_query": query | extra}


def an_inline_query(text: str, user_id: int = READER, language: str | None = "id") -> dict[str, Any]:
    user = a_user(user_id, language)
    return {"inline_query": {"id": str(next(_numbers)), "from": user, "query": text, "offset": ""}}
