"""Spans of a question, sent to a collector on loopback; none without one."""

from __future__ import annotations

import asyncio

from aiohttp import web
from haystack.tracing.tracer import is_tracing_enabled

from index import Engine
from tanya.tracing import traced


async def test_a_question_becomes_spans_without_its_text(archive_engine: Engine) -> None:
    """The pipeline and each component have a span; the question and the answer stand in none."""
    bodies: list[bytes] = []

    async def collect(request: web.Request) -> web.Response:
        bodies.append(await request.read())
        return web.Response(content_type="application/x-protobuf")

    app = web.Application()
    app.router.add_post("/v1/traces", collect)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()

    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    def ask() -> None:
        with traced(f"http://127.0.0.1:{runner.addresses[0][1]}/"):
            assert archive_engine.ask("Siapa nakhoda kapal Mutiara?").passages

    await asyncio.to_thread(ask)
    await runner.cleanup()
    spans = [
        span
        for body in bodies
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    names = [
        each.value.string_value for span in spans for each in span.attributes if each.key.endswith("component.name")
    ]
    assert sorted(names) == ["embedder", "reader", "retriever"]
    assert len({span.trace_id for span in spans}) == 1
    assert not [body for body in bodies if b"nakhoda" in body or b"Hasan Basri" in body]


def test_no_spans_unless_a_collector_is_named() -> None:
    with traced(None):
        assert not is_tracing_enabled()
