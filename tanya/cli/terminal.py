"""What the terminal shows: replies, tables, progress bars and complaints.

Standard output carries results only, so that it can be piped; everything else goes to standard error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console, ConsoleDimensions
from rich.markup import escape
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from index import Article, ArticleRef, BuildReport, Certainty, FoundArticle, Nearness, ProgressCallback, Reply, Stage
from index import Progress as BuildProgress
from tanya.cli.skipping import table_of


class WholeLineConsole(Console):
    """Wraps for a terminal's width only; in a pipe every line is whole and ends with its last word."""

    @property
    def size(self) -> ConsoleDimensions:
        """The terminal's size; in a pipe nothing is too wide."""
        return super().size if self.is_terminal else ConsoleDimensions(_UNBROKEN, super().size.height)

    @size.setter
    def size(self, new_size: tuple[int, int]) -> None:
        self._width, self._height = new_size

    def print(self, *objects: Any, **options: Any) -> None:
        """Print as Rich does."""
        if self.is_terminal:
            super().print(*objects, **options)
            return
        with self.capture() as captured:
            super().print(*objects, **(options | {"soft_wrap": True}))
        self.file.write("\n".join(line.rstrip(" ") for line in captured.get().split("\n")))


# Characters that a line in a pipe may have before a table or an indented text breaks it.
_UNBROKEN = 100_000
out = WholeLineConsole(highlight=False)
err = WholeLineConsole(stderr=True, highlight=False)

_STAGES = {
    Stage.READING: "Reading the sources",
    Stage.EMBEDDING: "Embedding articles",
    Stage.WRITING: "Writing the snapshot",
}
_PASSAGE_CHARACTERS = 240
_MAX_NAME_CHARS = 40


def progress_bar(*columns: ProgressColumn) -> Progress:
    """Return a bar that goes when it is done; a log is told nothing, not even by an empty line."""
    return Progress(*columns, console=err, transient=True, disable=not err.is_interactive)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 article", "1,234 passages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def complain(message: str) -> None:
    """Print an error for a person."""
    err.print(Text("tanya: ", style="bold red") + Text(message), soft_wrap=True)


def print_json(value: Any) -> None:
    """Print one JSON object to standard output, as it is, without colours; letters that it cannot show are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        text = json.dumps(value, indent=2)
    print(text)  # noqa: T201 - Rich would wrap and colour it


@contextmanager
def build_progress() -> Iterator[ProgressCallback]:
    """Show a progress bar for a build."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[pace]}"),
    )
    with progress_bar(*columns) as bar:
        task = bar.add_task("Starting", total=None, pace="")
        stage, began = None, 0.0

        def update(progress: BuildProgress) -> None:
            nonlocal stage, began
            if progress.stage != stage:
                # The time left is that of the stage; its pace says nothing of the one before.
                stage, began = progress.stage, bar.get_time()
                bar.reset(task)
            description = _reading(progress) if progress.where else _STAGES[progress.stage]
            seconds = bar.get_time() - began
            embedding = progress.stage == Stage.EMBEDDING and progress.passages and seconds > 1
            pace = f"{progress.passages / seconds:.0f} passages/s" if embedding else ""
            bar.update(task, description=description, completed=progress.done, total=progress.total, pace=pace)

        yield update


def _reading(progress: BuildProgress) -> str:
    """Return what is read now: a site, a file, or the page of a file that takes long."""
    where = progress.where or ""
    if not progress.page:
        asked = urlsplit(where).hostname
        return f"Asking {asked}" if asked else _STAGES[progress.stage]
    page, pages = progress.page
    return escape(f"Reading {where.rpartition('/')[2][-_MAX_NAME_CHARS:]}, page {page} of {pages}")


def show_report(report: BuildReport) -> None:
    """Print what a build did and what it skipped."""
    if report.noted:
        err.print(table_of(report.noted, "To know"))
    changes = [
        f"{count:,} {word}"
        for count, word in (
            (report.added, "added"),
            (report.changed, "changed"),
            (report.removed, "removed"),
            (report.unchanged, "unchanged"),
            (report.skipped_count, "skipped"),
            (len(report.noted), "to know"),
        )
        if count
    ]
    state = "Published" if report.published else "Nothing changed; still serving"
    out.print(
        f"{state} {report.snapshot}: {counted(report.articles, 'article')}, {counted(report.passages, 'passage')} "
        f"({', '.join(changes) or 'no changes'}) in {report.seconds:.1f} s",
        soft_wrap=True,
    )
    if len(report.skipped) == 1:
        only = report.skipped[0]
        err.print(f"Skipped {only.where}: {only.reason}", markup=False, soft_wrap=True)
    elif report.skipped:
        err.print(table_of(report.skipped))


def show_reply(reply: Reply, *, subject: str | None = None) -> None:
    """Print an answer with its sentence and article, marked where it may be wrong; without one the nearest passages.

    `subject` is what was named, if it was key words and no question.
    """
    if reply.is_surprisingly_read:
        line = Text("read as: ", style="dim").append(reply.asked, style="not dim italic")
        out.print(line.append("  (a word in quotes stays as it is)", style="dim not italic"))
    if not reply.answered:
        closest = " These passages come closest:" if reply.passages else ""
        said = f"I couldn’t find {f'any articles about “{subject}”' if subject else 'a clear answer'}.{closest}"
        if reply.nearness is Nearness.ALL and not subject:
            said = "I’m not sure, but the answer may be in here:"
        out.print(said, style="bold", markup=False)
        for passage in reply.passages[:3]:
            _indented(_beginning(passage.text))
            show_citation(passage.article)
        return
    answer = reply.answers[0]
    is_sure = reply.certainty is Certainty.SURE
    line = Text("" if is_sure else "Perhaps: ", style="yellow")
    line.append(answer.on_one_line, style="bold green" if is_sure else "bold yellow")
    if answer.date:
        line.append(f"  {shown_day(answer.date, is_guess=answer.date_guessed)}", style="not bold cyan")
    line.append(f"  {answer.confidence:.0%} sure", style="not bold dim")
    out.print(line)
    for older in (each for each in reply.answers if each.superseded):
        published = shown_day(older.article.published, is_guess=older.article.published_guessed)
        day = f" ({published})" if published else ""
        _indented(Text(f"before that: {older.on_one_line}{day}", style="dim"))
    at = answer.start - answer.sentence_start
    sentence = Text(answer.sentence)
    sentence.stylize("bold", at, at + len(answer.text))
    _indented(Text("“") + sentence + Text("”"))
    show_citation(answer.article)
    if answer.also_in:
        also = ", ".join(dict.fromkeys(each.source or each.title for each in answer.also_in))
        _indented(Text(f"also in: {also}", style="dim"))


def show_articles(articles: Sequence[Article] | Sequence[FoundArticle], *, about: str | None) -> None:
    """Print a list of articles that are about something, or the newest ones."""
    out.print(f"Articles about “{about}”:" if about else "The newest articles:", style="bold", markup=False)
    for each in articles:
        show_citation(each.article if isinstance(each, FoundArticle) else each)
        if isinstance(each, FoundArticle):
            _indented(Text(each.beginning))


def show_beginning(article: Article) -> None:
    """Print an article of a list, and how it begins."""
    show_citation(article)
    _indented(_beginning(article.text.removeprefix(article.title)))


def show_citation(article: ArticleRef | Article) -> None:
    """Print title, source and date, and below them the link, whole."""
    line = Text("— ", style="dim") + Text(article.title, style="italic")
    published = shown_day(article.published, is_guess=article.published_guessed)
    page = f"p. {article.page}" if isinstance(article, ArticleRef) and article.page else None
    for part in (article.source, published, page):
        if part:
            line.append(f" · {part}", style="dim not italic")
    _indented(line)
    address = article.address if isinstance(article, ArticleRef) else article.url
    if address:
        out.print(Text(f"  {address}", style="dim"), soft_wrap=True)


def _beginning(text: str) -> Text:
    text = " ".join(text.split())
    return Text(f"{text[:_PASSAGE_CHARACTERS].rsplit(' ', 1)[0]} …" if len(text) > _PASSAGE_CHARACTERS else text)


def _indented(text: Text) -> None:
    out.print(Padding(text, (0, 0, 0, 2), expand=False))


def shown_day(day: date | None, *, is_guess: bool) -> str | None:
    """Return a day as it is shown, "about" it where nobody said that it is the one."""
    return f"{'about ' if is_guess else ''}{day.isoformat()}" if day else None


def shown_name(name: str) -> str:
    """Return a name as a message has it, between quotation marks where nobody would see it."""
    return name if name.strip() else repr(name)
