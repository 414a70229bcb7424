"""What questions get back, and what is told of the index: plain values, ready for a message, a table or JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from index.language.questions.coverage import Nearness, is_spoken_of, nearness
from index.language.questions.focus import Exchange
from index.language.reading import QuestionReading


class Certainty(StrEnum):
    """How an answer is given; where the borders lie stands in `models/calibration.json`."""

    SURE = "sure"
    PERHAPS = "perhaps"
    NONE = "none"


@dataclass(frozen=True)
class ArticleRef:
    """Where a passage comes from; `published_guessed` as in `Article`, `page` counted from 1 where there are pages."""

    id: str
    title: str
    url: str | None
    published: date | None
    source: str | None
    language: str
    published_guessed: bool = False
    page: int | None = None

    @property
    def address(self) -> str | None:
        """The link, at its page where it has pages (`#page=3`, which readers of PDF files understand)."""
        return f"{self.url}#page={self.page}" if self.url and self.page and "#" not in self.url else self.url

    def to_dict(self) -> dict[str, Any]:
        """Return the fields of the article, not its page, with the date in ISO form."""
        fields = asdict(self) | {"published": self.published.isoformat() if self.published else None}
        del fields["page"]
        return fields


@dataclass(frozen=True)
class Answer:
    """A verbatim span of an article.

    Attributes:
        text: the span; `article.text[start:end] == text`.
        confidence: the probability of being right, 0 to 1.
        start: first character, an offset into the article's text.
        end: one past the last character.
        sentence: the sentence, or sentences, around the span.
        sentence_start: where the sentence begins in the article's text.
        passage_id: the passage it was read in.
        article: the article.
        date: the day that the span names, resolved against the article's date; None when it names none.
        also_in: other articles that carry the same passage nearly word by word, or say the same in other words.
        certainty: how it would be given if it were the best one.
        superseded: whether a newer article gives another answer to the same question, which stands before this one.
        date_guessed: whether `date` was counted from a day of the article that is a guess itself.
    """

    text: str
    confidence: float
    start: int
    end: int
    sentence: str
    sentence_start: int
    passage_id: str
    article: ArticleRef
    date: date | None
    also_in: tuple[ArticleRef, ...] = ()
    certainty: Certainty = Certainty.NONE
    superseded: bool = False
    date_guessed: bool = False

    @property
    def on_one_line(self) -> str:
        """The text for where a line has to do: the lines of a list are parted by semicolons."""
        lines = [each.strip() for each in self.text.split("\n") if each.strip()]
        return "; ".join([*(each.rstrip(",;") for each in lines[:-1]), *lines[-1:]])

    def to_dict(self) -> dict[str, Any]:
        """Return the public JSON fields."""
        return {
            "text": self.text,
            "confidence": round(self.confidence, 4),
            "start": self.start,
            "end": self.end,
            "sentence": self.sentence,
            "passage_id": self.passage_id,
            "page": self.article.page,
            "article": self.article.to_dict(),
            "date": self.date.isoformat() if self.date else None,
            "date_guessed": self.date_guessed,
            "superseded": self.superseded,
            "also_in": [each.to_dict() for each in self.also_in],
        }


@dataclass(frozen=True)
class FoundPassage:
    """A retrieved passage; `score` is the retriever's, higher is better; `also_in` as in `Answer`."""

    id: str
    text: str
    score: float
    article: ArticleRef
    also_in: tuple[ArticleRef, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the public JSON fields."""
        return {
            "id": self.id,
            "text": self.text,
            "score": round(self.score, 4),
            "page": self.article.page,
            "article": self.article.to_dict(),
            "also_in": [each.to_dict() for each in self.also_in],
        }


@dataclass(frozen=True)
class Reply:
    """The reply to one question.

    Attributes:
        question: as it was asked.
        certainty: how sure the best answer is; `NONE` when there is none that could be given.
        confidence: of the best answer, 0 to 1; 0 when there is none.
        snapshot: the name of the snapshot that was asked.
        answers: best first; also those that are not confident enough.
        passages: the nearest passages, best first.
        timings_ms: milliseconds for `embed`, `retrieve`, `read` and `total`.
        reading: how the question was understood.
    """

    question: str
    certainty: Certainty
    confidence: float
    snapshot: str
    answers: tuple[Answer, ...]
    passages: tuple[FoundPassage, ...]
    timings_ms: dict[str, float]
    reading: QuestionReading | None = None

    @property
    def asked(self) -> str:
        """The question in standard words, as another one can follow on it."""
        return self.reading.spelt if self.reading else self.question

    @property
    def exchange(self) -> Exchange:
        """What another question can follow on."""
        best = self.answers[0] if self.answers else None
        article = best.article.id if best else self.passages[0].article.id if self.passages else None
        context = "\n".join(each.text for each in self.passages if each.article.id == article)
        found = Exchange(self.asked, best.text if best and self.answered else None, context)
        texts = (f"{each.article.title}\n{each.text}" for each in self.passages)
        return replace(found, is_known=self.answered or bool(found.phrases) or is_spoken_of(self.asked, texts))

    @property
    def nearest(self) -> FoundPassage | None:
        """The passage of the best answer, given or not; else the first one."""
        first = next(iter(self.passages), None)
        best = self.answers[0].passage_id if self.answers else None
        return next((each for each in self.passages if each.id == best), first)

    @property
    def nearness(self) -> Nearness:
        """How much of what was asked about the nearest passage speaks of."""
        if (passage := self.nearest) is None:
            return Nearness.NONE
        return nearness(self.asked, f"{passage.article.title}\n{passage.text}", passage.article.language)

    @property
    def is_surprisingly_read(self) -> bool:
        """Whether whoever asked may not expect how the question was understood."""
        return self.reading is not None and self.reading.surprising

    @property
    def read_as(self) -> str | None:
        """The question as it was understood; None where it is as it was asked, but for case and spaces."""
        return self.reading.read_as if self.reading else None

    @property
    def answered(self) -> bool:
        """Whether the best answer is given, surely or perhaps."""
        return self.certainty is not Certainty.NONE

    def to_dict(self) -> dict[str, Any]:
        """Return the public JSON object of `tanya ask --json`."""
        return {
            "question": self.question,
            "read_as": self.read_as,
            "answered": self.answered,
            "certainty": self.certainty,
            "confidence": round(self.confidence, 4),
            "snapshot": self.snapshot,
            "answers": [answer.to_dict() for answer in self.answers],
            "passages": [passage.to_dict() for passage in self.passages],
            "timings_ms": {stage: round(value, 2) for stage, value in self.timings_ms.items()},
        }


@dataclass(frozen=True)
class FoundArticle:
    """An article that is about what was looked for, with its first sentence."""

    article: ArticleRef
    beginning: str


@dataclass(frozen=True)
class Status:
    """What is indexed; `sources` counts recorded sources, `built` is UTC time in ISO 8601."""

    snapshot: str
    articles: int
    passages: int
    sources: int
    size_bytes: int
    model: str
    built: str


@dataclass(frozen=True)
class Contents:
    """What readers can ask about; of publishers, the largest first, how many articles each has, None where unsaid."""

    snapshot: str
    articles: int
    passages: int
    publishers: tuple[tuple[str | None, int], ...]
    newest: date | None


@dataclass(frozen=True)
class Counts:
    """How much a snapshot holds."""

    articles: int
    passages: int
    sources: int


@dataclass(frozen=True)
class KeptSnapshot:
    """A snapshot as its manifest describes it; counts are None where that cannot be read.

    Attributes:
        current: whether it is the one to serve.
        built: UTC time in ISO 8601.
        size_bytes: of its data files.
        problem: why its manifest cannot be read; the files themselves are not looked at.
    """

    name: str
    current: bool
    built: str | None = None
    articles: int | None = None
    passages: int | None = None
    size_bytes: int | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Trouble:
    """The newest snapshot cannot be used, so that an older one is served.

    Attributes:
        problem: what is wrong with the newest, and what to do.
        served: the name of the snapshot that is served instead.
    """

    problem: str
    served: str

    def __str__(self) -> str:
        return f"{self.problem}; meanwhile snapshot {self.served} is served"
