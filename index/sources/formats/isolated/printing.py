"""What every program here does beside reading: it prints what it found, and turns what goes wrong into a reason.

One JSON object a line: while it takes long how far it is, and at last the fields of a draft or a problem.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Mapping

from index.sources.formats.isolated.packages import Unreadable

_TELL_EVERY_S = 2.0


class PageTeller:
    """Prints which page of a file is read, at most every two seconds."""

    def __init__(self, pages: int) -> None:
        """Set up, for a file of so many."""
        self._pages, self._told_at = pages, time.monotonic()

    def tell(self, page: int, *, at_once: bool = False) -> None:
        """Tell that a page is read, the first being 1; at once where it alone takes long."""
        if at_once or time.monotonic() - self._told_at >= _TELL_EVERY_S:
            self._told_at = time.monotonic()
            sys.stdout.write(json.dumps({"page": [page, self._pages]}) + "\n")
            sys.stdout.flush()


def print_found(read: Callable[[str, int], Mapping[str, object]], what: str) -> None:
    """Read the file that the command line names, and print what was found.

    Args:
        read: takes a path and the most characters to return.
        what: the file should be: "Word document".
    """
    logging.disable()
    try:
        found = read(sys.argv[1], int(sys.argv[2]))
    except RecursionError:
        found = {"problem": "is nested too deeply"}
    except Unreadable as problem:
        found = {"problem": str(problem)}
    except MemoryError:
        # Whoever runs this program tells it by its end.
        raise
    except Exception as error:
        found = {"problem": f"is not a {what} that can be read ({type(error).__name__})"}
    sys.stdout.write(json.dumps(found))
