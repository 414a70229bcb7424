"""Spreads tests over processes forked from the one that has collected them: what takes seconds is loaded only once.

A process takes one group of tests after another, and reports each to the one that forked it. Tests of a group share
what is made once for a file or a process. If a process dies, the test that it ran has failed, and another goes on
behind it.
"""

from __future__ import annotations

import json
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, cast

import pytest

# Of a test, by its node ID: when its group is begun, the least first, and the group.
Group = Callable[[str], tuple[int, str]]


class Spread:
    """The tests of a session and the processes that run them.

    Such a process says None when it can take tests, the number of a test when it begins it, and what became of it.
    """

    def __init__(self, session: pytest.Session, group: Group) -> None:
        """Group what was collected."""
        self._session = session
        self._waiting = deque(_groups(session.items, group))
        self._workers: dict[Connection, _Worker] = {}

    def run(self, processes: int) -> None:
        """Run the tests in so many processes.

        Raises:
            pytest.Session.Failed: tests failed, and no more are to be run.
            pytest.Session.Interrupted: no more are to be run.
        """
        session = self._session
        if session.testsfailed and not session.config.option.continue_on_collection_errors:
            raise session.Interrupted(f"{session.testsfailed} errors during collection")
        if threading.active_count() > 1:
            raise RuntimeError("a process with threads of its own cannot be forked")
        # Any process makes numbered folders in it.
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined] # nothing public is as early
        cast("Any", session.config.pluginmanager.getplugin("terminalreporter")).showfspath = False
        try:
            while self._workers or self._waiting:
                while self._waiting and len(self._workers) < processes:
                    worker = _Worker(session, self._workers)
                    self._workers[worker.connection] = worker
                for ready in wait(self._workers):
                    self._listen(self._workers[cast("Connection", ready)])
                if session.shouldfail:
                    raise session.Failed(session.shouldfail)
                if session.shouldstop:
                    raise session.Interrupted(session.shouldstop)
        finally:
            for each in self._workers.values():
                each.end()

    def _listen(self, worker: _Worker) -> None:
        hook = self._session.config.hook
        try:
            said = _heard(worker.connection)
            if said is None:
                worker.give(self._waiting.popleft() if self._waiting else [])
            elif isinstance(said, int):
                worker.begun(said)
            else:
                if isinstance(why := said["longrepr"], list):
                    said["longrepr"] = tuple(why)
                report = hook.pytest_report_from_serializable(config=self._session.config, data=said)
                hook.pytest_runtest_logreport(report=report)
        except (EOFError, ConnectionError):
            del self._workers[worker.connection]
            if code := worker.end():
                self._died(worker, code)

    def _died(self, worker: _Worker, code: int) -> None:
        if worker.given:
            self._waiting.appendleft(list(worker.given))
        if worker.running is None:
            raise RuntimeError(f"a process of the tests ended with {code} before its first")
        item, why = self._session.items[worker.running], f"its process ended with {code}"
        report = pytest.TestReport(item.nodeid, item.location, {}, "failed", why, "call")
        item.config.hook.pytest_runtest_logreport(report=report)


class _Worker:
    """A process that runs tests, as the one that forked it sees it.

    Attributes:
        connection: to it.
        given: the numbers of tests that it is to run.
        running: that of the one that it has begun last.
    """

    def __init__(self, session: pytest.Session, others: Iterable[Connection]) -> None:
        self.connection, its = Pipe()
        self.given: deque[int] = deque()
        self.running: int | None = None
        self._pid = os.fork()
        if self._pid == 0:
            for each in (self.connection, *others):
                each.close()
            _run(session, its)
        its.close()

    def give(self, tests: list[int]) -> None:
        """Give it tests; when there are none it ends."""
        self.given.extend(tests)
        _say(self.connection, tests)

    def begun(self, test: int) -> None:
        """Note which test it runs."""
        self.running = test
        self.given.remove(test)

    def end(self) -> int:
        """Let it end after the test that it runs; return its exit code."""
        self.connection.close()
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


class _Reporter:
    """Sends what becomes of each test."""

    def __init__(self, config: pytest.Config, connection: Connection) -> None:
        self._config, self._connection = config, connection

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        _say(self._connection, self._config.hook.pytest_report_to_serializable(config=self._config, report=report))


def _groups(items: Iterable[pytest.Item], group: Group) -> Iterator[list[int]]:
    numbered = sorted((group(item.nodeid), number) for number, item in enumerate(items))
    return ([number for _, number in tests] for _, tests in groupby(numbered, lambda each: each[0]))


def _run(session: pytest.Session, connection: Connection) -> None:
    """Run tests until there are no more, then end this process."""
    code = 1
    try:
        _have_own_outputs(session.config)
        session.config.pluginmanager.register(_Reporter(session.config, connection))
        numbers = _received(connection)
        number = next(numbers, None)
        while number is not None:
            # Needed to know what stays for it.
            following = next(numbers, None)
            _say(connection, number)
            item, nextitem = session.items[number], None if following is None else session.items[following]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=nextitem)
            number = following
        code = 0
    except (EOFError, ConnectionError, KeyboardInterrupt):
        session._setupstate.teardown_exact(None)
    finally:
        os._exit(code)


def _have_own_outputs(config: pytest.Config) -> None:
    """Print nothing, and catch what is printed in files of this process's own."""
    capture = cast("Any", config.pluginmanager.getplugin("capturemanager"))
    capture.stop_global_capturing()
    capture.start_global_capturing()
    config.get_terminal_writer()._file = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (to the end)


def _received(connection: Connection) -> Iterator[int]:
    while True:
        _say(connection, None)
        tests = _heard(connection)
        if not tests:
            return
        yield from tests


def _say(connection: Connection, said: object) -> None:
    connection.send_bytes(json.dumps(said).encode("ascii"))


def _heard(connection: Connection) -> Any:
    return json.loads(connection.recv_bytes())
