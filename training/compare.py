"""Compares readers on the development sets: `python -m training.compare --data FOLDER NAME=MODELS_FOLDER …`.

F1 of the span with the greatest margin, over rows that have an answer, without any threshold; each set as it is and
with every question re-typed as in a chat (`training.typing_noise`, fixed seed), read as the bot reads it; and, of all
rows, how often one with an answer has a greater margin than one without (AUC), which says how well a threshold could
refuse. `written` are rows of `training.written` that no run has seen: the same patterns, other names. `--questions`
adds sets of questions that were typed by people, which are not typed again.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from haystack import Document

from index.answering.reader import OnnxReader
from index.embedding.encoder import word_test
from index.evaluation.context_words import read_of
from index.evaluation.figures import f1
from index.evaluation.question_sets import Question, read_questions
from training.typing_noise import typed
from training.written.rows import written_rows

SETS = ("idk_mrc", "facqa", "tydiqa_en", "xl_en_question_id_passage", "xl_id_question_en_passage")
WRITTEN = "written"
_SEED = 1_711
Figures = dict[str, float]


def question_set(name: str, folder: Path, rows: int) -> list[Question]:
    """Return up to so many questions with an answer and a third as many without, drawn by a fixed seed."""
    chance = random.Random(_SEED)
    if name == WRITTEN:
        questions = [
            Question(
                str(at),
                row["question"],
                row["context"],
                tuple(each["text"] for each in row["answers"]),
                tuple(each["start"] for each in row["answers"]),
                row["lang_c"],
                row["lang_q"],
            )
            for at, row in enumerate(written_rows(6 * rows, chance))
        ]
    else:
        questions = read_questions(folder / f"{name}.valid.jsonl.gz")
    chance.shuffle(questions)
    answered = [each for each in questions if each.answers]
    return answered[:rows] + [each for each in questions if not each.answers][: rows // 3]


def as_typed(questions: Sequence[Question]) -> list[Question]:
    """Return the questions as they might be typed in a chat; always in the same way."""
    return [
        replace(
            each,
            question=typed(each.question, each.query_language or each.language or "", random.Random(f"{_SEED}{at}")),
        )
        for at, each in enumerate(questions)
    ]


def figures(questions: Sequence[Question], reader: OnnxReader) -> Figures:
    """Return `f1` over rows with an answer, and `auc` where there are rows of both kinds."""
    scores, margins, silent = list[float](), list[float](), list[float]()
    is_word = word_test(reader.models_folder)
    for each in questions:
        query = read_of(each.question, each.context, is_word)
        found = reader.candidates(query, [Document(content=each.context)])
        best = max(found, key=lambda candidate: candidate.margin, default=None)
        margin = best.margin if best else -100.0
        if each.answers:
            scores.append(f1(each.context[best.start : best.end], each.answers) if best else 0.0)
            margins.append(margin)
        else:
            silent.append(margin)
    result = {"rows": float(len(questions)), "f1": float(np.mean(scores))}
    if silent:
        higher = np.asarray(margins)[:, None] > np.asarray(silent)[None, :]
        result["auc"] = float(higher.mean())
    return result


def table(results: dict[str, dict[str, Figures]]) -> str:
    """Return a Markdown table: a line a set, a column a reader, "F1 (AUC)"."""
    readers = list(results)
    lines = [f"| set | {' | '.join(readers)} |", "|---" * (len(readers) + 1) + "|"]
    for name in [each for each in results[readers[0]] if all(each in sets for sets in results.values())]:
        cells = []
        for each in readers:
            found = results[each][name]
            cells.append(f"{found['f1']:.3f}" + (f" ({found['auc']:.3f})" if "auc" in found else ""))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _named(text: str) -> tuple[str, Path]:
    name, _, folder = text.partition("=")
    return name, Path(folder)


def _asked(arguments: argparse.Namespace) -> Iterator[tuple[str, list[Question]]]:
    """Yield the questions of every set, as they are and as they are typed."""
    for name in arguments.sets:
        questions = question_set(name, arguments.data, arguments.rows)
        yield name, questions
        yield f"{name}, typed", as_typed([each for each in questions if each.answers])
    for name, file in arguments.questions:
        yield name, read_questions(file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of *.valid.jsonl.gz")
    parser.add_argument("--rows", type=int, default=300, help="rows with an answer of each set (default: 300)")
    parser.add_argument("--threads", type=int, default=0, help="passages read at once (default: all cores)")
    parser.add_argument("--out", type=Path, help="JSON file to add the figures to; what it has is not run again")
    parser.add_argument(
        "--questions", type=_named, action="append", default=[], help="NAME=FILE of rows, read as they are"
    )
    parser.add_argument("--sets", nargs="*", default=[*SETS, WRITTEN], help="sets of the data (default: all)")
    parser.add_argument("models", type=_named, nargs="+", help="NAME=FOLDER of exported models")
    arguments = parser.parse_args()
    kept = arguments.out and arguments.out.exists()
    results: dict[str, dict[str, Figures]] = json.loads(arguments.out.read_text()) if kept else {}
    for name, folder in arguments.models:
        reader = OnnxReader(str(folder), threads=arguments.threads)
        found = results.setdefault(name, {})
        for each, questions in _asked(arguments):
            if each not in found:
                found[each] = figures(questions, reader)
                print(name, each, found[each], flush=True)
                if arguments.out:
                    arguments.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(table({name: results[name] for name, _ in arguments.models}))


if __name__ == "__main__":
    main()
