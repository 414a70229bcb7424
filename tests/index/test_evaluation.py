"""Evaluation: figures worked by hand, and the files that questions come from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceProblem
from index.evaluation import (
    Prediction,
    Question,
    ask_open,
    exact,
    expected_calibration_error,
    f1,
    figures,
    indexed_contexts,
    read_only,
    read_questions,
)
from tests.conftest import BRIDGE, MANGO, SHIP

ROW = {"id": "1", "question": "Siapa?", "context": "Ini Hasan.", "answers": [{"text": "Hasan", "start": 4}]}
WORDS = st.lists(st.sampled_from("abc"), min_size=1, max_size=5).map(" ".join)


def question(*answers: str) -> Question:
    return Question("1", "q", " ".join(answers), answers, tuple(range(len(answers))))


def prediction(
    text: str, confidence: float, *, given: bool = True, latency_ms: float = 1, rank: int | None = None
) -> Prediction:
    return Prediction(text, confidence, given, latency_ms, rank)


def test_exact_match_after_normalisation() -> None:
    """Case and marks do not count, articles do."""
    assert exact("kim jong un!", ["Trump", "Kim Jong-un"]) == 1
    assert exact("the bridge", ["bridge"]) == 0
    assert exact("", []) == 0


def test_f1_worked_by_hand() -> None:
    """One of two words right, one of three found: 2·1/(2+3); the best gold answer counts."""
    assert f1("Hasan Ali", ["Kapten Hasan Basri"]) == pytest.approx(0.4)
    assert f1("Hasan Ali", ["Kapten Hasan Basri", "Hasan Ali"]) == 1
    assert f1("a a b", ["a b b"]) == pytest.approx(2 / 3)
    assert f1("...", ["Hasan"]) == 0
    assert f1("x", []) == 0


@given(WORDS, WORDS)
def test_f1_is_the_harmonic_mean_of_precision_and_recall(one: str, other: str) -> None:
    """Reference: SQuAD's definition, over bags of words."""
    left, right = one.split(), other.split()
    shared = sum(min(left.count(word), right.count(word)) for word in set(left))
    precision, recall = shared / len(left), shared / len(right)
    expected = 2 * precision * recall / (precision + recall) if shared else 0

    assert f1(one, [other]) == pytest.approx(expected) == f1(other, [one])
    assert exact(one, [other]) <= f1(one, [other]) <= 1


def test_calibration_error_worked_by_hand() -> None:
    """Bin 9 holds .95 and 1.0, of which one is right: |.975 - .5|·2; bin 2 holds .25, right: .75; over three."""
    assert expected_calibration_error([0.95, 1.0, 0.25], [1, 0, 1]) == pytest.approx((0.475 * 2 + 0.75) / 3)
    assert expected_calibration_error([], []) == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_calibration_error_equals_a_loop_over_bins(rows: list[tuple[float, bool]]) -> None:
    """Reference: the definition, bin by bin; always between 0 and 1."""
    total = 0.0
    for number in range(10):
        inside = [row for row in rows if min(int(row[0] * 10), 9) == number]
        if inside:
            gap = sum(confidence for confidence, _ in inside) - sum(right for _, right in inside)
            total += abs(gap)
    found = expected_calibration_error([each for each, _ in rows], [float(right) for _, right in rows])

    assert found == pytest.approx(total / len(rows))
    assert 0 <= found <= 1


def test_figures_worked_by_hand() -> None:
    """Four rows: right and given; half right and given; right but held back; rightly refused; wrongly answered."""
    questions = [question("Hasan"), question("Hasan Basri"), question("Bali"), question(), question()]
    predictions = [
        prediction("Hasan", 0.9, latency_ms=10, rank=1),
        prediction("Hasan", 0.8, latency_ms=20, rank=2),
        prediction("Bali", 0.3, given=False, latency_ms=30, rank=0),
        prediction("Solo", 0.2, given=False, latency_ms=40, rank=0),
        prediction("Riau", 0.7, latency_ms=50, rank=0),
    ]
    found = figures(questions, predictions)

    assert found.n == 5
    assert found.exact == pytest.approx((1 + 0 + 0 + 1 + 0) / 5)
    assert found.f1 == pytest.approx((1 + 2 / 3 + 0 + 1 + 0) / 5)
    assert found.has_answer_exact == pytest.approx(2 / 3)
    assert found.has_answer_f1 == pytest.approx((1 + 2 / 3 + 1) / 3)
    assert found.no_answer_accuracy == 0.5
    assert found.ece == pytest.approx((0.1 + 0.8 + 0.7 + 0.2 + 0.7) / 5)
    assert [found.latency_ms_p50, found.latency_ms_p95] == pytest.approx([30, 48])
    assert found.retrieval == {"hit@1": pytest.approx(1 / 3), "hit@5": pytest.approx(2 / 3), "mrr": 0.5}
    shown = found.to_dict()
    assert list(shown)[-3:] == ["hit@1", "hit@5", "mrr"]
    assert (shown["n"], shown["f1"], shown["hit@1"]) == (5, 0.5333, 0.3333)


def test_figures_without_a_kind_of_rows() -> None:
    """No unanswerable row, no retrieval: nothing is made up."""
    shown = figures([question("Hasan")], [prediction("Hasan", 1)]).to_dict()

    assert shown["no_answer_accuracy"] is None
    assert "mrr" not in shown
    assert figures([question()], [prediction("", 0, given=False)]).has_answer_f1 is None


def write(file: Path, *rows: Any) -> Path:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return file


def test_rows_of_json_lines(tmp_path: Path) -> None:
    """One or many, with empty lines and a byte order mark, or gzipped; a row may hold any line separator."""
    rows = [ROW, {**ROW, "id": 2, "answers": [], "lang_c": "id"}, {**ROW, "context": "Ini Hasan.\u2028\x85Ya."}]
    file = write(tmp_path / "q.jsonl", *rows)
    file.write_text("\ufeff" + file.read_text(encoding="utf-8") + "\n  \n", encoding="utf-8")
    zipped = tmp_path / "q.jsonl.gz"
    zipped.write_bytes(gzip.compress(file.read_bytes()))
    questions = read_questions(file)

    assert questions[0] == Question("1", "Siapa?", "Ini Hasan.", ("Hasan",), (4,))
    assert (questions[1].id, questions[1].answers, questions[1].language) == ("2", (), "id")
    assert questions[2].context.endswith("Ya.")
    assert read_questions(zipped) == questions
    assert len(read_questions(write(tmp_path / "one.jsonl", ROW))) == 1


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
        ('{"id": 1}', r"line 2: expected id, question, context and answers"),
        ("[1]", r"line 2: expected id"),
        (json.dumps(ROW | {"answers": [{"text": "Hasan"}]}), "line 2: expected"),
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
    with pytest.raises(SourceProblem, match="No such file"):
        read_questions(tmp_path / "nothing.gz")


def easy() -> list[Question]:
    """Two questions that a context answers and one that none does."""
    return [
        Question("1", "Siapa nama nakhoda Kapal Mutiara?", SHIP, ("Hasan Basri",), (SHIP.index("Hasan"),), "id"),
        Question("2", "Who opened the new bridge?", BRIDGE, ("Mayor Anna Smith",), (BRIDGE.index("Mayor"),), "en"),
        Question("3", "Siapa pemenang Piala Dunia 1998?", MANGO, (), ()),
    ]


def test_reading_only() -> None:
    """Every question against its own context; the threshold decides what is given."""
    told: list[int] = []
    found = read_only(easy(), progress=told.append)

    assert told == [1, 2, 3]
    assert found[0].text == "Hasan Basri"
    assert f1(found[1].text, ["Mayor Anna Smith"]) > 0.5
    assert all(each.latency_ms > 0 and each.rank is None for each in found)
    assert not any(each.given for each in read_only(easy(), min_confidence=1.1))


def test_asking_all_contexts_together() -> None:
    """With the rank of the context among the passages."""
    told: list[int] = []
    with indexed_contexts(easy()) as (engine, article_ids):
        assert set(article_ids) == {SHIP, BRIDGE, MANGO}
        found = ask_open(easy(), engine, article_ids, progress=told.append)
        with pytest.raises(SourceProblem, match="row 9: the question is empty"):
            ask_open([Question("9", " ", SHIP, (), ())], engine, article_ids)

    assert told == [1, 2, 3]
    assert [each.rank for each in found] == [1, 1, 0]
    assert figures(easy(), found).retrieval == {"hit@1": 1, "hit@5": 1, "mrr": 1}
