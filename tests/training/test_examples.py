"""Examples as the reader sees them: rows that are typed keep their answers, recipes are taken in part."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from sentencepiece import SentencePieceProcessor

from index.embedding.encoder import TOKENIZER_FILE
from training.examples import Example, build_examples
from training.recipes import RECIPES, Mix, Recipe

MODELS = Path(__file__).parents[2] / "models"
_CONTEXT = "Gedung itu dibuka oleh Wayan Artana pada 3 Maret 2011 pagi. Biayanya Rp2 miliar."
_RECIPE = Recipe(mixes=(Mix("own", 100, 0.0),), news_rows=0, passage_sizes=(110,))


def _folder(tmp_path: Path) -> Path:
    rows = [
        {
            "question": f"Kapan gedung nomor {at} dibuka?",
            "context": f"{_CONTEXT} Nomornya {at}.",
            "answers": [{"text": "3 Maret 2011", "start": _CONTEXT.index("3 Maret")}],
            "lang_q": "id",
            "lang_c": "id",
        }
        for at in range(40)
    ]
    with gzip.open(tmp_path / "own.train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(json.dumps(row) for row in rows))
    return tmp_path


@cache
def _model() -> SentencePieceProcessor:
    return SentencePieceProcessor(model_file=str(MODELS / TOKENIZER_FILE))


def _said(example: Example) -> tuple[str, str]:
    """Return the question and the answer of an example."""
    model = _model()
    asked = str(model.decode(example.ids[1 : example.ids.index(2)]))
    return asked, str(model.decode(example.ids[example.first : example.last + 1]))


def test_typed_questions_keep_their_answers(tmp_path: Path) -> None:
    """Nothing but the question changes; the same seed gives the same examples."""
    recipe = replace(_RECIPE, typed=1.0)
    examples = build_examples(_folder(tmp_path), recipe, MODELS, 1)

    assert len(examples) == 40
    assert {_said(each)[1] for each in examples} == {"3 Maret 2011"}
    assert sum("kpn" in _said(each)[0].lower() for each in examples) > 3
    assert examples == build_examples(tmp_path, recipe, MODELS, 1)


def test_nothing_is_typed_unless_it_is_asked_for(tmp_path: Path) -> None:
    examples = build_examples(_folder(tmp_path), _RECIPE, MODELS, 1)

    assert all(_said(each)[0].startswith("Kapan gedung nomor") for each in examples)


def test_written_rows_are_among_the_examples(tmp_path: Path) -> None:
    examples = build_examples(_folder(tmp_path), replace(_RECIPE, written_rows=50), MODELS, 1)

    assert 80 < len(examples) <= 110


def test_articles_by_hand_are_asked_a_few_questions_each_under_their_titles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most of them: who asks a given passage knows no title."""
    rows = [
        {
            "question": f"Pasar nomor {number} dibuka tanggal berapa, yang ke-{at}?",
            "context": f"Pasar nomor {number} dibuka pada 7 Mei 2012 pagi.",
            "title": f"Judul ke-{number}",
            "answers": [{"text": "7 Mei 2012", "start": len(f"Pasar nomor {number} dibuka pada ")}],
            "lang_q": "id",
            "lang_c": "id",
        }
        for number in range(20)
        for at in range(5)
    ]
    monkeypatch.setattr("training.examples.rows_by_hand", lambda: rows)
    examples = build_examples(_folder(tmp_path), replace(_RECIPE, by_hand=3), MODELS, 1)
    ours = [str(_model().decode(each.ids)) for each in examples if _said(each)[1] == "7 Mei 2012"]

    assert len(examples) == 40 + 60
    assert len(set(ours)) == len(ours) == 60
    assert 40 < sum("Judul ke-" in each for each in ours) < 60


def test_a_part_of_a_recipe_has_that_share_of_all_its_rows() -> None:
    """Without retrieved passages where there is no time to look for them."""
    recipe = RECIPES["everything"]
    part = recipe.part(0.1).without_retrieved()

    assert [mix.rows for mix in part.mixes] == [round(mix.rows / 10) for mix in recipe.mixes]
    assert part.written_rows == recipe.written_rows // 10
    assert not any(mix.retrieved for mix in part.mixes)
    assert part.typed == recipe.typed > 0.3


def test_passages_of_a_question_carry_its_number(tmp_path: Path) -> None:
    """The one with the answer, and as many wrong ones as the recipe wants."""
    folder = _folder(tmp_path)
    context = "Pasar nomor {} dibuka oleh Bupati Made Suteja."
    rows = [
        {
            "question": f"Siapa yang membuka pasar nomor {at}?",
            "context": context.format(at),
            "answers": [{"text": "Made Suteja", "start": context.format(at).index("Made")}],
            "lang_q": "id",
            "lang_c": "id",
        }
        for at in range(4)
    ]
    with gzip.open(folder / "other.train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(json.dumps(row) for row in rows))
    recipe = replace(_RECIPE, mixes=(*_RECIPE.mixes, Mix("other", 4, 1.0)), wrong_passages=3)
    by_number: dict[int, list[Example]] = {}
    for example in build_examples(folder, recipe, MODELS, 1):
        by_number.setdefault(example.asked, []).append(example)

    assert len(by_number) == 44
    wrong = [each for each in by_number.values() if len(each) > 1]
    assert [len(each) for each in wrong] == [4] * 4
    assert all(len({_said(example)[0] for example in each}) == 1 for each in wrong)
    assert all(sum(example.first > 0 for example in each) == 1 for each in wrong)


def test_lines_side_by_side_hold_the_answer_or_lack_its_line(tmp_path: Path) -> None:
    """Each is a question of its own: of the passages of one that compete, one holds the answer at the most."""
    context = "Jadwal poli:\n| Gigi | 08.00 |\n| Mata | 13.00 |\n| Anak | 09.30 |"
    answers = [{"text": "13.00", "start": context.index("13.00")}]
    row = {"question": "Poli mata buka jam berapa?", "context": context, "answers": answers}
    row |= {"lang_q": "id", "lang_c": "id"}
    with gzip.open(tmp_path / "own.train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join([json.dumps(row)] * 60))
    examples = build_examples(tmp_path, replace(_RECIPE, side_by_side=1.0), MODELS, 1)
    asked = Counter(each.asked for each in examples)
    texts = [str(_model().decode(each.ids[each.text_from :])) for each in examples]
    lines = [(each, text) for each, text in zip(examples, texts, strict=True) if text != texts[0] or each.first == 0]

    assert len(examples) == 120
    assert set(asked.values()) == {1}
    assert {_said(each)[1] for each in examples if each.first} == {"13.00"}
    assert all(bool(each.first) == ("Mata" in text) for each, text in lines)
    assert 8 < sum(each.first == 0 for each in examples) < 35
