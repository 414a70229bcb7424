"""`tanya eval`: figures over questions whose answers are known."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

from tanya.cli import context
from tanya.cli.commands.indexing import JsonOption
from tanya.cli.exits import errors_to_exits
from tanya.cli.tables import show_table
from tanya.cli.terminal import err, out, print_json, progress_bar

if TYPE_CHECKING:
    from index.evaluation import Figures, Prediction, Question

_COLUMNS = {
    "rows": "n",
    "exact": "exact",
    "F1": "f1",
    "exact, has answer": "has_answer_exact",
    "F1, has answer": "has_answer_f1",
    "refused": "no_answer_accuracy",
    "ECE": "ece",
    "sure": "sure",
    "right when sure": "right_when_sure",
}
_RETRIEVAL_COLUMNS = {"hit@1": "hit@1", "hit@5": "hit@5", "MRR": "mrr"}
_NOT_SAID = "not said"


def evaluate(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="SQuAD JSON or JSONL rows with contexts; or .csv or .tsv with the columns question and answer, for "
            "which the served index is asked (no answer: the articles do not say; several: a|b). Plain or .gz.",
        ),
    ],
    as_json: JsonOption = False,
    open_: Annotated[
        bool,
        typer.Option("--open/--reader-only", "-o", help="Ask against all contexts, or only read each row's own."),
    ] = False,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot", "-p", metavar="FILE.png", help="Draw confidence against the share of right answers into it."
        ),
    ] = None,
    errors: Annotated[
        int, typer.Option("--errors", "-e", metavar="N", min=0, help="Show so many of the worst rows.")
    ] = 0,
) -> None:
    """Measure answers on questions whose answers are known."""
    from index.evaluation import (
        answers_as_indexed,
        ask_open,
        ask_served,
        breakdown,
        figures,
        indexed_contexts,
        is_table,
        read_only,
        read_questions,
        read_table,
        reliability,
        rightness,
    )
    from tanya.cli.reliability_diagram import check_picture, draw

    settings = context.settings()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with errors_to_exits(), progress_bar(*columns) as bar:
        if plot:
            check_picture(plot)
        questions = read_table(file) if is_table(file) else read_questions(file)
        task = bar.add_task("Indexing the contexts" if open_ else "Loading", total=None)

        def update(done: int) -> None:
            bar.update(task, description="Asking", completed=done, total=len(questions))

        if is_table(file):
            with closing(context.engine(settings)) as served:
                predictions = ask_served(questions, served, min_confidence=settings.min_confidence, progress=update)
        elif open_:
            with indexed_contexts(questions, threads=settings.threads) as (engine, articles):
                predictions = ask_open(
                    questions, engine, articles, min_confidence=settings.min_confidence, progress=update
                )
            questions = [replace(each, answers=answers_as_indexed(each)) for each in questions]
        else:
            predictions = read_only(
                questions, threads=settings.threads, min_confidence=settings.min_confidence, progress=update
            )
        result = figures(questions, predictions)
        if plot:
            right = rightness(questions, predictions)
            draw(reliability([each.confidence for each in predictions], right), result.ece, plot)
    if as_json:
        sets = breakdown(questions, predictions, _source) if open_ else {}
        by_set = {"sets": {name: each.to_dict() for name, each in sets.items()}} if open_ else {}
        print_json(result.to_dict() | by_set)
    else:
        _show(result, questions, predictions)
    if errors:
        _show_worst(questions, predictions, errors, to_err=as_json)


def _show(result: Figures, questions: Sequence[Question], predictions: Sequence[Prediction]) -> None:
    from index.evaluation import breakdown

    columns = _COLUMNS | (_RETRIEVAL_COLUMNS if result.retrieval else {})
    rows = [("all", *_cells(result, columns))]
    for name, key in (("languages", _languages), ("set", _source)):
        groups = breakdown(questions, predictions, key)
        if set(groups) == {_NOT_SAID}:
            continue
        rows += [(f"{name}: {group}", *_cells(each, columns)) for group, each in groups.items()]
    show_table(out, ("of", *columns), rows, right=tuple(columns))
    out.print(
        f"a question takes {result.latency_ms_p50:.0f} ms (median), {result.latency_ms_p95:.0f} ms (95th percentile)",
        soft_wrap=True,
    )


def _cells(result: Figures, columns: dict[str, str]) -> list[str]:
    values = result.to_dict()
    cells = [values.get(name) for name in columns.values()]
    return ["–" if each is None else f"{each:,}" if isinstance(each, int) else f"{each:.3f}" for each in cells]


def _languages(question: Question) -> str:
    if question.query_language is None and question.language is None:
        return _NOT_SAID
    return f"{question.query_language or '?'} asked, {question.language or '?'} read"


def _source(question: Question) -> str:
    return question.source or _NOT_SAID


def _show_worst(questions: Sequence[Question], predictions: Sequence[Prediction], count: int, *, to_err: bool) -> None:
    from index.evaluation import worst

    console = err if to_err else out
    rows = []
    for question, prediction in worst(questions, predictions, count):
        got = prediction.text if prediction.given else f"(held back) {prediction.text}"
        expected = " / ".join(dict.fromkeys(question.answers)) or "no answer"
        rows.append((question.id, question.question, expected, got, f"{prediction.confidence:.2f}"))
    if not rows:
        return
    console.print(f"The {count:,} worst rows", style="bold")
    show_table(console, ("row", "question", "expected", "got", "confidence"), rows, right=("confidence",))
