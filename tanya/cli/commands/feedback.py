"""`tanya feedback export`: what people think of the answers, as evaluation rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from tanya.cli import context
from tanya.cli.exits import Exit
from tanya.cli.terminal import complain, err

app = typer.Typer(help="Use what people think of the answers.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Use what people think of the answers."""


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="JSONL file to write; standard output when left out.")] = None,
    rating: Annotated[
        str, typer.Option(help="up: right answers, ready for tanya eval; down: wrong ones, for a person to correct.")
    ] = "up",
) -> None:
    """Write rated questions as evaluation rows."""
    settings = context.settings()
    from bot import RECORDS_FILE, Rating, Records, RecordsUnusable, evaluation_rows

    if rating not in list(Rating):
        complain(f"--rating {rating}: expected up or down")
        raise typer.Exit(Exit.WRONG_USAGE)
    records = Records(settings.data_dir / RECORDS_FILE)
    try:
        rows, left_out = evaluation_rows(records, Rating(rating))
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        if file is None:
            typer.echo(text, nl=False)
        elif rows:
            file.write_text(text, encoding="utf-8")
    except (RecordsUnusable, OSError) as error:
        complain(str(error))
        raise typer.Exit(Exit.WRONG_USAGE) from error
    finally:
        records.close()
    err.print(f"{len(rows):,} questions rated {rating}" + (f", {left_out:,} left out" if left_out else ""))
    if left_out:
        err.print("Left out is what had changed in the articles before it was rated.")
    if not rows:
        raise typer.Exit(Exit.NOTHING_FOUND)
