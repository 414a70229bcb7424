"""`tanya index`, `reindex`, `status` and `verify`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.filesize import decimal

from index import BuildReport, IndexMissing, SnapshotCorrupt
from tanya.cli import context
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.skipping import write_report
from tanya.cli.terminal import build_progress, complain, counted, err, out, print_json, show_report

ReportOption = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE.csv", help="Write all that was skipped or is doubtful to a file."),
]
JsonOption = Annotated[bool, typer.Option("--json", "-j", help="Print JSON.")]


def index(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="PATH|URL", help="Files, folders, and addresses of pages, feeds and sitemaps."),
    ],
    prune: Annotated[bool, typer.Option("--prune", "-p", help="Also remove what is gone from these sources.")] = False,
    report_file: ReportOption = None,
) -> None:
    """Add or update articles, and remember where they came from."""
    engine = context.engine(context.settings())
    _require_writable(report_file)
    with errors_to_exits(), build_progress() as progress:
        report = engine.index(sources, prune=prune, progress=progress)
    _finish(report, report_file)


def reindex(
    full: Annotated[bool, typer.Option("--full", "-f", help="Cut and embed every article anew.")] = False,
    report_file: ReportOption = None,
) -> None:
    """Go through the recorded sources again."""
    engine = context.engine(context.settings())
    _require_writable(report_file)
    with errors_to_exits(), build_progress() as progress:
        report = engine.reindex(full=full, progress=progress)
    _finish(report, report_file)


def embed() -> None:
    """Embed for a build that runs on another machine over the same database, until that is done."""
    settings = context.settings()
    if settings.database_url is None:
        complain("a build is shared over a database; see TANYA_DATABASE_URL in docs/postgres.md")
        raise typer.Exit(Exit.WRONG_USAGE)
    engine = context.engine(settings)
    with errors_to_exits(), err.status("Helping") as shown:
        done = engine.help_build(
            lambda articles, passages: shown.update(f"{counted(articles, 'article')}, {counted(passages, 'passage')}")
        )
    if done is None:
        complain("no build runs; start one on another machine, and then this")
        raise typer.Exit(Exit.NOTHING_FOUND)
    articles, passages = done
    out.print(f"Embedded {counted(passages, 'passage')} of {counted(articles, 'article')} for the build.")


def _finish(report: BuildReport, file: Path | None) -> None:
    """Show what a build did; where something may be missing after a repair, say what and leave as for a damaged index.

    The index is whole again, and that is served.
    """
    _show(report, file)
    for doubt in report.doubts:
        complain(f"something may be missing: {doubt}")
    if report.doubts:
        raise typer.Exit(Exit.NO_INDEX)


def status(as_json: JsonOption = False) -> None:
    """Show what is indexed."""
    engine = context.engine(context.settings())
    with errors_to_exits():
        found = engine.status()
        sources = engine.sources()
        trouble = engine.trouble()
    if as_json:
        print_json(asdict(found) | ({"problem": trouble.problem} if trouble else {}))
        return
    out.print(f"Snapshot  {found.snapshot}, built {found.built}", soft_wrap=True)
    out.print(f"Articles  {found.articles:,} in {counted(found.passages, 'passage')}, {decimal(found.size_bytes)}")
    out.print(f"Model     {found.model}", soft_wrap=True)
    out.print(f"Sources   {found.sources:,}")
    for source in sources:
        out.print(f"          {source}", markup=False, soft_wrap=True)


def verify(as_json: JsonOption = False) -> None:
    """Check every file of the current snapshot."""
    engine = context.engine(context.settings())
    name: str | None = None
    instead: str | None = None
    with errors_to_exits():
        try:
            name, problems = engine.verify()
        except (IndexMissing, SnapshotCorrupt) as error:
            if not as_json:
                raise
            problems = [str(error)]
        if problems:
            with suppress(IndexMissing):
                instead = engine.newest_whole_before_current()
    if as_json:
        print_json({"snapshot": name, "ok": not problems, "problems": problems, "served_instead": instead})
    elif problems:
        for problem in problems:
            complain(problem)
        complain(f"meanwhile snapshot {instead} is served" if instead else "there is no older whole snapshot to serve")
    else:
        out.print(f"{name} is whole.")
    if problems:
        raise typer.Exit(Exit.NO_INDEX)


def _require_writable(file: Path | None) -> None:
    """Leave before a long build when its report could not be written."""
    if file is None:
        return
    try:
        file.open("a").close()
    except OSError as error:
        complain(f"the report cannot be written to {file}: {error.strerror}; give a file in a folder that is there")
        raise typer.Exit(Exit.WRONG_USAGE) from error


def _show(report: BuildReport, file: Path | None) -> None:
    show_report(report)
    if file is None:
        return
    try:
        write_report(file, report)
    except OSError as error:
        complain(f"the report cannot be written to {file}: {error.strerror}")
        raise typer.Exit(Exit.WRONG_USAGE) from error
