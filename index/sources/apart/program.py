"""The process that parses: takes one request a line from standard input, prints one answer a line.

A request names a parser of the table, a file, and what else the parser takes. Memory is bounded from the beginning,
the processor's time anew for each request, so that it ends also when nobody is there any more to end it.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from index.errors import SourceProblem
from index.sources.apart.values import to_json

_NICENESS = 10


# Below what it calls: so the rooms that ask for this process may be above it.
PARSERS = {
    "html": ("index.sources.formats.html.page", "read_html"),
    "plain-html": ("index.sources.formats.html.page", "read_html_plainly"),
    "markdown": ("index.sources.formats.markdown.document", "read_markdown"),
    "feed": ("index.sources.web.feeds", "read_feed_file"),
}


def main(max_bytes: int, max_cpu_s: int) -> None:
    """Answer requests until there are no more."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (max_bytes, max_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.nice(_NICENESS)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin.buffer:
        used = resource.getrusage(resource.RUSAGE_SELF)
        with suppress(OSError, ValueError):
            limit = int(used.ru_utime + used.ru_stime) + max_cpu_s
            resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        sys.stdout.write(json.dumps(_answer(json.loads(line)), default=str) + "\n")
        sys.stdout.flush()


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    module, name = PARSERS[request.pop("parser")]
    file = Path(os.fsdecode(bytes.fromhex(request.pop("file"))))
    try:
        parser: Callable[..., Iterable[object]] = getattr(import_module(module), name)
        return {"items": to_json(parser(file, **request))}
    except SourceProblem as problem:
        return {"problem": str(problem)}
    except RecursionError:
        return {"problem": "is nested too deeply"}
    except MemoryError:
        return {"problem": None}
    except OSError as error:
        return {"problem": f"cannot be read: {error.strerror}"}
    except Exception as error:
        # Whatever a file makes a parser raise, the other files go on.
        return {"problem": f"cannot be read ({type(error).__name__}); it may be damaged"}
