"""Programs of bounded memory and time: what they print comes as they print it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from index.errors import SourceProblem
from index.sources.formats import isolation
from index.sources.formats.isolation import Limits, found_in, printed_of

pytestmark = pytest.mark.usefixtures("programs_apart")

ENOUGH = 1_000_000_000


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program of a test is to be written."""
    monkeypatch.setattr(isolation, "_PROGRAMS", tmp_path)
    return tmp_path / "a.py"


def test_pages_come_while_the_program_runs(program: Path) -> None:
    """The program waits until its first line was seen."""
    seen = program.with_name("seen")
    program.write_text(
        "import os, sys, time\n"
        "print('{\"page\": [1, 2]}', flush=True)\n"
        f"while not os.path.exists({str(seen)!r}): time.sleep(.01)\n"
        'print(\'{"text": "a"}\')\n'
    )
    printed = printed_of(program, "a.py")

    assert next(printed) == {"page": [1, 2]}
    seen.touch()
    assert list(printed) == [{"text": "a"}]


def test_a_program_that_nobody_asks_any_more_ends(program: Path) -> None:
    """A build that was cancelled waits for no scan."""
    program.write_text("import time\nprint('{\"page\": [1, 2]}', flush=True)\ntime.sleep(60)\n")
    printed = printed_of(program, "a.py")
    next(printed)
    began = time.monotonic()

    printed.close()  # type: ignore[attr-defined] # it is a generator

    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("import time; time.sleep(60)", "takes more than 1 s to read; it may be damaged, or made to do harm"),
        ("print('{\"page\": [1, 2]}'); b'x' * 10**12", f"takes more than {ENOUGH:,} bytes of memory to read; split it"),
        ("print('{\"page\": [1, 2]}'); raise SystemExit(1)", "cannot be read; it may be damaged"),
        ("print('no JSON')", "cannot be read; it may be damaged"),
    ],
)
def test_what_ends_without_an_answer_is_told(
    program: Path, lines: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By why it ended; what takes no processor's time is waited for longer, here not."""
    monkeypatch.setattr(isolation, "WAITED_S_A_SECOND", 1)
    program.write_text(lines)

    with pytest.raises(SourceProblem) as caught:
        list(printed_of(program, "a.py", limits=Limits(ENOUGH, 1 if "sleep" in lines else 30)))

    assert str(caught.value) == told


def test_a_problem_is_raised(program: Path) -> None:
    """Of what a program finds, the problem comes as an error."""
    program.write_text('print(\'{"problem": "holds no text"}\')')

    with pytest.raises(SourceProblem, match="holds no text"):
        found_in(program, "a.py")


def test_a_program_stands_back(program: Path) -> None:
    """Whoever asks meanwhile goes first: it is nicer, and of the same session, within which alone that counts."""
    program.write_text("import os; print('{\"nice\": [%d, %d]}' % (os.nice(0), os.getsid(0)))")

    assert list(printed_of(program, "a.py")) == [{"nice": [min(19, os.nice(0) + 10), os.getsid(0)]}]
