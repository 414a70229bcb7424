"""What somebody means who types a line: small talk, articles, a question, or one that goes on from the one before.

The same for the bot and for `tanya chat`; knows nothing of Telegram.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
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
    Choice,
    Exchange,
    FollowUp,
    FoundArticle,
    Listed,
    QueryProblem,
    Reply,
    Request,
    RequestKind,
    TanyaIndexError,
    checked_query,
    choice_in,
    follow_up,
    request_in,
    without_opening,
)

# So many fit on a phone's screen, each with its first sentence.
LISTED = 5
_LINK = ("http://", "https://")
# Of an article that was chosen, what a question may go on with.
_CONTEXT_CHARACTERS = 4_000
# What is asked for has a first and a second itself.
_RANKED = re.compile(
    r"\b(?:per(?:tama|ingkat)|ke(?:-?\d|dua|tiga|empat|lima)|terakhir|juara|pemenang|menang|gol|anak|babak|putaran|leg|"
    r"first|second|third|last|won|win(?:ner)?s?|scored?|goals?|place|child(?:ren)?|round|\d(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)


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
        choice: which one of what was shown before is meant; None where none is.
    """

    question: str
    pleasantry: Pleasantry | None = None
    request: Request | None = None
    completed: FollowUp | None = None
    before: Exchange | None = None
    choice: Choice | None = None

    @property
    def query(self) -> str:
        """What to ask: what stands alone without a connective that led to it from another question."""
        if self.completed:
            return self.completed.query
        return without_opening(self.question) if self.before else self.question

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

    @property
    def chooses_an_article(self) -> bool:
        """Whether an article of the list before is wanted, and nothing asked of it."""
        return self.choice is not None and self.completed is None

    @property
    def listed_before(self) -> int:
        """How many articles there were to choose from."""
        return len(self.before.listed) if self.before else 0

    @property
    def chosen(self) -> Listed | None:
        """The article that is chosen; None where the list has no such one."""
        return _at(self.choice, self.before) if self.choice and self.before else None

    def may_be_listed(self, reply: Reply) -> bool:
        """Return whether a list of articles serves better than a reply; a sure answer is worth more."""
        return bool(self.subject) and not self.wants_articles and reply.certainty is not Certainty.SURE

    def exchange(self, reply: Reply, *, others: int = 0) -> Exchange:
        """Return what another question can follow on: what this one was completed with, or names.

        Args:
            reply: what it got.
            others: how many other answers are shown beside the best one.
        """
        completed, found, before = self.completed, replace(reply.exchange, others=others), self.before
        if before and not found.is_known:
            found = replace(found, earlier=before if before.is_known else before.earlier)
        if self.subject:
            return replace(found, question=self.subject)
        return replace(found, about=completed.about) if completed and completed.is_part else found

    def exchange_on_list(self, found: Sequence[Article] | Sequence[FoundArticle]) -> Exchange:
        """Return what can follow on a list of articles; see `after_list`."""
        return after_list(found, self.before, self.subject or "")

    def exchange_on(self, article: Article) -> Exchange:
        """Return what can follow on an article that was chosen: a question about it, or another one of the list."""
        listed = self.before.listed if self.before else ()
        return Exchange(article.title, context=article.text[:_CONTEXT_CHARACTERS], listed=listed)


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
        names: Callable[[str], Collection[str]] = lambda _line: (),
    ) -> Meaning:
        """Return what a line means; one that is longer than any question is taken as it is.

        Args:
            line: as it was typed.
            before: what it may go on from; None when nothing was said.
            as_written: whether it is a question and no key words, since somebody asks just that.
            spelt: gives misspelt words as the articles spell them. A question that stands alone is asked as it was
                typed, and told where its reading surprises.
            names: gives the words of a line that are names in the articles, in small letters.
        """
        if len(line) > MAX_QUERY_CHARACTERS:
            return Meaning(line)
        if pleasantry := self._pleasantries.recognise(line):
            return Meaning(line, pleasantry)
        question = self._pleasantries.without_opening(line)
        read: str = question
        named: Collection[str] = ()
        if not as_written:
            with suppress(TanyaIndexError):
                read = spelt(question)
                named = names(read) if before else ()
            if before and (choice := _choice(read, before)):
                return Meaning(question, None, None, _asked_of_chosen(choice, before), before, choice)
        request = None if as_written else request_in(read)
        completed = follow_up(read, before, named) if before and before.question else None
        return Meaning(question, None, request, completed, before)


def after_list(
    found: Sequence[Article] | Sequence[FoundArticle], before: Exchange | None, subject: str = ""
) -> Exchange:
    """Return what can follow on a list of articles: one of them, or a question about what they are about.

    The newest are about nothing, so that what was asked `before` them may go on.
    """
    articles = [each.article if isinstance(each, FoundArticle) else each for each in found]
    on = Exchange(subject) if subject else before or Exchange("", is_known=False)
    return replace(on, listed=tuple(Listed(each.id, each.title) for each in articles))


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


def _choice(line: str, before: Exchange) -> Choice | None:
    """Return which one of what was shown a line chooses, "yang kedua"; None where it goes on otherwise.

    After an answer that may mean the second of what was asked for: "siapa juara pertama".
    """
    choice = choice_in(line) if before.listed or before.others else None
    is_of_answers = choice is not None and not before.listed
    return None if choice and is_of_answers and (choice.asked or _RANKED.search(before.question)) else choice


def _asked_of_chosen(choice: Choice, before: Exchange) -> FollowUp | None:
    """Return what is asked of the article that is chosen, or the question again of which another answer is; else None.

    None for an article of which nothing is asked.
    """
    if not before.listed:
        again = before.question.rstrip("?")
        return FollowUp(f"{again}?", again)
    listed = _at(choice, before)
    return follow_up(choice.asked, Exchange(listed.title)) if listed and choice.asked else None


def _at(choice: Choice, before: Exchange) -> Listed | None:
    at = choice.place - 1 if choice.place > 0 else len(before.listed) - 1
    return before.listed[at] if 0 <= at < len(before.listed) else None
