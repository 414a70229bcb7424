"""Questions as people type them over articles of known text: the rows of `questions.jsonl`, and what a right answer is.

A row has the form of `articles/questions.jsonl` and besides: `clean`, the same question as it would be printed; `kind`,
what is asked for; `spelling`, how far from `clean` it is typed; `vain`, why there is no answer; `also`, the same fact
as other articles put it. When the index reads another text out of the articles, the rows are brought up to it by
`python -m benchmarks.question_rows`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from index import Article
from index.sources import read_articles

HERE = Path(__file__).parent
# What may stand between two words of an answer that goes over lines of a list or cells of a table.
_GAP = r"[\s|•*–-]+"


class Spelling(StrEnum):
    """How a question is typed."""

    CHAT = "chat"
    LIGHT = "light"
    CLEAN = "clean"


@dataclass(frozen=True)
class QuestionSet:
    """Questions, the folder of the articles that they are asked of, and those that are indexed beside it."""

    name: str
    articles: Path
    questions: Path
    beside: tuple[Path, ...] = ()


EVERYDAY = QuestionSet("everyday", HERE / "everyday" / "articles", HERE / "everyday" / "questions.jsonl")
SAMPLE = QuestionSet("sample archive", HERE.parent / "articles", HERE / "typed" / "questions.jsonl")
NOTICES = QuestionSet(
    "notices", HERE / "notices" / "articles", HERE / "notices" / "questions.jsonl", beside=(SAMPLE.articles,)
)
DISTRICT = QuestionSet("district", HERE / "district" / "articles", HERE / "district" / "questions.jsonl")
TOWN = QuestionSet("town", HERE / "town" / "articles", HERE / "town" / "questions.jsonl")
# In the formats in which archives come: Markdown, web pages, Word, PDF, text, a table of articles, mail.
ARCHIVES = (DISTRICT, TOWN)
SETS = (EVERYDAY, SAMPLE, NOTICES, *ARCHIVES)


@dataclass(frozen=True)
class Span:
    """An acceptable answer and where it begins in the context."""

    text: str
    start: int


@dataclass(frozen=True)
class Row:
    """One question; see the module."""

    id: str
    question: str
    clean: str
    kind: str
    spelling: Spelling
    context: str
    answers: tuple[Span, ...]
    lang_q: str
    lang_c: str
    article: str
    vain: str | None = None
    also: tuple[str, ...] = ()

    @property
    def accepted(self) -> tuple[str, ...]:
        """Return all texts that answer the question, whichever article they stand in."""
        return (*(each.text for each in self.answers), *self.also)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object; what does not apply is left out."""
        fields = {
            "id": self.id,
            "question": self.question,
            "clean": self.clean,
            "kind": self.kind,
            "spelling": self.spelling.value,
            "context": self.context,
            "answers": [vars(each) for each in self.answers],
            "lang_q": self.lang_q,
            "lang_c": self.lang_c,
            "article": self.article,
            "vain": self.vain,
            "also": list(self.also),
        }
        return {name: value for name, value in fields.items() if name == "answers" or value not in (None, [])}


def read_rows(file: Path) -> list[Row]:
    """Read the rows of a file."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        Row(
            **row
            | {
                "spelling": Spelling(row["spelling"]),
                "answers": tuple(Span(**each) for each in row["answers"]),
                "also": tuple(row.get("also", ())),
            }
        )
        for row in rows
    ]


def write_rows(file: Path, rows: Sequence[Row]) -> None:
    """Write the rows, one a line."""
    lines = [json.dumps(row.to_dict(), ensure_ascii=False) for row in rows]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def texts_of(articles: Path) -> dict[str, str]:
    """Return the text of every article of a folder as the index reads it, by file name; of more, also by number."""
    return {
        Path(item.origin).name: item.text
        for file in sorted(articles.iterdir())
        for item in read_articles(file)
        if isinstance(item, Article)
    }


def places(answer: str, text: str) -> list[Span]:
    """Return where an answer stands in a text, as whole words and numbers, over whatever parts lines and cells."""
    words = _GAP.join(re.escape(word) for word in answer.split())
    found = re.finditer(rf"(?<!\w)(?<!\d[.,]){words}(?!\w)(?![.,]\d)", text)
    return [Span(each[0], each.start()) for each in found]


def moved(row: Row, text: str) -> Row:
    """Return a row with its answers in another reading of its article; each stays the same mention of itself.

    Raises:
        ValueError: an answer no longer stands in the text.
    """
    spans = []
    for answer in row.answers:
        before = sum(each.start < answer.start for each in places(answer.text, row.context))
        try:
            spans.append(places(answer.text, text)[before])
        except IndexError:
            raise ValueError(f"{row.id}: {answer.text!r} no longer stands in {row.article}") from None
    return replace(row, context=text, answers=tuple(spans))


def holds(text: str, accepted: Sequence[str]) -> bool:
    """Return whether a text holds one of the accepted answers, as whole words and whole numbers."""
    return any(places(gold, text) for gold in accepted)


def main() -> None:
    for questions in SETS:
        texts = texts_of(questions.articles)
        rows = read_rows(questions.questions)
        write_rows(questions.questions, [moved(row, texts[row.article]) for row in rows])
        print(f"wrote {questions.questions}")


if __name__ == "__main__":
    main()
