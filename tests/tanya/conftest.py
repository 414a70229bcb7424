"""The command line as a person runs it: a process of its own, with its own data folder."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import typer
import typer.testing

from tests import forking

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


def run_tanya(
    *arguments: str | Path,
    data: Path,
    stdin: str = "",
    closed: Sequence[str] = (),
    full: Sequence[str] = (),
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run `tanya` with these lines as its input and nothing of the caller's settings.

    Args:
        arguments: of the command.
        data: its data folder, in which it runs.
        stdin: its input.
        closed: which of its streams are closed, as in "stdin".
        full: which cannot be written to.
        environment: what it is given besides.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TANYA_", "TELEGRAM_"))}
    env = inherited | {"TANYA_DATA_DIR": os.fsdecode(data), "PYTHONPATH": str(ROOT)} | environment
    load = f"{__name__}:load"
    return forking.run(_PROGRAM, *arguments, stdin=stdin, closed=closed, full=full, env=env, cwd=data, load=load)


_PROGRAM = """
import os
from tanya.cli import main, terminal
if "COLUMNS" in os.environ:
    # Where the results go was made when its module was loaded, by the width of then.
    terminal.out.width = terminal.err.width = int(os.environ["COLUMNS"])
main()
"""
# What commands import where they need it.
_LATER = (
    *("tanya.cli.commands", "tanya.settings", "tanya.doctor.examination", "tanya.backup", "typer.rich_utils"),
    *("index.engine", "index.evaluation", "bot.application", "sandbox"),
)


def load() -> None:
    """Load what most commands need."""
    from index.answering.reader import OnnxReader
    from index.embedding.embedder import QueryEmbedder
    from index.language.dates import resolve_date
    from index.language.detection import detect_language

    for name in _LATER:
        import_module(name)
    # What these have loaded is shared by all pipelines of a process.
    for component in (QueryEmbedder(), OnnxReader()):
        component.warm_up()
    resolve_date("1 Januari 2000", None, detect_language("Kapal berangkat dari pelabuhan."))


@pytest.fixture(scope="session", autouse=True)
def _commands_made_once() -> Iterator[None]:
    """Keep what Typer makes of the application, which takes longer than most of what is run of it in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.testing, "_get_command", cache(typer.main.get_command))
        yield


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command over an empty data folder of this test."""

    def command(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_tanya(*arguments, data=tmp_path, **environment)

    return command
