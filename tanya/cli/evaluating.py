"""`tanya eval`: figures over questions whose answers are known."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from index.evaluation import Figures, ask_open, figures, indexed_contexts, read_only, read_questions
from tanya.cli import context
from tanya.cli.exits import errors_to_exits
from tanya.cli.terminal import err, out, print_json


def evaluate(
    file: Annotated[Path, typer.Argument(help="SQuAD JSON or JSONL rows, plain or .gz.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    open_: Annotated[
        bool, typer.Option("--open/--reader-only", help="Ask against all contexts, or only read each row's own.")
    ] = False,
) -> None:
    """Measure reading, and with --open retrieval, on rows with known answers."""
    settings = context.settings()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with errors_to_exits(), Progress(*columns, console=err, transient=True) as bar:
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
    if as_json:
        print_json(result.to_dict())
    else:
        _show(result)


def _show(result: Figures) -> None:
    table = Table("Measure", "Value", box=None)
    table.columns[1].justify = "right"
    for name, value in result.to_dict().items():
        table.add_row(name, "–" if value is None else f"{value:,.3f}" if isinstance(value, float) else f"{value:,}")
    out.print(table)
