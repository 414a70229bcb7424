"""Sets up logging: to standard error, without the chatter of libraries."""

from __future__ import annotations

import logging

from rich.console import Console
from rich.logging import RichHandler

from tanya.settings import LogLevel

# httpx logs whole URLs, and in a Bot API URL stands the token.
_QUIET = (
    "haystack",
    "httpx",
    "httpcore",
    "telegram",
    "trafilatura",
    "htmldate",
    "charset_normalizer",
    "asyncio",
    "apscheduler",
)


def set_up_logging(level: LogLevel) -> None:
    """Log at this level to standard error; libraries only from warnings on."""
    handler = RichHandler(console=Console(stderr=True), show_path=False, rich_tracebacks=False)
    logging.basicConfig(level=level.value, format="%(message)s", datefmt="[%X]", handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
