"""Figures of a running bot for Prometheus: questions, latency by stage, queue, Telegram's errors, the index.

Method and names: https://prometheus.io/docs/practices/naming/. No label holds anything about a person or a text.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.answering import Answering
from bot.errors import BotStopping, QuestionDropped, QueueFull, TookTooLong
from index import IndexMissing, QueryProblem, Reply, TanyaIndexError

_LOG = logging.getLogger(__name__)

_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    REFUSED = "refused"
    BUSY = "busy"
    TOO_SLOW = "too_slow"
    NOT_READY = "not_ready"
    UNASKABLE = "unaskable"
    FAILED = "failed"


_OUTCOMES: tuple[tuple[type[Exception], Outcome], ...] = (
    (QueueFull, Outcome.BUSY),
    (TookTooLong, Outcome.TOO_SLOW),
    (IndexMissing, Outcome.NOT_READY),
    (QueryProblem, Outcome.UNASKABLE),
)


@dataclass
class Measured:
    """A question that is being measured; whoever asks puts the reply into it."""

    reply: Reply | None = None


class Metrics:
    """One bot's figures; safe to change from several threads."""

    def __init__(self, engine: Answering) -> None:
        self.registry = CollectorRegistry()
        self._questions = Counter(
            "tanya_questions", "Questions, by what became of them.", ["outcome"], registry=self.registry
        )
        self._stages = Histogram(
            "tanya_stage_seconds",
            "Seconds by stage of an answer: embed, retrieve, read; total is the engine's, waited what a person waited.",
            ["stage"],
            buckets=_BUCKETS_S,
            registry=self.registry,
        )
        self._calls = Counter(
            "tanya_telegram_requests", "Requests to the Bot API server.", ["method"], registry=self.registry
        )
        self._errors = Counter(
            "tanya_telegram_errors",
            "Requests to the Bot API server that failed, by HTTP status, or timeout or network.",
            ["method", "error"],
            registry=self.registry,
        )
        self._updates = Counter("tanya_updates", "Updates handled, by kind.", ["kind"], registry=self.registry)
        self._queue = Gauge("tanya_queue_waiting", "Questions that wait for their turn.", registry=self.registry)
        self._queue_limit = Gauge("tanya_queue_limit", "Questions that may wait.", registry=self.registry)
        for outcome in Outcome:
            self._questions.labels(outcome)
        self.registry.register(_IndexFigures(engine))
        ProcessCollector(registry=self.registry)

    @contextmanager
    def question(self) -> Iterator[Measured]:
        """Count and log what becomes of the question that is asked in this block, with its times."""
        measured, began = Measured(), time.perf_counter()
        outcome: Outcome | None = Outcome.FAILED
        try:
            yield measured
            outcome = Outcome.ANSWERED if measured.reply and measured.reply.answered else Outcome.REFUSED
        except (BotStopping, QuestionDropped):
            # It was not asked, or will be asked again.
            outcome = None
            raise
        except Exception as error:
            outcome = next((each for kind, each in _OUTCOMES if isinstance(error, kind)), Outcome.FAILED)
            raise
        finally:
            if outcome is not None:
                self._asked(outcome, time.perf_counter() - began, measured.reply)

    def _asked(self, outcome: Outcome, waited_s: float, reply: Reply | None) -> None:
        stages = dict(reply.timings_ms) if reply else {}
        self._questions.labels(outcome).inc()
        for stage, milliseconds in (stages | {"waited": waited_s * 1000}).items():
            self._stages.labels(stage).observe(milliseconds / 1000)
        figures: dict[str, object] = {"outcome": outcome.value, "waited_ms": round(waited_s * 1000)}
        figures |= {f"{stage}_ms": round(milliseconds, 1) for stage, milliseconds in stages.items()}
        if reply:
            figures |= {"confidence": round(reply.confidence, 3), "snapshot": reply.snapshot}
        _LOG.info("question %s", outcome, extra=figures)

    def called(self, method: str, error: str | None) -> None:
        """Count a request to the Bot API server, and its error."""
        self._calls.labels(method).inc()
        if error is not None:
            self._errors.labels(method, error).inc()

    def handled(self, kind: str) -> None:
        """Count an update."""
        self._updates.labels(kind).inc()

    def watch_queue(self, waiting: Callable[[], int], limit: int) -> None:
        """Ask for the length of the queue whenever the figures are read."""
        self._queue.set_function(waiting)
        self._queue_limit.set(limit)

    def text(self) -> bytes:
        """Return all figures in Prometheus' text format; reads the index, so not for the event loop."""
        return generate_latest(self.registry)


class _IndexFigures(Collector):
    """The served snapshot's age and size, as they are when asked for."""

    def __init__(self, engine: Answering) -> None:
        self._engine = engine

    def describe(self) -> Iterator[Metric]:
        """Return nothing, so that registering reads no index."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Return the figures; none without an index."""
        try:
            status = self._engine.status()
        except TanyaIndexError:
            return
        age_s = max(0.0, time.time() - datetime.fromisoformat(status.built).timestamp())
        yield GaugeMetricFamily("tanya_snapshot_age_seconds", "Seconds since the served snapshot was built.", age_s)
        yield GaugeMetricFamily("tanya_index_size_bytes", "Size of the served snapshot.", status.size_bytes)
        yield GaugeMetricFamily("tanya_index_articles", "Articles in the served snapshot.", status.articles)
        yield GaugeMetricFamily("tanya_index_passages", "Passages in the served snapshot.", status.passages)
