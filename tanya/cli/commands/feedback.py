"""`tanya feedback export`: what people think of the answers, as evaluation rows, and what they asked in vain."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, TypeGuard

import typer

from tanya.cli import context
from tanya.cli.application import Application
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.terminal import complain, counted, err

app = Application("Use what people think of the answers.")


_DELIMITERS = {".csv": ",", ".tsv": "\t"}


@app.callback()
def _group() -> None:
    """Use what people think of the answers."""


@app.command()
def export(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="JSONL file to write, or with --unanswered .csv or .tsv; standard output when left out.",
        ),
    ] = None,
    rating: Annotated[
        str,
        typer.Option(
            "--rating",
            "-r",
            metavar="up|down",
            help="up: right answers, ready for tanya eval; down: wrong ones, for a person to correct.",
        ),
    ] = "up",
    unanswered: Annotated[
        bool,
        typer.Option(
            "--unanswered", "-u", help="Instead of what was rated, what went unanswered when last asked, newest first."
        ),
    ] = False,
) -> None:
    """Write rated questions as evaluation rows, or the unanswered ones."""
    settings = context.settings()
    from bot import Rating, RecordsUnusable, evaluation_rows, open_records, unanswered_rows

    if rating not in list(Rating):
        complain(f"--rating {rating}: expected up or down")
        raise typer.Exit(Exit.WRONG_USAGE)
    with errors_to_exits():
        records = open_records(settings)
    try:
        rows, left_out = (unanswered_rows(records), 0) if unanswered else evaluation_rows(records, Rating(rating))
        text = _table(rows, _DELIMITERS[file.suffix]) if unanswered and _is_table(file) else _lines(rows)
        if file is None:
            typer.echo(text, nl=False)
        elif rows:
            file.write_text(text, encoding="utf-8")
    except (RecordsUnusable, OSError) as error:
        complain(str(error))
        raise typer.Exit(Exit.WRONG_USAGE) from error
    finally:
        records.close()
    what = "unanswered" if unanswered else f"rated {rating}"
    err.print(f"{counted(len(rows), 'question')} {what}" + (f", {left_out:,} left out" if left_out else ""))
    if left_out:
        err.print("Left out is what had changed in the articles before it was rated.")
    if not rows:
        raise typer.Exit(Exit.NOTHING_FOUND)


def _is_table(file: Path | None) -> TypeGuard[Path]:
    return file is not None and file.suffix in _DELIMITERS


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _table(rows: Iterable[dict[str, Any]], delimiter: str) -> str:
    """Return the questions with a column for the answers that somebody will write beside them, for `tanya eval`."""
    text = io.StringIO(newline="")
    table = csv.DictWriter(
        text, ("question", "answer", "asked", "times"), restval="", delimiter=delimiter, lineterminator="\n"
    )
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()
