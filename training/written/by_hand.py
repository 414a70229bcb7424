"""Articles that were written for training, each with its questions: `training/articles/*.txt`.

A file holds articles like this one; `?en` and `?id` ask in another language than the article's, `-` is no answer, and
an answer that stands in the text several times is given in brackets among words around it:

    == Pasar Tanjungrejo pindah | id | 2024-03-18
    Mulai Senin (25/3), pedagang menempati gedung baru di Jalan Melati. …
    ? kpn pedagang pindah => Senin (25/3)
    ?en Which street is the new building in? => Jalan Melati
    ? brp tarif parkir truk => -
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from training.written.scenes import Row

# The articles to train on, and those to choose and calibrate on.
FOLDER = Path(__file__).parent.parent / "articles"
VALID = FOLDER / "valid"
_HEAD = "== "
_QUESTION = re.compile(r"\?(?P<language>en|id)? (?P<question>.+) => (?P<answer>.+)")
_MARKED = re.compile(r"(?P<before>.*?)\[(?P<answer>.+)\](?P<after>.*)")


class WrittenWrong(ValueError):
    """An article or a question is not as the module says; names the file and the line."""


def rows_by_hand(folder: Path = FOLDER) -> list[Row]:
    """Return the rows of all files of a folder, see `rows_in`."""
    return [row for file in sorted(folder.glob("*.txt")) for row in rows_in(file)]


def rows_in(file: Path) -> list[Row]:
    """Return a row for each question, of the form of the question-answer files, with the article's `title` and `day`.

    Raises:
        WrittenWrong: as it says.
    """
    rows = []
    lines = file.read_text(encoding="utf-8").splitlines()
    heads = [at for at, line in enumerate(lines) if line.startswith(_HEAD)]
    for first, last in zip(heads, [*heads[1:], len(lines)], strict=True):
        title, language, day = (each.strip() for each in lines[first].removeprefix(_HEAD).rsplit("|", 2))
        asked = [at for at in range(first, last) if lines[at].startswith("?")]
        context = "\n".join(lines[first + 1 : asked[0]]).strip()
        article = {"title": title, "day": day, "context": context, "lang_c": language}
        for at in asked:
            if (question := _question(lines[at], context, language)) is None:
                raise WrittenWrong(f"{file.name}, line {at + 1}: {lines[at]}")
            rows.append(article | question)
    return rows


def _question(line: str, context: str, language: str) -> Row | None:
    """Return what a line asks, of an article in a language; None where it is not as the module says."""
    found = _QUESTION.fullmatch(line)
    answers = found and _answers(found["answer"], context)
    if found is None or answers is None:
        return None
    return {"question": found["question"], "answers": answers, "lang_q": found["language"] or language}


def _answers(given: str, context: str) -> Sequence[dict[str, str | int]] | None:
    """Return the answer with its place, nothing for `-`, or None where it is not in the context just once."""
    if given == "-":
        return []
    found = _MARKED.fullmatch(given)
    words, answer = ("".join(found.groups()), found["answer"]) if found else (given, given)
    if context.count(words) != 1:
        return None
    return [{"text": answer, "start": context.index(words) + (len(found["before"]) if found else 0)}]
