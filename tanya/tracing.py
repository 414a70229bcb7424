"""OpenTelemetry spans of Haystack's pipelines, sent to a collector by OTLP over HTTP; off unless one is named.

A span has the names and times of a pipeline's components. What is asked and answered is in none, unless somebody sets
HAYSTACK_CONTENT_TRACING_ENABLED.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tanya.settings import SettingsProblem


@contextmanager
def traced(endpoint: str | None) -> Iterator[None]:
    """Send spans to a collector in this block; do nothing without one.

    Args:
        endpoint: the collector's root, without /v1/traces.

    Raises:
        SettingsProblem: the libraries for it are not installed.
    """
    if endpoint is None:
        yield
        return
    try:
        from tanya.spans import DiscreetTracer, provider_for
    except ImportError as error:
        raise SettingsProblem(
            f"TANYA_OTLP_ENDPOINT is set, but {error.name} is missing; run in Tanya's folder: pip install '.[tracing]'"
        ) from None
    from haystack.tracing.tracer import disable_tracing, enable_tracing

    provider = provider_for(endpoint)
    enable_tracing(DiscreetTracer(provider))
    try:
        yield
    finally:
        disable_tracing()
        provider.shutdown()
