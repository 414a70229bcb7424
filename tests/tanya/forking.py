"""Runs commands in processes forked from one that has loaded the program and its models, which takes its time.

`python -m tests.tanya.forking SOCKET` serves; `Forks` starts it and asks. A command has a process, a working directory,
an environment, input and outputs of its own, as if it had been started; only what happens before `main` is not tried.
"""

from __future__ import annotations

import gc
import io
import json
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
from importlib import import_module
from pathlib import Path
from typing import Any, cast

_STREAMS = ("stdin", "stdout", "stderr")


class Forks:
    """The process that is forked, as long as it is needed."""

    def __init__(self, root: Path) -> None:
        """Start it; `root` is the folder of the repository."""
        self._folder = tempfile.TemporaryDirectory(prefix="forks-")
        self._address = f"{self._folder.name}/socket"
        self._server = subprocess.Popen(
            [sys.executable, "-m", __name__, self._address], cwd=root, stdout=subprocess.PIPE
        )
        assert self._server.stdout is not None
        assert self._server.stdout.readline() == b"ready\n"

    def run(
        self, arguments: list[str], *, env: dict[str, str], cwd: Path, stdin: str, timeout_s: float
    ) -> subprocess.CompletedProcess[str]:
        """Run one command to its end; several may run at once."""
        with (
            tempfile.TemporaryDirectory(dir=self._folder.name) as folder,
            socket.socket(socket.AF_UNIX) as connection,
        ):
            files = {name: Path(folder, name) for name in _STREAMS}
            files["stdin"].write_text(stdin, encoding="utf-8")
            connection.settimeout(timeout_s)
            connection.connect(self._address)
            request = {"arguments": arguments, "env": env, "cwd": str(cwd), "files": [str(files[n]) for n in _STREAMS]}
            connection.sendall(json.dumps(request).encode() + b"\n")
            code = int(connection.makefile().readline())
            out, err = (files[name].read_text("utf-8", "surrogateescape") for name in _STREAMS[1:])
        return subprocess.CompletedProcess(arguments, code, out, err)

    def close(self) -> None:
        """End it; commands that are still running end by themselves."""
        self._server.kill()
        self._server.wait()
        if self._server.stdout:
            self._server.stdout.close()
        self._folder.cleanup()


# What commands import where they need it.
_LATER = (
    *("tanya.cli.commands", "tanya.settings", "tanya.doctor.examination", "tanya.backup", "typer.rich_utils"),
    *("index.engine", "index.evaluation", "bot.application", "sandbox"),
)


def _serve(address: str) -> None:
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
    if threading.active_count() > 1:
        sys.exit("a process with threads of its own cannot be forked")
    # Of what is loaded no page is written to, and so none copied, by looking for garbage in it.
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as listening, selectors.DefaultSelector() as waiting:
        listening.bind(address)
        listening.listen(16)
        waiting.register(listening, selectors.EVENT_READ)
        print("ready", flush=True)
        while True:
            for ready, _ in waiting.select():
                if ready.fileobj is listening:
                    connection, _ = listening.accept()
                    child = _start(**json.loads(connection.makefile().readline()))
                    waiting.register(os.pidfd_open(child), selectors.EVENT_READ, (child, connection))
                else:
                    waiting.unregister(ready.fileobj)
                    os.close(ready.fd)
                    _tell_end(*ready.data)


def _start(**request: Any) -> int:
    child = os.fork()
    if child == 0:
        _become(**request)
    return child


def _tell_end(child: int, connection: socket.socket) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with connection:
        connection.sendall(f"{code}\n".encode())


def _become(arguments: list[str], env: dict[str, str], cwd: str, files: list[str]) -> None:
    """Be the command: only the loaded modules are left of what was before."""
    from tanya.cli import main, terminal

    for number, (file, flags) in enumerate(
        zip(files, (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT), strict=True)
    ):
        opened = os.open(file, flags)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    if "PYTHONIOENCODING" in env:
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            cast("io.TextIOWrapper", stream).reconfigure(encoding=env["PYTHONIOENCODING"])
    if "COLUMNS" in env:
        # Where the results go was made when its module was loaded, by the width of then.
        terminal.out.width = terminal.err.width = int(env["COLUMNS"])
    sys.argv = ["tanya", *arguments]
    code = 1
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve(sys.argv[1])
