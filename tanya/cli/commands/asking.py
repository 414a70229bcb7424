"""`tanya ask` and `tanya chat`."""

from __future__ import annotations

import readline
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from index import Exchange, QueryProblem, Reply, follow_up
from tanya.cli import context
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.terminal import citation, complain, err, out, print_json, show_reply

_HISTORY_FILE = "chat-history"
_HISTORY_LINES = 500
_ALONE = "!"


class Language(StrEnum):
    """Languages that `--lang` takes."""

    ID = "id"
    EN = "en"


def ask(
    question: Annotated[str, typer.Argument(help="The question, in any language.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    top_k: Annotated[int, typer.Option("--top-k", min=1, max=50, help="Answers and passages to return.")] = 5,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only articles published on or after this day.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only articles published on or before this day.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Only articles of this publisher.")] = None,
    lang: Annotated[Language | None, typer.Option(help="Only articles in this language.")] = None,
) -> None:
    """Ask one question."""
    settings = context.settings()
    engine = context.engine(settings)
    with errors_to_exits():
        reply = engine.ask(
            question,
            top_k=top_k,
            min_confidence=settings.min_confidence,
            since=since.date() if since else None,
            until=until.date() if until else None,
            source=source,
            language=lang.value if lang else None,
        )
    if as_json:
        print_json(reply.to_dict())
    else:
        show_reply(reply)
    if not reply.answered:
        raise typer.Exit(Exit.NOTHING_FOUND)


def chat() -> None:
    """Ask one question after another, which may follow on the one before; Ctrl+D ends."""
    settings = context.settings()
    engine = context.engine(settings)
    history = settings.data_dir / _HISTORY_FILE
    with errors_to_exits():
        found = engine.status()
    err.print(
        f"{found.articles:,} articles. Ask in any language, and go on (“where?”); with ! in front a question "
        "stands alone; an empty line shows the passages; Ctrl+D ends."
    )
    _load_history(history)
    last: Reply | None = None
    before: Exchange | None = None
    try:
        while (line := _read_line()) is not None:
            if not line.strip():
                for passage in last.passages if last else ():
                    out.print(passage.text, markup=False)
                    out.print(citation(passage.article))
                continue
            completed = follow_up(line, before) if before and not line.startswith(_ALONE) else None
            query = completed.query if completed else line.removeprefix(_ALONE)
            try:
                last = engine.ask(query, min_confidence=settings.min_confidence)
            except QueryProblem as problem:
                complain(str(problem))
                continue
            if completed:
                out.print(f"about: {completed.about}", markup=False, style="italic")
            show_reply(last)
            before = Exchange(last.asked, last.answers[0].text if last.answered and last.answers else None)
    finally:
        _save_history(history)


def _read_line() -> str | None:
    """Return the next line; None at the end of the input."""
    try:
        return input("? ")
    except (EOFError, KeyboardInterrupt):
        err.print()
        return None


def _load_history(path: Path) -> None:
    # What was asked before is a convenience: without it one asks as well.
    with suppress(OSError, UnicodeError):
        readline.read_history_file(path)
    readline.set_history_length(_HISTORY_LINES)


def _save_history(path: Path) -> None:
    if readline.get_current_history_length():
        with suppress(OSError):
            readline.write_history_file(path)
            path.chmod(0o600)
