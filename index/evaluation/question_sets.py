"""Reads questions whose answers are known: SQuAD JSON, or JSONL rows that each bring their context.

SQuAD's form: Rajpurkar et al., 2018; rows may have their answers as Hugging Face's `datasets` writes them, one list of
texts and one of starts. A row's offsets are checked against its context.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from index.errors import SourceProblem
from index.sources.fields import json_type

# Ten times what SQuAD has.
_MOST_BYTES = 500_000_000
# What a row may say of itself, by which figures are shown apart.
_IN_WORDS = ("lang_c", "lang_q", "source")
_NEEDED = ("question", "context", "answers")
_FORM = "question, context and answers, each with text and start"


@dataclass(frozen=True)
class Question:
    """One row.

    Attributes:
        id: of the row.
        question: as it is asked.
        context: the text that answers it, or does not; empty where the served index is asked.
        answers: acceptable spans; none means that the context does not say.
        starts: where each of them begins in the context; -1 where there is none.
        language: of the context; detected where the row does not tell.
        query_language: of the question; None where the row does not tell.
        source: what the row says of where it comes from; None where it says nothing.
    """

    id: str
    question: str
    context: str
    answers: tuple[str, ...]
    starts: tuple[int, ...]
    language: str | None = None
    query_language: str | None = None
    source: str | None = None


def read_questions(path: Path) -> list[Question]:
    """Read JSONL rows, a JSON list of them or SQuAD JSON, gzipped or not.

    Raises:
        SourceProblem: the file cannot be read or a row is not of the form; the text says which.
    """
    rows = list(_rows(read_text(path, _MOST_BYTES), path))
    if not rows:
        raise SourceProblem(f"{path} holds no questions; expected rows with {_FORM}")
    return rows


def read_text(path: Path, most_bytes: int) -> str:
    """Return the text of a regular file, gzipped or not.

    Raises:
        SourceProblem: it cannot be read, or has more bytes than it may.
    """
    if not path.exists():
        raise SourceProblem(f"{path} does not exist")
    if not path.is_file():
        raise SourceProblem(f"{path} is not a regular file")
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            data = file.read(most_bytes + 1)
        if len(data) <= most_bytes:
            return data.decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise SourceProblem(f"{path} cannot be read as UTF-8 text, plain or gzipped ({error})") from None
    raise SourceProblem(f"{path} has more than {most_bytes:,} bytes; divide it")


def _rows(text: str, path: Path) -> Iterator[Question]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict) and "data" in whole:
        try:
            yield from _squad_rows(whole["data"], path)
        except (KeyError, TypeError, AttributeError) as error:
            raise SourceProblem(f"{path}: expected SQuAD's data, paragraphs, context and qas ({error!r})") from None
        return
    if isinstance(whole, list):
        yield from (_question(row, f"{path}: row {number}", str(number)) for number, row in enumerate(whole, 1))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise SourceProblem(f"{path}: line {number} is not JSON ({error})") from None
            yield _question(row, f"{path}: line {number}", str(number))


def _squad_rows(articles: Any, path: Path) -> Iterator[Question]:
    numbers = count(1)
    for article in articles:
        for paragraph in article["paragraphs"]:
            for row in paragraph["qas"]:
                answers = [] if row.get("is_impossible") else row["answers"]
                number = str(next(numbers))
                yield _question(
                    {**row, "context": paragraph["context"], "answers": answers},
                    f"{path}: {row.get('id', f'question {number}')}",
                    number,
                )


def _question(row: Any, where: str, number: str) -> Question:
    """Return the question of a row; its number is its id where it brings none."""
    try:
        if missing := [each for each in _NEEDED if each not in row]:
            raise SourceProblem(f"{where}: no {missing[0]}; expected {_FORM}")
        for name in _IN_WORDS:
            if not isinstance(said := row.get(name), str | None):
                raise SourceProblem(f"{where}: {name} is {json_type(said)}; expected a string, or null")
        answers = [(each["text"], each.get("start", each.get("answer_start"))) for each in _each(row["answers"])]
        question = Question(
            str(row.get("id", number)),
            row["question"],
            row["context"],
            tuple(text for text, _ in answers),
            tuple(start for _, start in answers),
            row.get("lang_c"),
            row.get("lang_q"),
            row.get("source"),
        )
        for text in (question.question, question.context, *filter(None, map(row.get, _IN_WORDS))):
            text.encode()
        for answer, start in answers:
            if isinstance(start, bool):
                raise SourceProblem(f"{where}: the start of {answer!r} is a truth value; expected a whole number")
            if start < 0 or question.context[start : start + len(answer)] != answer:
                raise SourceProblem(f"{where}: the answer {answer!r} does not stand at {start} of the context")
    except UnicodeEncodeError:
        raise SourceProblem(
            f"{where}: half a character (a lone surrogate) stands in the question or context, or in what else it says"
        ) from None
    except (KeyError, TypeError, AttributeError):
        raise SourceProblem(f"{where}: expected {_FORM}") from None
    return question


def _each(answers: Any) -> list[Any]:
    """Return answers one by one, also where a row has a list of their texts and one of their starts."""
    if not isinstance(answers, dict):
        return list(answers)
    starts = answers["answer_start"] if "answer_start" in answers else answers["start"]
    if len(starts) != len(answers["text"]):
        raise TypeError("as many starts as texts")
    return [{"text": text, "start": start} for text, start in zip(answers["text"], starts, strict=True)]
