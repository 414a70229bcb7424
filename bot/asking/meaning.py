"""What somebody means who types a line: small talk, articles, a question, or one that goes on from the one before.

The same for the bot and for `tanya chat`; knows nothing of Telegram.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.answering import Answering
from bot.asking.pleasantries import Pleasantries, Pleasantry
from bot.messages.catalogue import Catalogue
from index import (
    MAX_QUERY_CHARACTERS,
    Article,
    Certainty,
    Exchange,
    FollowUp,
    FoundArticle,
    QueryProblem,
    Reply,
    Request,
    RequestKind,
    TanyaIndexError,
    checked_query,
    follow_up,
    request_in,
)

# So many fit on a phone's screen, each with its first sentence.
LISTED = 5
_LINK = ("http://", "https://")


class QuestionProblem(StrEnum):
    """Why a question cannot be asked; the value is the text that says so."""

    EMPTY = "ask-usage"
    TOO_LONG = "question-too-long"
    WITHOUT_WORDS = "question-without-words"


def problem_with(question: str) -> QuestionProblem | None:
    """Return why a question cannot be asked, or None when it can."""
    try:
        checked_query(question)
    except QueryProblem as problem:
        return QuestionProblem[problem.fault.name]
    # Nobody can tell what is asked of a page that is only linked to.
    only_links = all(each.lower().startswith(_LINK) for each in question.split())
    return QuestionProblem.WITHOUT_WORDS if only_links else None


@dataclass(frozen=True)
class Meaning:
    """What a line means.

    Attributes:
        question: the line, without a greeting in front of it.
        pleasantry: which small talk it is; None for everything else.
        request: what it wants that is no question.
        completed: the question with what was said before; None where it stands alone.
        before: what was asked before.
    """

    question: str
    pleasantry: Pleasantry | None = None
    request: Request | None = None
    completed: FollowUp | None = None
    before: Exchange | None = None

    @property
    def query(self) -> str:
        """What to ask."""
        return self.completed.query if self.completed else self.question

    @property
    def about(self) -> str | None:
        """What the question was completed with."""
        return self.completed.about if self.completed else None

    @property
    def wants_articles(self) -> bool:
        """Whether articles are asked for, and no answer: a name alone asks nothing of it."""
        if self.request is None or (self.completed and self.request.kind is RequestKind.KEY_WORDS):
            return False
        return self.request.kind is not RequestKind.BARE and not self.request.may_be_answered

    @property
    def subject(self) -> str | None:
        """What articles are to be about that serve as well as an answer that is not sure."""
        return self.request.subject if self.request and self.request.subject and not self.completed else None

    @property
    def asks_back(self) -> bool:
        """Whether it names nothing, "when?" or "who is he?", and nothing was said that it could be about."""
        return self.request is not None and self.request.kind is RequestKind.BARE and self.completed is None

    def may_be_listed(self, reply: Reply) -> bool:
        """Return whether a list of articles serves better than a reply; a sure answer is worth more."""
        return bool(self.subject) and not self.wants_articles and reply.certainty is not Certainty.SURE

    def exchange(self, reply: Reply) -> Exchange:
        """Return what another question can follow on: what this one was completed with, or names."""
        completed, found, before = self.completed, reply.exchange, self.before
        if before and not found.is_known:
            found = replace(found, earlier=before if before.is_known else before.earlier)
        if self.subject:
            return replace(found, question=self.subject)
        return replace(found, about=completed.about) if completed and completed.is_part else found


class Meanings:
    """Tells what lines mean, in all languages of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._pleasantries = Pleasantries(catalogue)

    def of(
        self,
        line: str,
        before: Exchange | None,
        *,
        as_written: bool = False,
        spelt: Callable[[str], str] = str,
    ) -> Meaning:
        """Return what a line means; one that is longer than any question is taken as it is.

        Args:
            line: as it was typed.
            before: what it may go on from; None when nothing was said.
            as_written: whether it is a question and no key words, since somebody asks just that.
            spelt: gives misspelt words as the articles spell them. A question that stands alone is asked as it was
                typed, and told where its reading surprises.
        """
        if len(line) > MAX_QUERY_CHARACTERS:
            return Meaning(line)
        if pleasantry := self._pleasantries.recognise(line):
            return Meaning(line, pleasantry)
        question = self._pleasantries.without_opening(line)
        read = question
        if not as_written:
            with suppress(TanyaIndexError):
                read = spelt(question)
        request = None if as_written else request_in(read)
        return Meaning(question, None, request, follow_up(read, before) if before else None, before)


def wanted_articles(engine: Answering, request: Request) -> Sequence[Article] | Sequence[FoundArticle]:
    """Return the articles that a request wants; none for a bare question word, or where none is about its subject.

    Raises:
        IndexMissing: there is nothing to look in yet.
    """
    if request.kind is RequestKind.NEWS:
        return engine.newest(LISTED)
    with suppress(QueryProblem):
        return engine.about(request.subject, count=LISTED) if request.subject else ()
    return ()
