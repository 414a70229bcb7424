"""Runs builds in processes that can be killed: it starts once and forks for each request, so that each begins at once.

A request is a line of JSON on standard input, a result a line on standard output; see `tests.reliability.builds`.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import faiss

from index import Engine, Progress
from tests.conftest import write_archive, write_article

THREADS = 1


def prepare() -> None:
    """Load everything in this process, and leave it without threads of its own: a fork has only the one that forked.

    Those of an encoder may stay: a forked process begins its own.
    """
    faiss.omp_set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Path(folder) / "data", threads=THREADS)
        archive = write_archive(Path(folder) / "archive")
        write_article(archive / "no language.txt", "Harimau itu tidur di bawah pohon beringin.")
        engine.index([archive])
        engine.close()


def use_up(calls: dict[str, int]) -> None:
    """Make system calls that do nothing, so that a tracer that counts them comes to the one that it waits for."""
    null = os.open(os.devnull, os.O_RDWR)
    nowhere = Path("/nowhere") / str(os.getpid())
    does: dict[str, Callable[[], object]] = {
        "write": lambda: os.write(null, b""),
        "pwrite64": lambda: os.pwrite(null, b"", 0),
        "sendfile": lambda: os.sendfile(null, null, 0, 1),
        "fsync": lambda: os.fsync(null),
        "fdatasync": lambda: os.fdatasync(null),
        "rename": lambda: nowhere.rename(nowhere),
    }
    for name, count in calls.items():
        for _ in range(count):
            try:
                does[name]()
            except OSError:
                continue
    os.close(null)


def build(request: dict[str, Any]) -> dict[str, Any]:
    """Build, in this process; return the report, or the error by its type and text."""
    use_up(request["use_up"])
    if request["max_file_bytes"] is not None:
        # Python ignores the signal that comes with it: writing fails as on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["max_file_bytes"], resource.RLIM_INFINITY))
    engine = Engine(Path(request["data"]), threads=THREADS)
    told = 0

    def tell(progress: Progress) -> None:
        nonlocal told
        told += 1
        if told == request["die_at_step"]:
            os.kill(os.getpid(), signal.SIGKILL)

    sources = [Path(each) for each in request["sources"]]
    try:
        report = (
            engine.index(sources, progress=tell) if sources else engine.reindex(full=request["full"], progress=tell)
        )
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}
    # Not what it skipped, which is kept by keys that JSON has not.
    counts = {name: value for name, value in asdict(report).items() if isinstance(value, int | float | str)}
    return {"error": None, "steps": told, "report": counts}


def serve(request: dict[str, Any]) -> dict[str, Any]:
    """Fork, let the child build, kill it after a while if that is asked for, and return what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        answer = json.dumps(build(request)).encode()
        # No tracer waits for this kind of call.
        os.writev(writing, [answer])
        os._exit(0)
    os.close(writing)
    killed_after = request["kill_after_s"]
    if not select.select([reading], [], [], killed_after)[0]:
        os.kill(child, signal.SIGKILL)
    with open(reading, "rb") as stream:  # noqa: PTH123 - a descriptor
        said = stream.read()
    _, status = os.waitpid(child, 0)
    return {"pid": child, "killed": os.WIFSIGNALED(status)} | (json.loads(said) if said else {"error": None})


def main() -> None:
    """Answer requests until there are no more."""
    prepare()
    print(json.dumps({"ready": os.getpid()}), flush=True)
    for line in sys.stdin:
        print(json.dumps(serve(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
