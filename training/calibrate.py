"""Fits `calibration.json`: `python -m training.calibrate --data FOLDER [--models models]`.

Takes the *.valid sets, and for retrieval the project's own questions besides, as they are typed and clean: notices,
prices and tables are not in the sets, and these count twice; and the questions of `training/articles/valid`. For
reading alone, each question is read against its own context; for retrieval, the contexts of all sets are indexed
together and every question is asked against the whole. What an archive is asked in vain is mostly what it does not hold
at all, seldom a trap laid beside the truth as in the sets: so a third of the answerable questions are asked once more
with their own context left out, and two thirds of the traps stay out of the fit, which leaves a third of unanswerable
rows. The weights maximise the likelihood of the right answer, or of "no answer" where none of the spans is right. An
answer is given, perhaps, from the confidence on that maximises F1 over all rows of the sets that hold questions of both
kinds: a set in which everything can be answered knows nothing of when to refuse. For retrieval these are all sets,
since there are questions without their context for each. F1 has teeth of a row or two from one threshold to the next;
the middle of the eleven that are best together is taken: the highest of those as good as the best, within a fifth of a
point, since a wrong answer is worse than none; or a higher one where fewer than two in five of the answers from there
on that are not sure would be right. An answer is sure from where on at least 85 % are right. Then the figures of both
ways are printed.

Whose lines were read side by side was chosen by the weights of the calibration that was there before, which are fitted
anew, too: after a reader that is another one, run it twice.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from haystack import Document
from rich.progress import track

from benchmarks.question_rows import EVERYDAY, SAMPLE, QuestionSet, read_rows
from index.answering.calibration import Calibration, Weights
from index.answering.candidates.features import FEATURES
from index.answering.evidence import Evidence, weigh
from index.answering.reader import OnnxReader
from index.embedding.embedder import QueryEmbedder
from index.embedding.encoder import word_test
from index.engine import PASSAGES_READ, Engine
from index.evaluation.asking import context_document, indexed_contexts
from index.evaluation.figures import coverage, exact, expected_calibration_error, f1, is_right
from index.evaluation.question_sets import Question, read_questions
from index.language.detection import detect_query_language
from index.language.reading import Vocabulary, read_question
from index.language.text import normalise
from index.retrieval.retriever import HybridRetriever
from training.written.by_hand import VALID, rows_in

SETS = ("idk_mrc", "facqa", "tydiqa_en", "xl_en_question_id_passage", "xl_id_question_en_passage")
BY_HAND = "by hand"
_ONE_IN = 3
_FILES_AN_ARCHIVE, _BY_HAND_ONE_IN = 8, 6
_THRESHOLDS = np.arange(0.05, 0.95, 0.01)
_NEIGHBOURS = 5
# Of F1: where more answers bring no more than this, they bring as many wrong ones, and are not given.
_AS_GOOD = 0.002
# Shares of right answers from which on one is sure, and may be right.
_SURE, _PERHAPS = 0.85, 0.4
_PRIOR = ("bias", "margin")
# A passage that is given was not found, and is read once.
_GIVEN = tuple(each for each in FEATURES if each not in {"similarity", "rank", "margin_side_by_side"})
_START = {"bias": -1.0, "margin": 0.3}
_HELD_BACK = 2e-4


@dataclass(frozen=True)
class Case:
    """One question with the spans that were found for it."""

    golds: tuple[str, ...]
    evidence: list[Evidence]


def read_cases(questions: Sequence[Question], reader: OnnxReader) -> list[Case]:
    """Read every question against its own context."""
    return [
        _asked_case(each.question, each.answers, [context_document(each)], reader)
        for each in track(questions, "reading")
    ]


def retrieved_cases(
    questions: Sequence[Question], reader: OnnxReader, models_folder: str
) -> tuple[list[Case], list[Case]]:
    """Ask every question against all contexts; some once more, with all that holds the answer left out."""
    with indexed_contexts(questions, models_folder=models_folder) as (engine, _):
        find = _finder(engine, models_folder)
        cases, absent = [], []
        for at, question in enumerate(track(questions, "asking")):
            found = find(question.question, question.question)
            cases.append(_asked_case(question.question, question.answers, found, reader))
            if question.answers and at % _ONE_IN == 0:
                others = [each for each in found if not _says(each, question)]
                absent.append(_asked_case(question.question, (), others, reader))
    return cases, absent


def own_cases(questions: QuestionSet, reader: OnnxReader, models_folder: str) -> list[Case]:
    """Ask questions of the project's own of their articles, each as it is typed and in its clean wording."""
    rows = read_rows(questions.questions)
    asked = [(said, row.accepted) for row in rows for said in (row.question, row.clean)]
    return _cases_over(questions.articles, asked, questions.name, reader, models_folder)


def cases_by_hand(reader: OnnxReader, models_folder: str) -> list[Case]:
    """Ask a sixth of the questions that were written for this of archives of some forty articles of all kinds.

    Over all of them together, many a question could be about another article. Half of the traps are among them. One
    wording of an answer is given, so that others that a reader would call right are taken for it, too.
    """
    # Their names end with a number, so that each archive has some of every kind.
    files = sorted(VALID.glob("*.txt"), key=lambda file: file.stem.rpartition("-")[::-1])
    cases = []
    for at in range(0, len(files), _FILES_AN_ARCHIVE):
        rows = [row for file in files[at : at + _FILES_AN_ARCHIVE] for row in rows_in(file)]
        asked = [(row["question"], tuple(each["text"] for each in row["answers"])) for row in rows]
        answered, traps = ([each for each in asked if bool(each[1]) == kind] for kind in (True, False))
        articles = {row["title"]: {"title": row["title"], "date": row["day"], "text": row["context"]} for row in rows}
        with tempfile.TemporaryDirectory(prefix="tanya-calibrate-") as folder:
            archive = Path(folder, "articles.jsonl")
            archive.write_text("\n".join(map(json.dumps, articles.values())), encoding="utf-8")
            some = [*answered, *traps[::2]][::_BY_HAND_ONE_IN]
            cases += _cases_over(archive, some, BY_HAND, reader, models_folder)
    return [replace(each, golds=(*each.golds, *_right_ones(each))) for each in cases]


def _right_ones(case: Case) -> set[str]:
    return {each.text for each in case.evidence if is_right(each.text, case.golds)}


def _cases_over(
    articles: Path, asked: Sequence[tuple[str, tuple[str, ...]]], name: str, reader: OnnxReader, models_folder: str
) -> list[Case]:
    """Ask questions, each with what answers it, over articles."""
    with tempfile.TemporaryDirectory(prefix="tanya-calibrate-") as folder:
        engine = Engine(Path(folder), models_folder=models_folder)
        engine.index([articles])
        find = _finder(engine, models_folder)
        vocabulary = Vocabulary(engine.store().words, word_test(models_folder))
        cases = []
        for said, answers in track(asked, f"asking {name}"):
            reading = read_question(said, vocabulary)
            cases.append(_asked_case(reading.text, answers, find(reading.text, reading.spelt), reader))
        engine.close()
    return cases


def _finder(engine: Engine, models_folder: str) -> Callable[[str, str], list[Document]]:
    """Return what finds the passages of a question and its spelling, four times as many as are read."""
    embedder, retriever = QueryEmbedder(models_folder), HybridRetriever(engine.store())

    def find(query: str, spelt: str) -> list[Document]:
        embedding = embedder.run(query=spelt)["embedding"]
        found: list[Document] = retriever.run(query=query, embedding=embedding, top_k=4 * PASSAGES_READ)["documents"]
        return found

    return find


def _says(document: Document, question: Question) -> bool:
    text = normalise(document.content or "")
    return text in normalise(question.context) or any(normalise(each) in text for each in question.answers)


def _asked_case(query: str, golds: tuple[str, ...], found: Sequence[Document], reader: OnnxReader) -> Case:
    return Case(golds, reader.evidence(query, found[:PASSAGES_READ], detect_query_language(query, ())))


def fit(cases: Sequence[Case], names: Sequence[str]) -> Weights:
    """Fit the weights of some features by maximum likelihood; the borders of certainty are to be chosen yet."""
    at = [FEATURES.index(each) for each in names]
    known, right = [], []
    for case in cases:
        rows = [[each.features[index] for index in at] for each in case.evidence]
        known.append(torch.tensor(rows, dtype=torch.float64).reshape(-1, len(at)))
        right.append(torch.tensor([bool(exact(each.text, case.golds)) for each in case.evidence], dtype=torch.bool))
    parameters = torch.tensor([_START.get(each, 0.0) for each in names], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([parameters], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        total = torch.zeros((), dtype=torch.float64)
        for rows, hits in zip(known, right, strict=True):
            logits = torch.cat([rows @ parameters, torch.zeros(1, dtype=torch.float64)])
            wanted = torch.cat([hits, (~hits.any()).reshape(1)])
            total = total + torch.logsumexp(logits, 0) - torch.logsumexp(logits[wanted], 0)
        total = total / len(known) + _HELD_BACK * (parameters[len(_PRIOR) :] ** 2).sum()
        total.backward()
        return total

    optimiser.step(loss)
    fitted = {name: round(value, 4) for name, value in zip(names, parameters.tolist(), strict=True)}
    return Weights(fitted, perhaps=0.5, sure=0.5)


def with_borders(weights: Weights, both_kinds: Sequence[Case], cases: Sequence[Case]) -> Weights:
    """Return the weights with the borders of certainty.

    Args:
        weights: whose borders are to be chosen.
        both_kinds: the cases of sets in which some questions cannot be answered; F1 over all is theirs.
        cases: those whose answers are counted as right or wrong.
    """
    tops = [_top(case, weights) for case in cases]
    rows = [(confidence, is_right(text, golds)) for golds, confidence, text in tops]
    sure = next((each for each in _THRESHOLDS if _share_right(rows, each, 2.0) >= _SURE), _THRESHOLDS[-1])
    best = _best_threshold(weights, both_kinds)
    above = (each for each in _THRESHOLDS if best <= each < sure)
    perhaps = next((each for each in above if _share_right(rows, each, sure) >= _PERHAPS), sure)
    return replace(weights, perhaps=round(float(perhaps), 2), sure=round(float(sure), 2))


def _share_right(rows: Sequence[tuple[float, bool]], least: float, below: float) -> float:
    """Return the share of right answers of a confidence in a range; 0 where there are none."""
    right = [each for confidence, each in rows if least <= confidence < below]
    return float(np.mean(right)) if right else 0.0


def _best_threshold(weights: Weights, cases: Sequence[Case]) -> float:
    """Return the highest threshold whose F1 over all cases, as a mean over its neighbours, is as good as the best."""
    tops = [_top(case, weights) for case in cases]
    scored = [(golds, confidence, f1(text, golds)) for golds, confidence, text in tops]
    means = [
        np.mean(
            [
                (score if confidence >= each else 0.0) if golds else confidence < each
                for golds, confidence, score in scored
            ]
        )
        for each in _THRESHOLDS
    ]
    width = 2 * _NEIGHBOURS + 1
    smooth = np.convolve(means, np.ones(width) / width, "valid")
    near = np.flatnonzero(smooth >= smooth.max() - _AS_GOOD)
    return round(float(_THRESHOLDS[near[-1] + _NEIGHBOURS]), 2)


def _top(case: Case, weights: Weights) -> tuple[tuple[str, ...], float, str]:
    answers = weigh(case.evidence, weights)
    if not answers:
        return case.golds, 0.0, ""
    return case.golds, answers[0].probability, answers[0].best.text


def figures(cases: Sequence[Case], weights: Weights) -> dict[str, float]:
    """Return F1 over all rows, F1 with an answer, refusal accuracy and calibration error."""
    tops = [_top(case, weights) for case in cases]
    scored = [(golds, confidence, f1(text, golds)) for golds, confidence, text in tops]
    sure = [is_right(text, golds) for golds, confidence, text in tops if confidence >= weights.sure]
    hits = [exact(text, golds) for golds, _, text in tops]
    given = [confidence >= weights.perhaps for _, confidence, _ in scored]
    with_answer = [score for golds, _, score in scored if golds]
    refused = [not each for (golds, _, _), each in zip(scored, given, strict=True) if not golds]
    everything = [
        (score if each else 0.0) if golds else float(not each)
        for (golds, _, score), each in zip(scored, given, strict=True)
    ]
    return {
        "n": len(cases),
        "f1": float(np.mean(everything)),
        "has_answer_f1": float(np.mean(with_answer)) if with_answer else float("nan"),
        "no_answer_accuracy": float(np.mean(refused)) if refused else float("nan"),
        "sure": len(sure) / len(cases),
        "right_when_sure": float(np.mean(sure)) if sure else float("nan"),
        "ece": expected_calibration_error([confidence for _, confidence, _ in tops], hits),
        "covered_at_80": coverage(
            [confidence for _, confidence, _ in tops], [is_right(text, golds) for golds, _, text in tops], 0.8
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of *.valid.jsonl.gz")
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument(
        "--rows", type=int, default=300, help="rows of each set to ask against all contexts (default: 300)"
    )
    parser.add_argument("--perhaps", type=float, help="give what was retrieved from there on (default: as above)")
    arguments = parser.parse_args()
    reader = OnnxReader(str(arguments.models))
    sets = {name: read_questions(arguments.data / f"{name}.valid.jsonl.gz") for name in SETS}
    alone = {name: read_cases(each, reader) for name, each in sets.items()}
    read = [case for each in alone.values() for case in each]
    both_kinds = [case for each in alone.values() if not all(case.golds for case in each) for case in each]
    passage = with_borders(fit(read, _GIVEN), both_kinds, read)
    asked = {name: each[: arguments.rows] for name, each in sets.items()}
    everything = [question for each in asked.values() for question in each]
    together, absent = retrieved_cases(everything, reader, str(arguments.models))
    answerable, traps = ([case for case in together if bool(case.golds) == each] for each in (True, False))
    own = {each.name: own_cases(each, reader, str(arguments.models)) for each in (EVERYDAY, SAMPLE)}
    ours = [case for each in own.values() for case in each]
    own[BY_HAND] = cases_by_hand(reader, str(arguments.models))
    learnt = [*answerable, *traps[::_ONE_IN], *absent, *ours, *ours, *own[BY_HAND]]
    first_look, retrieved = fit(learnt, FEATURES[:-1]), fit(learnt, FEATURES)
    everywhere = [*together, *absent, *ours, *own[BY_HAND]]
    retrieved = with_borders(retrieved, everywhere, everywhere)
    retrieved = replace(retrieved, perhaps=arguments.perhaps or retrieved.perhaps)
    Calibration(passage, retrieved, first_look.features).write(arguments.models)
    print("passage", passage)
    for name, cases in alone.items():
        print(f"  {name:28s}", {key: round(value, 3) for key, value in figures(cases, passage).items()})
    print("retrieved", retrieved)
    at = 0
    errors = []
    for name, each in asked.items():
        found = figures(together[at : at + len(each)], retrieved)
        at += len(each)
        errors.append(found["ece"])
        print(f"  {name:28s}", {key: round(value, 3) for key, value in found.items()})
    for name, each in own.items():
        found = figures(each, retrieved)
        errors.append(found["ece"])
        print(f"  {name:28s}", {key: round(value, 3) for key, value in found.items()})
    print(f"  mean of the sets' ece {np.mean(errors):.3f}")
    over_all = figures(everywhere, retrieved)
    print(f"  {'all, and context left out':28s}", {key: round(value, 3) for key, value in over_all.items()})
    refused = figures(absent, retrieved)["no_answer_accuracy"]
    print(f"  {'context left out':28s} no_answer_accuracy {refused:.3f} of {len(absent)}")


if __name__ == "__main__":
    main()
