"""Which data folder `make run` takes: the samples never stand where an index of one's own will."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tanya.conftest import ROOT

OWN = "Your own index in {} answers; the samples stay out of it."
SAMPLES = "The sample articles are kept apart, in {0}/samples, until there is an index of your own in {0}."
# Stands for the command: prints what it was called with, and over which folder.
COMMAND = '#!/bin/sh\necho "$1 over $TANYA_DATA_DIR"\n'


@pytest.fixture
def make_run(tmp_path: Path) -> list[str]:
    """A copy of the Makefile with everything set up; the command line that runs it."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "requirements.lock"):
        (tmp_path / name).touch()
    venv = tmp_path / "installed"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    (venv / "bin" / "tanya").write_text(COMMAND, encoding="utf-8")
    (venv / "bin" / "tanya").chmod(0o755)
    (venv / ".installed").touch()
    return ["make", "-C", str(tmp_path), "--no-print-directory", "run", "VENV=installed"]


def lines_of(command: list[str], **environment: str) -> list[str]:
    """Return what it prints without a token and without input."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TANYA_", "TELEGRAM_"))}
    done = subprocess.run(
        command, env=inherited | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def indexed(folder: Path) -> None:
    """Leave the mark of an index."""
    (folder / "index").mkdir(parents=True)
    (folder / "index" / "CURRENT").touch()


def test_the_samples_have_a_folder_of_their_own(make_run: list[str]) -> None:
    """The first line says so, and what serves uses it."""
    first, *rest = lines_of(make_run)
    assert first == SAMPLES.format("data")
    assert [each for each in rest if " over " in each] == ["index over data/samples", "ask over data/samples"]
    assert "TANYA_DATA_DIR=data/samples installed/bin/tanya sandbox" in rest[-1]


def test_an_index_of_ones_own_is_served_without_the_samples(make_run: list[str], tmp_path: Path) -> None:
    indexed(tmp_path / "data")
    first, *rest = lines_of(make_run)
    assert first == OWN.format("data")
    assert not any(" over " in each for each in rest)
    assert "TANYA_DATA_DIR=data installed/bin/tanya sandbox" in rest[-1]


def test_a_data_folder_that_is_set_counts(make_run: list[str], tmp_path: Path) -> None:
    """In the environment before .env, and with a blank in its name."""
    (tmp_path / ".env").write_text('TANYA_DATA_DIR="elsewhere"\n', encoding="utf-8")
    assert lines_of(make_run)[0] == SAMPLES.format("elsewhere")
    indexed(tmp_path / "elsewhere")
    assert lines_of(make_run)[0] == OWN.format("elsewhere")
    assert lines_of(make_run, TANYA_DATA_DIR="my data")[0] == SAMPLES.format("my data")
