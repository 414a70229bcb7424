"""The files that questions with known answers come from."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from index.errors import SourceProblem
from index.evaluation import question_sets, read_table
from index.evaluation.question_sets import Question, read_questions

ROW = {"id": "1", "question": "Siapa?", "context": "Ini Hasan.", "answers": [{"text": "Hasan", "start": 4}]}


def write(file: Path, *rows: Any) -> Path:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return file


def test_rows_of_json_lines(tmp_path: Path) -> None:
    """One or many, with empty lines and a byte order mark, or gzipped; a row may hold any line separator."""
    rows = [
        ROW,
        {**ROW, "id": 2, "answers": [], "lang_c": "id", "lang_q": "en", "source": "S"},
        {**ROW, "context": "Ini Hasan.\u2028\x85Ya."},
    ]
    file = write(tmp_path / "q.jsonl", *rows)
    file.write_text("\ufeff" + file.read_text(encoding="utf-8") + "\n  \n", encoding="utf-8")
    zipped = tmp_path / "q.jsonl.gz"
    zipped.write_bytes(gzip.compress(file.read_bytes()))
    questions = read_questions(file)

    assert questions[0] == Question("1", "Siapa?", "Ini Hasan.", ("Hasan",), (4,))
    assert (questions[1].id, questions[1].answers, questions[1].language) == ("2", (), "id")
    assert (questions[1].query_language, questions[1].source) == ("en", "S")
    assert questions[2].context.endswith("Ya.")
    assert read_questions(zipped) == questions
    assert len(read_questions(write(tmp_path / "one.jsonl", ROW))) == 1


def test_rows_as_other_programs_write_them(tmp_path: Path) -> None:
    """Without ids, in one JSON list, with the answers as one list of texts and one of starts."""
    row = {name: ROW[name] for name in ("question", "context")}
    answers: tuple[Any, ...] = (
        {"text": ["Hasan"], "answer_start": [4]},
        {"text": [], "start": []},
        [{"text": "Ini", "answer_start": 0}],
    )
    rows = [row | {"answers": each} for each in answers]
    found = read_questions(write(tmp_path / "list.json", rows))

    assert [(each.id, each.answers, each.starts) for each in found] == [
        ("1", ("Hasan",), (4,)),
        ("2", (), ()),
        ("3", ("Ini",), (0,)),
    ]
    assert read_questions(write(tmp_path / "rows.jsonl", *rows)) == found


def test_rows_of_squad(tmp_path: Path) -> None:
    """Version 2, with `answer_start` and `is_impossible`."""
    qas = [
        {"id": "a", "question": "Siapa?", "answers": [{"text": "Hasan", "answer_start": 4}]},
        {"id": "b", "question": "Di mana?", "is_impossible": True},
    ]
    squad = {"version": "v2.0", "data": [{"title": "T", "paragraphs": [{"context": "Ini Hasan.", "qas": qas}]}]}
    found = read_questions(write(tmp_path / "squad.json", squad))

    assert [(each.id, each.answers) for each in found] == [("a", ("Hasan",)), ("b", ())]
    indented = tmp_path / "indented.json"
    indented.write_text(json.dumps(squad, indent=2))
    assert read_questions(indented) == found


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", r"line 2 is not JSON"),
        ("[" * 100_000, r"line 2 is not JSON"),
        ('{"id": 1}', r"line 2: no question; expected question, context and answers"),
        ("[1]", r"line 2: no question"),
        (json.dumps(ROW | {"question": 5}), "line 2: expected question"),
        (json.dumps(ROW | {"question": "Rapat \ud83d?"}), "line 2: half a character"),
        (json.dumps(ROW | {"source": "Rapat \ud83d"}), "line 2: half a character"),
        (json.dumps(ROW | {"source": ["a"]}), "line 2: source is an array; expected a string, or null"),
        (json.dumps(ROW | {"source": 7}), "line 2: source is a number"),
        (json.dumps(ROW | {"source": False}), "line 2: source is a truth value"),
        (json.dumps(ROW | {"lang_c": {"code": "id"}}), "line 2: lang_c is an object"),
        (json.dumps(ROW | {"lang_q": 0}), "line 2: lang_q is a number"),
        (json.dumps(ROW | {"answers": [{"text": "Hasan"}]}), "line 2: expected"),
        (json.dumps(ROW | {"answers": [{"text": "ni", "start": True}]}), "line 2: .* start .* a truth value"),
        (json.dumps(ROW | {"answers": [{"text": "Hasan", "start": 4.0}]}), "line 2: .* start"),
        (json.dumps(ROW | {"answers": [{"text": "Hasan", "start": "4"}]}), "line 2: .* start"),
        (
            json.dumps(ROW | {"answers": [{"text": "Hasan", "start": 3}]}),
            "line 2: the answer 'Hasan' does not stand at 3",
        ),
    ],
)
def test_bad_row_is_named_by_its_line(tmp_path: Path, row: str, message: str) -> None:
    """With what was expected."""
    file = tmp_path / "q.jsonl"
    file.write_text(json.dumps(ROW) + "\n" + row + "\n")
    with pytest.raises(SourceProblem, match=message):
        read_questions(file)


@pytest.mark.parametrize("name", ["source", "lang_c", "lang_q"])
def test_a_row_of_squad_says_of_itself_what_others_do(tmp_path: Path, name: str) -> None:
    """In words, or not at all; its id tells which it is."""
    row: dict[str, Any] = {"id": "a", "question": "Siapa?", "answers": [], name: [1]}
    squad = {"data": [{"paragraphs": [{"context": "Ini Hasan.", "qas": [row]}]}]}
    with pytest.raises(SourceProblem, match=f": a: {name} is an array"):
        read_questions(write(tmp_path / "squad.json", squad))
    row[name] = None
    assert [each.id for each in read_questions(write(tmp_path / "squad.json", squad))] == ["a"]


@pytest.mark.parametrize("data", [[{}], [{"paragraphs": [{"qas": [{"id": "a"}]}]}], 7])
def test_squad_of_another_shape(tmp_path: Path, data: Any) -> None:
    """It has `data` and nothing that belongs into it."""
    with pytest.raises(SourceProblem, match="expected"):
        read_questions(write(tmp_path / "squad.json", {"data": data}))


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\xff"])
def test_file_without_questions(tmp_path: Path, content: bytes) -> None:
    """Empty, or not text."""
    (tmp_path / "q.jsonl").write_bytes(content)
    with pytest.raises(SourceProblem, match=r"holds no questions|cannot be read as UTF-8"):
        read_questions(tmp_path / "q.jsonl")


def test_broken_archive(tmp_path: Path) -> None:
    """Not gzip at all, cut, damaged inside, or missing."""
    whole = gzip.compress(json.dumps(ROW).encode() * 50)
    file = tmp_path / "q.jsonl.gz"
    for content in (b"plain", whole[:-20], whole[:15] + b"\xff\xff\xff\xff\xff" + whole[20:]):
        file.write_bytes(content)
        with pytest.raises(SourceProblem, match="cannot be read"):
            read_questions(file)
    with pytest.raises(SourceProblem, match="does not exist"):
        read_questions(tmp_path / "nothing.gz")


def test_what_never_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither waited for nor read into memory whole."""
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    for read, name in ((read_questions, "pipe.jsonl"), (read_table, "zero.csv")):
        with pytest.raises(SourceProblem, match="not a regular file"):
            read(tmp_path / name)
    monkeypatch.setattr(question_sets, "_MOST_BYTES", 100)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b" " * 101))
    with pytest.raises(SourceProblem, match="more than 100 bytes"):
        read_questions(tmp_path / "bomb.gz")
