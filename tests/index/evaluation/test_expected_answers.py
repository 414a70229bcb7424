"""Tables of questions with expected answers, as spreadsheets write them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from index import SourceProblem
from index.evaluation import is_table, read_table


def table(folder: Path, text: str, name: str = "rows.csv") -> Path:
    """Write a table and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "question,answer\nKapan gempa?,Senin\nSiapa?,\n",
        "\ufeffPertanyaan;Jawaban\r\nKapan gempa?;Senin\r\n;\r\nSiapa?;\r\n",
        "Expected answer\tQuery\nSenin\tKapan gempa?\n\tSiapa?\n",
        "no|soal|kunci jawaban\n1|Kapan gempa?|Senin\n2|Siapa?|\n",
        '"question" , "answer"\n"Kapan gempa?","Senin"\n\n"Siapa?"\n',
    ],
    ids=["comma", "Excel's semicolon", "tab, the other way round", "bar with numbers", "quoted, a short row"],
)
def test_columns_are_known_by_name_whatever_divides_them(tmp_path: Path, text: str) -> None:
    """In any order and case; a row without an answer is one that the articles do not answer."""
    read = read_table(table(tmp_path, text))
    assert [(each.question, each.answers) for each in read] == [("Kapan gempa?", ("Senin",)), ("Siapa?", ())]


def test_several_answers_are_all_right(tmp_path: Path) -> None:
    """In one cell, or in several columns; each once."""
    text = 'question,answer,answer 2,set\n"Kapan, tepatnya?",Senin | Monday,Senin,gempa\n'
    [row] = read_table(table(tmp_path, text))
    assert (row.question, row.answers, row.source) == ("Kapan, tepatnya?", ("Senin", "Monday"), "gempa")


def test_what_nobody_sees_in_an_answer_is_not_expected(tmp_path: Path) -> None:
    """As cells have it that were copied from a page; articles are read without it."""
    [row, other] = read_table(table(tmp_path, "question,answer\nKapan?,Se\u00adnin\u200b\nSiapa?,\u200b\n"))
    assert (row.answers, other.answers) == (("Senin",), ())


def test_a_gzipped_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv.gz"
    path.write_bytes(gzip.compress(b"q\ta\nKapan?\tSenin\n"))
    assert is_table(path)
    assert [each.id for each in read_table(path)] == ["line 2"]
    assert not is_table(tmp_path / "rows.jsonl.gz")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "names nothing; expected the columns question and answer"),
        ("name,day\na,b\n", "names name, day; expected the columns question and answer"),
        ("question,answer\n", "holds no questions"),
        ("question,answer\n,Senin\n", "line 2 has no question"),
        ("question,answer\nKapan, tepatnya?,Senin\n", "line 2 has 3 cells below 2 columns"),
        ('question,answer\n"' + "a" * 200_000 + '",b\n', "is no row of a table"),
    ],
    ids=["empty", "other columns", "no rows", "no question", "unquoted comma", "endless cell"],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SourceProblem, match=told):
        read_table(table(tmp_path, text))


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('1,"Kapan KTT Trump Kim?,12 Juni 2018\n2,Siapa?,Ani\n3,Di mana?,Bogor\n', 2),
        ('1,Siapa?,Ani\n2,Kapan?,"12 Juni 2018\n3,Di mana?,Bogor', 3),
        ('1,"Kapan?,12 Juni\n2,"Siapa, sih?",Ani\n3,Di mana?,Bogor\n', 2),
        ('1,"Kapan?,12 Juni\n2,"Siapa, sih?" ,Ani\n', 2),
        ('1,"Kapan,\ntepatnya?",Senin\n2,"Siapa?,Ani\n3,"Di mana?",Bogor\n', 4),
        ('1,"Kapan?,12 Juni\r\n2,Siapa?,Ani\r\n', 2),
        ('1,"Kapan?,12 Juni\n2,Siapa?,Ani"\n', 2),
        ('1,"Laskar Pelangi" karya siapa?,Andrea Hirata\n', 2),
    ],
    ids=[
        "open",
        "open at the end",
        "beside a quoted one",
        "and blanks",
        "below a long one",
        "Windows",
        "closed below",
        "half quoted",
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_quotation_marks_that_are_left_open_are_told_with_the_line(
    tmp_path: Path, rows: str, line: int, delimiter: str
) -> None:
    """The rows behind it would be one cell, and measured as none; it is the line where that begins."""
    text = ("no,question,answer\n" + rows).replace(",", delimiter)
    with pytest.raises(SourceProblem, match=f"line {line} is no row of a table .*a double quote"):
        read_table(table(tmp_path, text))


def test_quotation_marks_as_programs_write_them_are_read(tmp_path: Path) -> None:
    """Doubled inside, around several lines, with blanks beside; and alone within a cell that begins otherwise."""
    text = 'question,answer\n"Apa ""itu"" , ya?" , "Ani "\n"Kapan,\n""tepatnya"" ?",Senin\nPipa 5" 6"?,5" \n'
    with pytest.raises(SourceProblem, match="line 6 has no question"):
        read_table(table(tmp_path, text + '"" , "x"\n'))
    read = read_table(table(tmp_path, text))
    assert [(each.question, each.answers) for each in read] == [
        ('Apa "itu" , ya?', ("Ani",)),
        ('Kapan,\n"tepatnya" ?', ("Senin",)),
        ('Pipa 5" 6"?', ('5"',)),
    ]


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes("question,answer\nKapan?,Senin".encode("utf-16"))
    with pytest.raises(SourceProblem, match="UTF-8"):
        read_table(path)
