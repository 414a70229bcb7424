"""Sets up logging: to standard error, for people or as one JSON object a line, without the chatter of libraries.

Every line has its time, level, logger and message, and while an update is handled its number, as `request`. What is
logged besides are figures, never what people write; see `bot.monitoring.redaction` for what keeps secrets and texts
out.
"""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from tanya.settings import LogFormat, LogLevel

# httpx logs whole URLs, and in a Bot API URL stands the token.
_QUIET = (
    "faiss",
    "haystack",
    "httpx",
    "httpcore",
    "telegram",
    "trafilatura",
    "htmldate",
    "charset_normalizer",
    "asyncio",
)
# What the bot adds to a line; whatever else libraries add stays out, since nobody has looked at it.
FIGURES = ("outcome", "confidence", "snapshot", "waited_ms", "embed_ms", "retrieve_ms", "read_ms", "total_ms")


def set_up_logging(level: LogLevel, log_format: LogFormat = LogFormat.TEXT) -> None:
    """Log at this level to standard error; libraries only from warnings on."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(log_format, colours=sys.stderr.isatty()))
    logging.basicConfig(level=level.value, handlers=[handler], force=True)
    # Of what it cannot write down of a pipeline that was stopped.
    logging.getLogger("haystack.utils.base_serialization").setLevel(logging.ERROR)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def formatter(log_format: LogFormat, *, colours: bool = False) -> logging.Formatter:
    """Return what makes a line of a log record."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(allow=FIGURES),
        _with_traceback,
    ]
    last: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if log_format is LogFormat.JSON:
        last += [structlog.processors.EventRenamer("message"), structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        last.append(structlog.dev.ConsoleRenderer(colors=colours, pad_event_to=0, pad_level=False))
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last)


def _with_traceback(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Put a record's traceback into its line: the one that was cleaned of secrets, where there is one."""
    record: logging.LogRecord = event["_record"]
    event.pop("exc_info", None)
    if text := record.exc_text or (logging.Formatter().formatException(record.exc_info) if record.exc_info else ""):
        event["exception"] = text
    if stack := event.pop("stack_info", None):
        event["stack"] = stack
    return event
