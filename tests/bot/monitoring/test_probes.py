"""What a running bot shows of itself on loopback: figures, life, readiness."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import PortUnusable, serve
from bot.monitoring.metrics import Metrics, Outcome
from bot.monitoring.probes import Monitoring, Readiness, listening
from bot.storage.protocols import Presence
from index import IndexMissing, QueryProblem
from tests.bot.conftest import StartBot, bot_settings
from tests.bot.samples import UNKNOWN, SmallEngine, a_message
from tests.bot.telegram_server import TOKEN, TelegramServer


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as made:
        yield made


def samples(text: str) -> dict[str, float]:
    """Return every sample by its name and labels, as `name{label=value}`."""
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}"] = sample.value
    return found


async def until_listening(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return


async def get(session: aiohttp.ClientSession, url: str) -> tuple[int, Any]:
    async with session.get(url) as response:
        return response.status, await response.json()


async def test_a_running_bot_shows_its_figures(
    server: TelegramServer,
    engine: SmallEngine,
    start_bot: StartBot,
    unused_tcp_port: int,
    session: aiohttp.ClientSession,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Questions by outcome, times by stage, requests and their errors, queue, index; a log line a question."""
    caplog.set_level(logging.INFO, "bot")
    root = f"http://127.0.0.1:{unused_tcp_port}"
    engine.replies |= {
        "Siapa Kim?": UNKNOWN,
        "Di mana KTT?": RuntimeError("oh"),
        "Mengapa KTT ditunda?": IndexMissing("none"),
    }
    async with start_bot(metrics_port=unused_tcp_port, question_queue=70):
        server.fail("sendMessage", "Bad Request: chat not found", 400)
        await server.exchange(a_message("/start"))
        await server.exchange(
            *(a_message(text) for text in ("Kapan KTT?", "Siapa Kim?", "Di mana KTT?", "Mengapa KTT ditunda?"))
        )
        async with session.get(f"{root}/metrics") as response:
            assert response.content_type == "text/plain"
            found = samples(await response.text())
        assert await get(session, f"{root}/healthz") == (200, {"alive": True})
        assert await get(session, f"{root}/readyz") == (200, {"ready": True, "problems": []})
    outcomes = {each: found[f"tanya_questions_total{{outcome={each}}}"] for each in Outcome}
    assert outcomes == dict.fromkeys(Outcome, 0) | dict.fromkeys(
        (Outcome.ANSWERED, Outcome.REFUSED, Outcome.FAILED, Outcome.NOT_READY), 1
    )
    assert found["tanya_stage_seconds_count{stage=waited}"] == 4
    assert found["tanya_stage_seconds_sum{stage=total}"] == pytest.approx(0.002)
    assert found["tanya_telegram_errors_total{error=400,method=sendMessage}"] == 1
    assert found["tanya_telegram_requests_total{method=getMe}"] >= 1
    assert found["tanya_updates_total{kind=message}"] == 5
    assert found["tanya_queue_waiting{}"] == 0
    assert found["tanya_queue_limit{}"] == 70
    assert (found["tanya_index_articles{}"], found["tanya_index_size_bytes{}"]) == (24, 1_234_567)
    assert found["tanya_snapshot_age_seconds{}"] > 0
    assert found["process_open_fds{}"] > 0
    lines = [record for record in caplog.records if record.getMessage().startswith("question ")]
    assert sorted(record.__dict__["outcome"] for record in lines) == ["answered", "failed", "not_ready", "refused"]


async def test_before_telegram_is_reached_the_bot_lives_and_is_not_ready(
    engine: SmallEngine, unused_tcp_port_factory: Any, session: aiohttp.ClientSession
) -> None:
    """So that whoever watches it does not restart it, and sends it nothing."""
    port, nobody = unused_tcp_port_factory(), unused_tcp_port_factory()
    stop = asyncio.Event()
    settings = bot_settings(f"http://127.0.0.1:{nobody}", metrics_port=port)
    task = asyncio.create_task(serve(settings, engine, stop))
    await until_listening(port)
    assert await get(session, f"http://127.0.0.1:{port}/healthz") == (200, {"alive": True})
    status, body = await get(session, f"http://127.0.0.1:{port}/readyz")
    assert (status, body["problems"]) == (503, ["Telegram has not been reached yet"])
    stop.set()
    await task


async def test_readiness() -> None:
    """Ready with updates and an index; a bot that stops is not."""
    engine, readiness = SmallEngine(), Readiness(Presence())
    monitoring = Monitoring(Metrics(engine), readiness, engine)
    readiness.pushed()
    async with listening(monitoring.probes(), "127.0.0.1", 0, "X") as port, aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{port}/readyz"
        assert (await get(session, url))[0] == 200
        engine.newest_articles = IndexMissing("none")
        assert (await get(session, url))[1]["problems"] == ["there is no index to answer from"]
        readiness.stopping()
        assert len((await get(session, url))[1]["problems"]) == 2
        async with session.get(f"http://127.0.0.1:{port}/metrics") as response:
            assert response.status == 404


def test_a_bot_that_does_not_lead_need_not_fetch() -> None:
    """But it has to be able to write down and to take: otherwise it is not ready, whoever fetches."""

    class Follower(Presence):
        def __init__(self) -> None:
            self.wrong: list[str] = []

        @property
        def leads(self) -> bool:
            return False

        def problems(self) -> list[str]:
            return self.wrong

    presence = Follower()
    readiness = Readiness(presence)
    assert readiness.problems() == []
    presence.wrong.append("no database")
    assert readiness.problems() == ["no database"]
    readiness.pushed()
    assert readiness.problems() == ["no database"]


async def test_figures_without_an_index() -> None:
    """The other figures are shown all the same, and a question that cannot be asked is counted as such."""
    engine = SmallEngine()
    engine.newest_articles = IndexMissing("none")
    metrics = Metrics(engine)
    with pytest.raises(QueryProblem), metrics.question():
        raise QueryProblem("empty")
    found = samples(metrics.text().decode())
    assert found["tanya_questions_total{outcome=unaskable}"] == 1
    assert not [name for name in found if name.startswith("tanya_index")]


async def test_a_port_that_is_taken(server: TelegramServer, engine: SmallEngine) -> None:
    """Is told with its setting, before the bot begins."""
    async with listening([], "127.0.0.1", 0, "X") as port:
        settings = bot_settings(server.root, metrics_port=port)
        with pytest.raises(PortUnusable, match="TANYA_METRICS_PORT"):
            await serve(settings, engine, asyncio.Event())


async def test_what_people_write_is_in_no_line_of_the_log(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even in the text of an error, in the thread that answers, at any level; the update's number is."""
    caplog.set_level(logging.DEBUG)
    question = "Apakah Ibu Sari Dewi sakit?\nÄh"
    engine.replies[question] = RuntimeError(f"cannot parse {question!r} at all")
    before = logging.getLogger("engine")

    def told(text: str) -> None:
        before.info("asked: %s", text)

    engine.on_ask = told
    async with start_bot():
        await server.exchange(a_message(question))
    assert "cannot parse '<private>' at all" in caplog.text
    assert "asked: <private>" in caplog.text
    assert "Sari Dewi" not in caplog.text
    assert TOKEN not in caplog.text
