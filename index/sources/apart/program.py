"""The process that parses: takes one request a line from standard input, prints an answer in one line or several.

All but the last of them say that there is "more", so that neither side ever holds much of what is in a file.

A request names a parser of the table, a file, and what else the parser takes. Memory is bounded from the beginning,
the processor's time anew for each request, so that it ends also when nobody is there any more to end it.
"""

from __future__ import annotations

import json
import math
import os
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from index.errors import SourceProblem
from index.progress import Skipped
from index.sources.apart.values import problem_of, to_json
from index.sources.limits import MAX_TOLD

_NICENESS = 10
# What is only counted lets a piece go, too, after ten thousand.
_CHARS_AT_ONCE, _ITEM_CHARS, _COUNTED_CHARS = 500_000, 1_000, 50


# Below what it calls: so the rooms that ask for this process may be above it.
PARSERS = {
    "html": ("index.sources.formats.html.page", "read_html"),
    "plain-html": ("index.sources.formats.html.page", "read_html_plainly"),
    "markdown": ("index.sources.formats.markdown.document", "read_markdown"),
    "jsonl": ("index.sources.formats.rows.jsonl", "read_jsonl"),
    "json": ("index.sources.formats.exports.recognition", "read_json"),
    "telegram-page": ("index.sources.formats.exports.recognition", "read_page_of_telegram"),
    "xml": ("index.sources.formats.exports.xml_exports", "read_xml"),
    "packed-xml": ("index.sources.formats.exports.xml_exports", "read_bz2"),
    "mail": ("index.sources.formats.mail.mailbox", "read_eml"),
    "mailbox": ("index.sources.formats.mail.mailbox", "read_mbox"),
    "table": ("index.sources.formats.rows.tables", "read_table"),
    "feed": ("index.sources.web.feeds", "read_feed_file"),
}


def main(max_bytes: int) -> None:
    """Answer requests until there are no more."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (max_bytes, max_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.nice(_NICENESS)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        used = resource.getrusage(resource.RUSAGE_SELF)
        with suppress(OSError, ValueError):
            limit = math.ceil(used.ru_utime + used.ru_stime + request.pop("seconds"))
            resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        for answer in _answers(request):
            sys.stdout.write(json.dumps(answer, default=str) + "\n")
            sys.stdout.flush()


def _answers(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    module, name = PARSERS[request.pop("parser")]
    file = Path(os.fsdecode(bytes.fromhex(request.pop("file"))))
    held: list[object] = []
    length = told = 0
    try:
        parser: Callable[..., Iterable[object]] = getattr(import_module(module), name)
        for item in parser(file, **request):
            told += type(item) is Skipped
            # The pipe costs more than what is passed over: of what nobody is told, one stands for several.
            if told > MAX_TOLD + 1 and held and type(item) is type(before := held[-1]) is Skipped:
                held[-1] = replace(item, count=before.count + item.count)
                length += _COUNTED_CHARS
            else:
                held.append(item)
                length += len(getattr(item, "text", None) or "") + _ITEM_CHARS
            if length > _CHARS_AT_ONCE:
                yield {"items": to_json(held), "more": True}
                held, length = [], 0
        yield {"items": to_json(held)}
    except SourceProblem as problem:
        yield problem_of(str(problem), problem.code, held)
    except RecursionError:
        yield problem_of("is nested too deeply", items=held)
    except MemoryError:
        # Whoever asked knows how much there was.
        os._exit(1)
    except OSError as error:
        yield problem_of(f"cannot be read: {error.strerror}", items=held)
    except Exception as error:
        # Whatever a file makes a parser raise, the other files go on.
        yield problem_of(f"cannot be read ({type(error).__name__}); it may be damaged", items=held)
