"""The client of the build server: asks for builds, and reads what strace saw of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.forking import Fork

ROOT = Path(__file__).parents[2]
_PROGRAM = "from tests.reliability.build_server import main; main()"
TRACED = ("write", "pwrite64", "sendfile", "fsync", "fdatasync", "rename")
# More than a small build makes of any of these calls: the tracer acts when a process comes to so many of one.
ACTS_AT = 600
_CALL = re.compile(r"^(\d+) +(?:<\.\.\. )?([a-z0-9]+)(\(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Built:
    """What became of a build.

    Attributes:
        pid: of its process.
        killed: it died of a signal.
        error: the type of the error that ended it.
        message: the error's text.
        report: of a build that ended well.
        steps: how often it told of its progress.
    """

    pid: int
    killed: bool
    error: str | None = None
    message: str = ""
    report: dict[str, Any] = field(default_factory=dict)
    steps: int = 0


class BuildServer:
    """A process that builds in processes of its own; see `tests.reliability.build_server`."""

    def __init__(self, *, tracer: list[str] | None = None) -> None:
        """Start it, under a tracer if there is one."""
        its_input, requests = os.pipe()
        answers, its_output = os.pipe()
        env = {"TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
        self._process: subprocess.Popen[bytes] | Fork
        if tracer:
            command = [*tracer, sys.executable, "-m", "tests.reliability.build_server"]
            self._process = subprocess.Popen(command, cwd=ROOT, stdin=its_input, stdout=its_output, env=env)
        else:
            self._process = Fork(_PROGRAM, streams=(its_input, its_output, 2), env=env)
        os.close(its_input)
        os.close(its_output)
        self._requests, self._answers = os.fdopen(requests, "w"), os.fdopen(answers)
        self._receive()

    def build(
        self,
        data: Path,
        *sources: Path,
        full: bool = False,
        kill_after_s: float | None = None,
        die_at_step: int = 0,
        use_up: dict[str, int] | None = None,
        max_file_bytes: int | None = None,
    ) -> Built:
        """Index sources, or without any go through the recorded ones; wait until that has ended in one way or another.

        Args:
            data: the data folder.
            sources: files and folders.
            full: embed everything anew.
            kill_after_s: seconds after which it is killed.
            die_at_step: it kills itself when it tells of its progress for this time, from 1.
            use_up: how many calls to make beforehand, by name, so that a tracer acts at a certain one.
            max_file_bytes: how large a file may become before writing to it fails.
        """
        request = {"data": str(data), "sources": [str(each) for each in sources], "full": full}
        request |= {"kill_after_s": kill_after_s, "die_at_step": die_at_step, "use_up": use_up or {}}
        request |= {"max_file_bytes": max_file_bytes}
        self._requests.write(json.dumps(request) + "\n")
        self._requests.flush()
        return Built(**self._receive())

    def close(self) -> None:
        """Let it end with its input."""
        self._requests.close()
        self._process.wait(30)
        self._answers.close()

    def _receive(self) -> dict[str, Any]:
        line = self._answers.readline()
        assert line, "the build server has died"
        return dict(json.loads(line))


def strace(log: Path, *injected: str) -> list[str] | None:
    """Return how to run strace over a process and its children; None where there is no strace or it may not trace.

    Args:
        log: where it writes what it saw.
        injected: what to do to a call that a process makes for the `ACTS_AT`th time, such as "signal=KILL".
    """
    found = shutil.which("strace")
    if found is None or subprocess.run([found, "-qq", "-o", "/dev/null", "true"], check=False).returncode:
        return None
    calls = ",".join(TRACED)
    inject = [f"--inject={calls}:{each}:when={ACTS_AT}" for each in injected]
    return [found, "-f", "-qq", "-y", "-o", str(log), "-e", f"trace={calls}", "-e", "signal=none", *inject]


def calls_of(log: Path, pid: int) -> list[tuple[str, str]]:
    """Return the traced calls of a process in order: the name, and what strace shows of its arguments and result."""
    found = _CALL.findall(log.read_text(encoding="utf-8", errors="replace"))
    return [(name, rest) for number, name, rest in found if int(number) == pid and name in TRACED]
