"""Keeps the processes that parse: one for each file that is being read, and one at rest for the next.

Each file's process is its own until all of its answer is there, so that files may be read in several threads, or one
within another, without waiting for each other.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from index.errors import SourceProblem
from index.progress import BrokenOff, Skipped
from index.reasons import Reason
from index.sources.apart.process import ParsingProcess
from index.sources.apart.values import from_json
from index.sources.limits import MAX_READING_S


class ParsingPool:
    """Processes that parse; safe to use from several threads."""

    def __init__(self) -> None:
        """Set up; nothing is started yet."""
        self._lock = threading.Lock()
        self._at_rest: ParsingProcess | None = None

    def parse(self, parser: str, file: Path, *, seconds: float = MAX_READING_S, **arguments: str) -> Iterator[Any]:
        """Yield what a parser of `index.sources.apart.program` finds in a file, while it finds it.

        What was found before a problem stands: `BrokenOff` tells that it is not all. Whoever takes no more ends the
        parsing by closing the generator.

        Args:
            parser: its name there.
            file: to be parsed.
            seconds: of the processor's time that it may take, the start of the process left out. What whoever asks
                does with what is found does not count.
            **arguments: what else the parser takes.

        Raises:
            SourceProblem: the file cannot be parsed, or not within the limits of time and memory.
        """
        request = {"parser": parser, "file": os.fsencode(file.absolute()).hex(), **arguments}
        is_found = False
        try:
            with closing(self._pieces(request, seconds)) as pieces:
                for piece in pieces:
                    for item in from_json(piece):
                        is_found |= not isinstance(item, Skipped)
                        yield item
        except SourceProblem as problem:
            if not is_found:
                raise
            yield BrokenOff("", str(problem), problem.code)

    def close(self) -> None:
        """End the process at rest, if there is one; another is started when it is needed."""
        with self._lock:
            process, self._at_rest = self._at_rest, None
        if process:
            process.end()

    def _pieces(self, request: dict[str, str], seconds: float) -> Generator[list[Any]]:
        process = self._take()
        is_whole = False
        try:
            for answer in process.ask(request, seconds):
                if "more" not in answer:
                    is_whole = True
                    self._keep(process)
                yield answer["items"]
                if "problem" in answer:
                    raise SourceProblem(answer["problem"], Reason(answer["code"]))
        finally:
            if not is_whole:
                process.end()

    def _take(self) -> ParsingProcess:
        with self._lock:
            process, self._at_rest = self._at_rest, None
        if process and process.is_alive:
            return process
        if process:
            process.end()
        return ParsingProcess()

    def _keep(self, process: ParsingProcess) -> None:
        with self._lock:
            process_before, self._at_rest = self._at_rest, process
        if process_before:
            process_before.end()
        atexit.unregister(self.close)
        atexit.register(self.close)


_shared = ParsingPool()
parse_apart = _shared.parse
end_parsing = _shared.close
