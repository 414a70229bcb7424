"""`tanya eval`: figures over questions whose answers are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from tanya.cli import context
from tanya.cli.exits import errors_to_exits
from tanya.cli.terminal import err, out, print_json

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
    file: Annotated[Path, typer.Argument(help="SQuAD JSON or JSONL rows, plain or .gz.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    open_: Annotated[
        bool, typer.Option("--open/--reader-only", help="Ask against all contexts, or only read each row's own.")
    ] = False,
    plot: Annotated[
        Path | None, typer.Option(help="Draw confidence against the share of right answers into this .png.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="Show this many of the worst rows.")] = 0,
) -> None:
    """Measure reading, and with --open retrieval, on rows with known answers."""
    from index.evaluation import (
        ask_open,
        figures,
        indexed_contexts,
        read_only,
        read_questions,
        reliability,
        rightness,
    )
    from tanya.cli.reliability_diagram import check_picture, draw

    settings = context.settings()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with errors_to_exits(), Progress(*columns, console=err, transient=True) as bar:
        if plot:
            check_picture(plot)
        questions = read_questions(file)
        task = bar.add_task("Indexing the contexts" if open_ else "Loading", total=None)

        def update(done: int) -> None:
            bar.update(task, description="Asking", completed=done, total=len(questions))

        if open_:
            with indexed_contexts(questions, threads=settings.threads) as (engine, articles):
                predictions = ask_open(
                    questions, engine, articles, min_confidence=settings.min_confidence, progress=update
                )
        else:
            predictions = read_only(
                questions, threads=settings.threads, min_confidence=settings.min_confidence, progress=update
            )
        result = figures(questions, predictions)
        if plot:
            right = rightness(questions, predictions)
            draw(reliability([each.confidence for each in predictions], right), result.ece, plot)
    if as_json:
        print_json(result.to_dict())
    else:
        _show(result, questions, predictions)
    if errors:
        _show_worst(questions, predictions, errors, to_err=as_json)


def _show(result: Figures, questions: Sequence[Question], predictions: Sequence[Prediction]) -> None:
    from index.evaluation import breakdown

    columns = _COLUMNS | (_RETRIEVAL_COLUMNS if result.retrieval else {})
    table = Table("", *columns, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    table.add_row("all", *_cells(result, columns))
    for name, key in (("languages", _languages), ("source", _source)):
        groups = breakdown(questions, predictions, key)
        if set(groups) == {_NOT_SAID}:
            continue
        table.add_section()
        table.add_row(Text(name, style="bold"))
        for group, group_figures in groups.items():
            table.add_row(Text(group), *_cells(group_figures, columns))
    out.print(table)
    out.print(
        f"a question takes {result.latency_ms_p50:.0f} ms (median), {result.latency_ms_p95:.0f} ms (95th percentile)"
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

    table = Table(
        "row", "question", "expected", "got", "confidence", title=f"The {count} worst rows", title_justify="left"
    )
    for question, prediction in worst(questions, predictions, count):
        got = prediction.text if prediction.given else f"(held back) {prediction.text}"
        expected = " / ".join(dict.fromkeys(question.answers)) or "no answer"
        cells = (question.id, question.question, expected, got)
        table.add_row(*(Text(each, overflow="fold") for each in cells), f"{prediction.confidence:.2f}")
    (err if to_err else out).print(table)
