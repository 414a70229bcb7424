"""What every program here does beside reading: it prints one JSON object, and turns what goes wrong into a reason."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Mapping

from index.sources.formats.isolated.packages import Unreadable


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
