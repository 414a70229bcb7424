"""`tanya ask` and `tanya chat`."""

from __future__ import annotations

import readline
import sys
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index import Exchange, QueryProblem, Reply
from tanya.cli import context
from tanya.cli.commands.indexing import JsonOption
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.terminal import (
    complain,
    counted,
    err,
    out,
    print_json,
    show_articles,
    show_beginning,
    show_citation,
    show_reply,
)

if TYPE_CHECKING:
    from bot import Meaning
    from index import Engine
    from tanya.settings import Settings

_HISTORY_FILE = "chat-history"
_HISTORY_LINES = 500
_ALONE = "!"
_HOW_TO_CHAT = (
    "Ask in any language, and go on (“where?”); with ! in front a question stands alone; "
    "an empty line shows the passages; Ctrl+D ends."
)
# What the bot says otherwise, since it has buttons, commands and groups.
_IN_A_SHELL = {
    "complaint-reply": "Sorry about that. Try asking me in other words.",
    "sources-reply": "Under each answer you’ll find its article; `tanya sources list` shows where they come from.",
    "language-reply": "You can ask me in English or Indonesian.",
    "data-reply": f"The lines that you type here are kept in `{_HISTORY_FILE}` in the data folder, and nowhere else.",
    "more-reply": "An empty line shows the passages.",
    "start": f"I answer questions from your articles, in their own words. {_HOW_TO_CHAT}",
}
# More than any question may have: what is longer is refused as too long.
_MOST_INPUT_BYTES = 100_000
_PUBLISHERS_NAMED = 10


class Language(StrEnum):
    """Languages that `--lang` takes."""

    ID = "id"
    EN = "en"


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no day; write it as 2018-06-12") from None


def ask(
    words: Annotated[
        list[str],
        typer.Argument(metavar="QUESTION", help="The question in any language, quoted or not; - reads standard input."),
    ],
    as_json: JsonOption = False,
    top_k: Annotated[
        int, typer.Option("--top-k", "-k", metavar="N", min=1, max=50, help="Answers and passages to return.")
    ] = 5,
    since: Annotated[
        date | None,
        typer.Option("--since", metavar="DAY", parser=_day, help="Only articles of this day (2018-06-12) or later."),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option("--until", metavar="DAY", parser=_day, help="Only articles of this day or earlier."),
    ] = None,
    sources: Annotated[
        list[str] | None,
        typer.Option("--source", "-s", metavar="PUBLISHER", help="Only articles of this publisher (or these)."),
    ] = None,
    lang: Annotated[
        Language | None, typer.Option("--lang", "-l", metavar="id|en", help="Only articles in this language.")
    ] = None,
) -> None:
    """Ask one question."""
    if since and until and since > until:
        complain(f"--since {since} is after --until {until}: no article is of both; swap them, or leave one out")
        raise typer.Exit(Exit.WRONG_USAGE)
    settings = context.settings()
    engine = context.engine(settings)
    with errors_to_exits():
        reply = engine.ask(
            _question(words),
            top_k=top_k,
            min_confidence=settings.min_confidence,
            since=since,
            until=until,
            sources=[_publisher(each, engine) for each in sources or ()],
            language=lang.value if lang else None,
        )
    if as_json:
        print_json(reply.to_dict())
    else:
        show_reply(reply)
    if not reply.answered:
        raise typer.Exit(Exit.NOTHING_FOUND)


def _question(words: list[str]) -> str:
    """Return the question that was typed, or what stands in standard input for a lone `-`."""
    if words != ["-"]:
        return " ".join(words)
    return sys.stdin.buffer.read(_MOST_INPUT_BYTES).decode("utf-8", "replace")


def _publisher(name: str, engine: Engine) -> str:
    """Return the publisher as the index has it, or leave with those that there are, the likeliest first."""
    known = [each for each, _ in engine.contents().publishers if each is not None]
    wanted = name.strip().casefold()
    if found := next((each for each in known if each == name or each.casefold() == wanted), None):
        return found
    close = get_close_matches(wanted, [each.casefold() for each in known], _PUBLISHERS_NAMED)
    ordered = sorted(known, key=lambda each: close.index(each.casefold()) if each.casefold() in close else len(close))
    more = f" and {len(known) - _PUBLISHERS_NAMED:,} more" if len(known) > _PUBLISHERS_NAMED else ""
    there = f"there are: {', '.join(ordered[:_PUBLISHERS_NAMED])}{more}" if known else "no article names its publisher"
    complain(f"--source {name}: no article is of this publisher; {there}")
    raise typer.Exit(Exit.WRONG_USAGE)


def chat() -> None:
    """Ask one question after another, which may follow on the one before; Ctrl+D ends."""
    settings = context.settings()
    engine = context.engine(settings)
    history = settings.data_dir / _HISTORY_FILE
    with errors_to_exits():
        found = engine.status()
    err.print(f"{counted(found.articles, 'article')}. {_HOW_TO_CHAT}")
    _load_history(history)
    try:
        _Chat(engine, settings).go_on()
    finally:
        _save_history(history)


class _Chat:
    """What was said, and what it is answered with: as the bot does, in English, and without ratings."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        from bot import Meanings, bundled_catalogue

        self.engine = engine
        self.min_confidence = settings.min_confidence
        self.meanings = Meanings(bundled_catalogue())
        self.phrases = bundled_catalogue().phrases("en")
        self.last: Reply | None = None
        self.before: Exchange | None = None

    def go_on(self) -> None:
        """Answer lines until there are no more."""
        while (line := _read_line()) is not None:
            if not line.strip():
                self._show_passages()
                continue
            before = None if line.startswith(_ALONE) else self.before
            try:
                line = line.removeprefix(_ALONE)
                self._answer(self.meanings.of(line, before, spelt=self.engine.spelt, names=self.engine.names_in))
            except QueryProblem as problem:
                complain(str(problem))

    def _answer(self, meaning: Meaning) -> None:
        if meaning.pleasantry:
            self._say(_IN_A_SHELL.get(meaning.pleasantry) or self.phrases(meaning.pleasantry))
        elif meaning.asks_back:
            self._say(self.phrases("about-what-alone"))
        elif meaning.chooses_an_article:
            self._open(meaning)
        elif not (meaning.wants_articles and self._listed(meaning)):
            reply = self.engine.ask(meaning.query, min_confidence=self.min_confidence)
            if meaning.may_be_listed(reply) and self._listed(meaning):
                return
            if meaning.completed:
                self._say(f"{'about' if meaning.completed.is_part else 'asked as'}: {meaning.about}")
            show_reply(reply, subject=meaning.subject)
            self.last, self.before = reply, meaning.exchange(reply)

    def _listed(self, meaning: Meaning) -> bool:
        """Show what articles are wanted; return whether there are any."""
        from bot import wanted_articles

        found = wanted_articles(self.engine, meaning.request) if meaning.request else ()
        if found:
            show_articles(found, about=meaning.subject)
            self.before = meaning.exchange_on_list(found)
        return bool(found)

    def _open(self, meaning: Meaning) -> None:
        """Show how an article of a list begins, or ask which one is meant."""
        article = self.engine.article(meaning.chosen.id) if meaning.chosen else None
        if article is None:
            self._say(self.phrases("which-of-them", count=meaning.listed_before))
            return
        show_beginning(article)
        self.before = meaning.exchange_on(article)

    def _show_passages(self) -> None:
        for number, passage in enumerate(self.last.passages if self.last else ()):
            out.print(f"\n{passage.text}" if number else passage.text, markup=False)
            show_citation(passage.article)

    def _say(self, line: str) -> None:
        out.print(line, markup=False, style="italic")


def _read_line() -> str | None:
    """Return the next line, asked for where somebody types it; None at the end of the input."""
    try:
        return input("? " if sys.stdin.isatty() else "")
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
