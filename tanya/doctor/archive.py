"""Checks of what answers: the models, the index, and the bot's own database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot import databases_in, problem_of_database
from index import (
    DatabaseAway,
    DatabaseUnfit,
    Engine,
    IndexMissing,
    TanyaIndexError,
    failure_of_models,
    problems_of_models,
)
from tanya.doctor.findings import Finding, Trouble, fail, ok


def check_models(engine: Engine) -> Finding:
    """Compare the weights with their checksums, then run both models once."""
    folder = Path(engine.models_folder) if engine.models_folder else None
    if problems := problems_of_models(folder):
        what, _, advice = problems[0].rpartition("; ")
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        return fail("models", what + more, advice)
    if failure := failure_of_models(engine.models_folder, engine.threads):
        return fail(
            "models", failure, "install the locked dependencies: pip install --require-hashes -r requirements.lock"
        )
    return ok("models", "whole, and both run")


def check_index(engine: Engine) -> Finding:
    """Check every file of the served snapshot, and open it."""
    try:
        name, problems = engine.verify()
        if problems:
            return fail("index", f"{name}: {'; '.join(problems)}", "run: tanya reindex --full", Trouble.INDEX)
        status = engine.status()
    except IndexMissing as error:
        return fail("index", str(error).partition(";")[0], "run: tanya index FOLDER-OF-ARTICLES", Trouble.INDEX)
    except (DatabaseAway, DatabaseUnfit) as error:
        return fail("index", str(error), "mend what was found of the database", Trouble.INDEX)
    except TanyaIndexError as error:
        return fail("index", str(error), "run: tanya reindex --full, or restore a backup", Trouble.INDEX)
    return ok(
        "index",
        f"{status.snapshot} is whole: {status.articles:,} articles, {status.passages:,} passages, {status.built}",
    )


def check_databases(folder: Path) -> Iterator[Finding]:
    """Let SQLite check each of the bot's own files, read-only."""
    for path in databases_in(folder):
        found = problem_of_database(path)
        if found:
            yield fail(
                "database",
                f"{path.resolve()} is damaged: {found}",
                "stop the bot and restore a backup (tanya restore), or move the file away to begin anew",
            )
        else:
            yield ok("database", f"{path.name} is whole")
