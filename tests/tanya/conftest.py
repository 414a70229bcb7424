"""The command line as a person runs it: a process of its own, with its own data folder."""

import atexit
import os
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import typer
import typer.testing

from tests.tanya.forking import Forks

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


def run_tanya(
    *arguments: str | Path, data: Path, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `tanya` with these lines as its input and nothing of the caller's settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TANYA_", "TELEGRAM_"))}
    return _forks().run(
        [str(each) for each in arguments],
        env=inherited | {"TANYA_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)} | environment,
        cwd=data,
        stdin=stdin,
        timeout_s=230,
    )


@pytest.fixture(scope="session", autouse=True)
def _commands_made_once() -> Iterator[None]:
    """Keep what Typer makes of the application, which takes longer than most of what is run of it in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.testing, "_get_command", cache(typer.main.get_command))
        yield


@cache
def _forks() -> Forks:
    forks = Forks(ROOT)
    atexit.register(forks.close)
    return forks


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command over an empty data folder of this test."""

    def command(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_tanya(*arguments, data=tmp_path, **environment)

    return command


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder in which the sample articles are indexed, by the command itself."""
    data = tmp_path_factory.mktemp("sample")
    done = run_tanya("index", ROOT / "articles", data=data)
    assert done.returncode == 0, done.stderr
    return data
