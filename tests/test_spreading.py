"""Tests are spread over forked processes, and what becomes of each is told as if they had run in one."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests import forking

LOOP = """
import pytest
from tests.spreading import Spread

@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    Spread(session, lambda test: (0, test.partition("::")[0])).run(2)
    return True
"""
ONE = """
import os, pytest
def test_first(): os.environ["SEEN"] = "1"; print("said by one", os.getpid())
def test_second(): assert os.environ["SEEN"]; print("said by one", os.getpid())
def test_false(): print("said before"); assert 1 == 2
def test_skipped(): pytest.skip("why not")
def test_ending(): os._exit(7)
def test_behind(): pass
"""
OTHER = """
import os, pytest, time
@pytest.fixture(scope="session")
def made():
    yield
    assert False, "said at the end"
def test_other(made):
    print("said by other", os.getpid())
    time.sleep(0.5)
    assert "SEEN" not in os.environ
"""


def run(folder: Path, *options: str) -> str:
    """Run the tests of a folder; return what is told."""
    options = ("-rA", "-c", os.devnull, "--rootdir", str(folder), *options)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    env["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    done = forking.run("import pytest, sys; sys.exit(pytest.main(sys.argv[1:]))", *options, folder, env=env, cwd=folder)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of tests."""
    for name, text in (("conftest.py", LOOP), ("test_one.py", ONE), ("test_other.py", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_what_becomes_of_each_is_told(folder: Path) -> None:
    """What is printed too, and what happens at the end; if a process dies, the test that it ran has failed."""
    told = run(folder)
    found = {name: kind for kind, name in re.findall(r"^([A-Z]+) \S+::(\w+)", told, re.MULTILINE)}

    assert found == {
        **dict.fromkeys(("test_first", "test_second", "test_behind"), "PASSED"),
        **dict.fromkeys(("test_false", "test_ending"), "FAILED"),
        "test_other": "ERROR",
    }
    assert "2 failed, 4 passed, 1 skipped, 1 error" in told
    assert "its process ended with 7" in told
    assert "said at the end" in told
    assert "said before" in told.partition("test_false")[2].partition("test_ending")[0]
    processes = {kind: set(re.findall(rf"said by {kind} (\d+)", told)) for kind in ("one", "other")}
    assert [len(each) for each in processes.values()] == [1, 1]
    assert not processes["one"] & processes["other"]


def test_no_more_are_run_than_asked_for(folder: Path) -> None:
    """Those that run meanwhile go on to their end."""
    told = run(folder, "-x")
    assert "stopping after 1 failures" in told
    assert "test_behind" not in told
