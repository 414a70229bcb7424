"""Lets a build stand back while questions are answered in the same process, without letting it starve."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from index.progress import Progress, ProgressCallback

# How long a build waits for a pause between questions before it does its next step all the same.
_LONGEST_WAIT_S = 1.0


class QuestionPriority:
    """Counts the questions that are being answered; safe to use from several threads."""

    def __init__(self, longest_wait_s: float = _LONGEST_WAIT_S) -> None:
        self.longest_wait_s = longest_wait_s
        self._questions = 0
        self._changed = threading.Condition()

    @contextmanager
    def question(self) -> Iterator[None]:
        """Answer a question in this block."""
        with self._changed:
            self._questions += 1
        try:
            yield
        finally:
            with self._changed:
                self._questions -= 1
                self._changed.notify_all()

    def give_way(self) -> None:
        """Wait until no question is being answered, but not for long."""
        with self._changed:
            self._changed.wait_for(lambda: not self._questions, self.longest_wait_s)

    def giving_way(self, progress: ProgressCallback | None) -> ProgressCallback:
        """Return what a build is to call: it tells `progress`, then gives way."""

        def tell(step: Progress) -> None:
            if progress:
                progress(step)
            self.give_way()

        return tell
