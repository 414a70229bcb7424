"""OpenTelemetry spans of Haystack's pipelines, sent to a collector by OTLP over HTTP; off unless one is named.

A span has the names and times of a pipeline's components. What is asked and answered is in none, unless somebody sets
HAYSTACK_CONTENT_TRACING_ENABLED. OpenTelemetry's libraries are in the extra `tracing`, and loaded when they are needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from haystack.tracing.tracer import Span, Tracer, disable_tracing, enable_tracing, tracer

from tanya.settings import SettingsProblem

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

# Haystack takes these for names, though a pipeline's inputs hold the question.
_CONTENT = ("input_data", "output_data")


@contextmanager
def traced(endpoint: str | None) -> Iterator[None]:
    """Send spans to a collector, by its root without /v1/traces, in this block; do nothing without one.

    Raises:
        SettingsProblem: the libraries for it are not installed.
    """
    if endpoint is None:
        yield
        return
    try:
        provider = _provider_for(endpoint)
        discreet = DiscreetTracer(provider)
    except ImportError as error:
        raise SettingsProblem(
            f"TANYA_OTLP_ENDPOINT is set, but {error.name} is missing; run in Tanya's folder: pip install '.[tracing]'"
        ) from None
    enable_tracing(discreet)
    try:
        yield
    finally:
        disable_tracing()
        provider.shutdown()


class DiscreetTracer(Tracer):
    """Makes spans without what is asked and answered, and with the kind of an error instead of its text."""

    def __init__(self, provider: TracerProvider) -> None:
        from haystack_integrations.tracing.opentelemetry import OpenTelemetryTracer
        from haystack_integrations.tracing.opentelemetry.tracer import OpenTelemetrySpan

        self._tracer = provider.get_tracer("tanya")
        self._plain = OpenTelemetryTracer(self._tracer)
        self._span = OpenTelemetrySpan

    @contextmanager
    def trace(
        self, operation_name: str, tags: dict[str, Any] | None = None, parent_span: Span | None = None
    ) -> Iterator[Span]:
        """Make a span for this block, below the present one."""
        from opentelemetry.trace import Status, StatusCode

        del parent_span
        with self._tracer.start_as_current_span(
            operation_name, record_exception=False, set_status_on_exception=False
        ) as raw:
            span: Span = self._span(raw)
            for name, value in (tags or {}).items():
                if tracer.is_content_tracing_enabled or not name.endswith(_CONTENT):
                    span.set_tag(name, value)
            try:
                yield span
            except Exception as error:
                raw.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise

    def current_span(self) -> Span | None:
        """Return the present span, if there is one."""
        span: Span | None = self._plain.current_span()
        return span


def _provider_for(endpoint: str) -> TracerProvider:
    """Return what sends spans to the collector at this root."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": "tanya", "service.version": version("tanya")})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")))
    return provider
