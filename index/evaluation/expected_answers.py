"""Reads questions with their expected answers from a table: CSV or TSV, as people keep them in a spreadsheet.

Format: RFC 4180, with a comma, semicolon, tab or bar between cells. There are no contexts: the served index is asked.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from index.errors import SourceProblem
from index.evaluation.question_sets import Question, read_text
from index.sources.drafts import clean_text

_SUFFIXES = (".csv", ".tsv")
_DELIMITERS = ",;\t|"
_QUESTION = ("question", "questions", "query", "q", "pertanyaan", "soal", "tanya")
_ANSWER = (
    *("answer", "answers", "expected", "expected answer", "expected_answer", "gold", "a"),
    *("jawaban", "jawaban benar", "kunci", "kunci jawaban"),
)
_ID = ("id", "no", "nomor", "number")
_SET = ("set", "source", "sumber", "kelompok", "group")
# Between several acceptable answers of one cell.
_OR = "|"
_MOST_BYTES = 50_000_000
# Far more than a question may have; csv's own limit is the whole program's, and reading articles raises it.
_LONGEST_CELL = 100_000
_QUOTED = (
    'a cell that begins with a double quote (") ends with one before the next cell, and each that stands within it is '
    "written twice"
)


def is_table(path: Path) -> bool:
    """Return whether a file's name is that of a table, gzipped or not."""
    return (
        path.with_suffix("").suffix.lower() in _SUFFIXES if path.suffix == ".gz" else path.suffix.lower() in _SUFFIXES
    )


def read_table(path: Path) -> list[Question]:
    """Read rows with a question and its expected answer; an empty answer means that the articles do not say.

    Columns are known by the names in their first row, in any order and case, in English or Indonesian. Several answers
    are divided by "|", or stand in several columns of that name.

    Raises:
        SourceProblem: the file cannot be read, has no such columns, or a row without a question; the text says which.
    """
    text = read_text(path, _MOST_BYTES)
    # The first row decides: what stands between its names.
    header = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    found = _read_rows(_without_blanks_behind_quotes(text.lstrip(), delimiter), delimiter, path)
    names = [" ".join(each.casefold().split()) for each in next(found, (1, []))[1]]
    asked, expected = _columns(names, _QUESTION)[:1], _columns(names, _ANSWER)
    if not asked or not expected:
        raise SourceProblem(
            f"{path}: the first row names {', '.join(filter(None, names)) or 'nothing'}; expected the columns "
            "question and answer, divided by commas, semicolons or tabs"
        )
    numbers, sets = _columns(names, _ID)[:1], _columns(names, _SET)[:1]
    rows = []
    for line, row in found:
        where = f"{path}: line {line}"
        if max(map(len, row), default=0) > _LONGEST_CELL:
            raise SourceProblem(
                f"{where} is no row of a table (a cell has more than {_LONGEST_CELL:,} characters); {_QUOTED}"
            )
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < len(names) and delimiter in row[-1].partition("\n")[2]:
            raise SourceProblem(f"{where} is no row of a table (its last cell holds the next line); {_QUOTED}")
        cells = row + [""] * (len(names) - len(row))
        if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            raise SourceProblem(
                f"{where} has {len(row)} cells below {len(names)} columns; put a cell with {delimiter!r} in it "
                'between double quotes (")'
            )
        if not (question := cells[asked[0]].strip()):
            raise SourceProblem(f"{where} has no question")
        parts = [part for at in expected for part in _answers(cells[at], delimiter)]
        number = next((cells[at].strip() for at in numbers), "") or f"line {line}"
        group = next((cells[at].strip() for at in sets), "") or None
        answers = tuple(dict.fromkeys(parts))
        rows.append(Question(number, question, "", answers, (-1,) * len(answers), source=group))
    if not rows:
        raise SourceProblem(f"{path} holds no questions; expected rows with a question and its expected answer")
    return rows


def _read_rows(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with the line that it begins at."""
    # Strict, since a quotation mark that is left open makes one cell of the rows behind it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise SourceProblem(f"{path}: line {line} is no row of a table ({error}); {_QUOTED}") from None
        if row is None:
            return
        yield line, row


def _without_blanks_behind_quotes(text: str, delimiter: str) -> str:
    """Return a table without blanks between a closing quotation mark and the next cell, which `csv` refuses."""
    beside = re.escape(delimiter) + r"\r\n"
    return re.sub(rf'((?:\A|[{beside}]) *+"(?:[^"]|"")*+") *+(?=[{beside}]|\Z)', r"\1", text)


def _columns(names: list[str], known: tuple[str, ...]) -> list[int]:
    """Return the columns of a name, numbered or not: answer, answer 2, answer_3."""
    return [at for at, name in enumerate(names) if name in known or name.rstrip("0123456789").rstrip("_ ") in known]


def _answers(cell: str, delimiter: str) -> list[str]:
    parts = [cell] if delimiter == _OR else cell.split(_OR)
    # As articles are read, so that what nobody sees in a word makes no other answer of it.
    return [part for part in (clean_text(each).strip() for each in parts) if part]
