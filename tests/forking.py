"""Runs programs in processes forked from one that has loaded what takes its time.

A program has a process, a working directory, an environment, input and outputs of its own, as if it had been started;
only the start of Python is not tried. The server is forked where tests are spread over processes, and elsewhere started
with the first program: `python -m tests.forking SOCKET`. It ends with its standard input.
"""

from __future__ import annotations

import atexit
import gc
import io
import json
import logging
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).parents[1]
_STREAMS = ("stdin", "stdout", "stderr")
_MAX_BYTES = 1 << 20


class Fork:
    """A program that runs in a process of its own."""

    def __init__(
        self,
        program: str,
        *arguments: str | Path,
        streams: Sequence[int | None],
        env: dict[str, str] | None = None,
        cwd: Path = ROOT,
        load: str = "",
    ) -> None:
        """Begin it.

        Args:
            program: Python.
            arguments: `sys.argv` from its second element on.
            streams: the descriptors of its input, its output and its complaints; None for one that is closed.
            env: its environment, by default this process's.
            cwd: its working directory.
            load: MODULE:FUNCTION that the server calls once, before it forks.
        """
        self._connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._connection.connect(_address())
        request: dict[str, Any] = {"program": program, "arguments": [str(each) for each in arguments], "load": load}
        request |= {"env": dict(os.environ) if env is None else env, "cwd": os.fspath(cwd)}
        request["closed"] = [number for number, stream in enumerate(streams) if stream is None]
        given = [stream for stream in streams if stream is not None]
        socket.send_fds(self._connection, [json.dumps(request).encode()], given)
        self.pid = int(self._connection.recv(_MAX_BYTES))

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def wait(self, timeout_s: float | None = None) -> int:
        """Wait for its end; return its exit code, negative for a signal."""
        self._connection.settimeout(timeout_s)
        with self._connection:
            return int(self._connection.recv(_MAX_BYTES))


def run(
    program: str,
    *arguments: str | Path,
    stdin: str = "",
    closed: Sequence[str] = (),
    full: Sequence[str] = (),
    timeout_s: float = 230,
    **options: Any,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end.

    Args:
        program: as in `Fork`, likewise `arguments` and `options`.
        stdin: its input.
        closed: the streams that it has not, as in "stdin".
        full: those that nothing can be written to.
        timeout_s: how long it may take.
    """
    with tempfile.TemporaryDirectory(prefix="fork-") as folder:
        files = {name: Path("/dev/full") if name in full else Path(folder, name) for name in _STREAMS}
        files["stdin"].write_text(stdin, encoding="utf-8")
        opened = {name: os.open(file, os.O_RDWR | os.O_CREAT) for name, file in files.items()}
        streams = [None if name in closed else opened[name] for name in _STREAMS]
        fork = Fork(program, *arguments, streams=streams, **options)
        code = fork.wait(timeout_s)
        for each in opened.values():
            os.close(each)
        out, err = ("" if name in full else files[name].read_text("utf-8", "surrogateescape") for name in _STREAMS[1:])
    return subprocess.CompletedProcess([program, *map(str, arguments)], code, out, err)


def forget(*packages: str) -> str:
    """Return the beginning of a program that has none of these packages loaded."""
    return f"""
import sys
for name in [each for each in sys.modules if each.partition(".")[0] in {packages}]:
    del sys.modules[name]
"""


@cache
def _address() -> str:
    """Return where the server listens that was forked, or else start one."""
    if _forked:
        return _forked[0]
    address = f"{tempfile.mkdtemp(prefix='forks-')}/socket"
    command = [sys.executable, "-m", __name__, address]
    server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(server.communicate)
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    return address


_forked: list[str] = []


def fork_server() -> Callable[[], None]:
    """Fork the server from this process.

    Returns:
        What ends it, once all processes that were forked meanwhile have ended.
    """
    address = f"{tempfile.mkdtemp(prefix='forks-')}/socket"
    listening = _listen(address)
    reading, writing = os.pipe()
    server = os.fork()
    if server == 0:
        os.close(writing)
        try:
            _serve(listening, reading)
        finally:
            os._exit(1)
    listening.close()
    os.close(reading)
    _forked.append(address)

    def end() -> None:
        os.close(writing)
        os.waitpid(server, 0)

    return end


def _listen(address: str) -> socket.socket:
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listening.bind(address)
    listening.listen(16)
    return listening


def _serve(listening: socket.socket, lifeline: int) -> None:
    """Fork for each request, until nobody holds the other end of a pipe any more."""
    address = Path(listening.getsockname())
    with selectors.DefaultSelector() as waiting:
        waiting.register(listening, selectors.EVENT_READ)
        waiting.register(lifeline, selectors.EVENT_READ)
        while True:
            for ready, _ in waiting.select():
                if ready.fd == lifeline:
                    address.unlink()
                    address.parent.rmdir()
                    os._exit(0)
                if ready.fileobj is listening:
                    connection, _ = listening.accept()
                    child = _start(connection)
                    connection.send(b"%d" % child)
                    waiting.register(os.pidfd_open(child), selectors.EVENT_READ, (child, connection))
                else:
                    waiting.unregister(ready.fileobj)
                    os.close(ready.fd)
                    _tell_end(*ready.data)


def _start(connection: socket.socket) -> int:
    message, streams, _, _ = socket.recv_fds(connection, _MAX_BYTES, len(_STREAMS))
    request = json.loads(message)
    if load := request.pop("load"):
        _load(load)
    child = os.fork()
    if child == 0:
        _become(streams, **request)
    for each in streams:
        os.close(each)
    return child


@cache
def _load(name: str) -> None:
    module, _, function = name.partition(":")
    getattr(import_module(module), function)()
    if threading.active_count() > 1:
        sys.exit("a process with threads of its own cannot be forked")
    # Of what is loaded no page is written to, and so none copied, by looking for garbage in it.
    gc.freeze()


def _tell_end(child: int, connection: socket.socket) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with connection:
        connection.send(b"%d" % code)


def _become(
    streams: list[int], program: str, arguments: list[str], env: dict[str, str], cwd: str, closed: list[int]
) -> None:
    """Be the program: only the loaded modules are left of what was before."""
    code = 1
    try:
        for number in range(len(_STREAMS)):
            if number in closed:
                os.close(number)
            else:
                os.dup2(streams.pop(0), number)
        os.environ.clear()
        os.environ.update(env)
        os.chdir(cwd)
        for number, name in enumerate(_STREAMS):
            setattr(sys, name, None if number in closed else _stream(number))
        logging.getLogger().handlers.clear()
        sys.unraisablehook, threading.excepthook = sys.__unraisablehook__, threading.__excepthook__
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = ["-c", *arguments]
        exec(compile(program, "<fork>", "exec"), {"__name__": "__main__"})
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        for stream in (sys.stdout, sys.stderr):
            if stream:
                stream.flush()
        os._exit(code)


def _stream(number: int) -> TextIO:
    before: Any = (sys.__stdin__, sys.__stdout__, sys.__stderr__)[number]
    encoding = os.environ.get("PYTHONIOENCODING") or before.encoding
    errors = "backslashreplace" if number == 2 else "strict" if "PYTHONIOENCODING" in os.environ else before.errors
    return io.TextIOWrapper(
        open(number, "wb" if number else "rb", closefd=False),
        encoding=encoding,
        errors=errors,
        line_buffering=number == 2,
    )


if __name__ == "__main__":
    to_wait_at = _listen(sys.argv[1])
    print("ready", flush=True)
    _serve(to_wait_at, 0)
