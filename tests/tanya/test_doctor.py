"""`tanya doctor` on a healthy set-up and on broken ones: what it says, and the exit code."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email.utils import formatdate
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.storage.data_folder_lock import LOCK_FILE, occupied
from bot.storage.opening import records_at
from bot.storage.records import FILE_NAME
from index import Engine
from index.embedding.checksums import CHECKSUMS_FILE
from index.embedding.encoder import default_models_folder
from index.embedding.model_files import MODEL_FILES, checksums_of
from sandbox import Sandbox
from tanya.doctor import Finding, Outcome, Trouble
from tanya.doctor.archive import check_databases, check_index, check_models
from tanya.doctor.machine import check_data_folder, check_disk, check_settings
from tanya.doctor.telegram import check_telegram
from tests.bot.conftest import bot_settings
from tests.tanya.conftest import run_tanya

TOKEN = "7000000001:AAE-synthetic_token_of_the_tests_0123"


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of a healthy data folder, to be damaged."""
    return Path(shutil.copytree(sample_data, tmp_path / "data"))


def statuses(findings: list[Finding]) -> dict[str, Outcome]:
    return {each.check: each.status for each in findings}


async def telegram(address: str, token: str = TOKEN, *, bot_runs_here: bool = False) -> list[Finding]:
    """Run the checks of the server in a thread, as they block."""
    settings = bot_settings(address, TELEGRAM_BOT_TOKEN=token)
    return await asyncio.to_thread(lambda: list(check_telegram(settings, bot_runs_here=bot_runs_here)))


async def doctor(data: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return await asyncio.to_thread(lambda: run_tanya("doctor", *options, data=data, **environment))


@pytest.mark.slow
async def test_a_healthy_set_up(data: Path) -> None:
    """Every check is fine, and it exits 0; the bot need not run."""
    records_at(data / FILE_NAME).choose_language(1, "id")
    async with Sandbox() as server:
        told = {"TELEGRAM_BOT_TOKEN": server.token, "TANYA_TELEGRAM_BASE_URL": server.address, "TANYA_ADMIN_IDS": "1"}
        done = await doctor(data, "--json", **told)
    report = json.loads(done.stdout)
    assert {each["check"]: each["status"] for each in report["checks"]} == dict.fromkeys(
        ("settings", "data folder", "models", "index", "disk", "database", "telegram", "clock", "token", "updates"),
        "ok",
    )
    assert (report["ok"], done.returncode) == (True, 0)


async def test_a_set_up_without_index_and_token(tmp_path: Path) -> None:
    """Each failure has its advice; the exit code is the first one's."""
    done = await doctor(tmp_path)
    assert done.returncode == 3
    assert "fail  index: " in done.stdout
    assert "→ run: tanya index FOLDER-OF-ARTICLES" in done.stdout
    assert "ok    token: none is set; tanya sandbox needs none" in done.stdout


async def test_a_wrong_setting(tmp_path: Path) -> None:
    done = await doctor(tmp_path, "--json", TANYA_ACCESS="closed")
    [finding] = json.loads(done.stdout)["checks"]
    assert (finding["check"], finding["status"], done.returncode) == ("settings", "fail", 2)
    assert "TANYA_ACCESS" in finding["message"]


def test_a_damaged_index(data: Path) -> None:
    [vectors] = data.glob("index/s-*/dense.faiss")
    vectors.write_bytes(vectors.read_bytes()[:-1])
    finding = check_index(Engine(data))
    assert (finding.status, finding.trouble) == (Outcome.FAIL, Trouble.INDEX)
    assert "dense.faiss" in finding.message


def test_a_changed_and_a_missing_model(tmp_path: Path) -> None:
    """A model that was cut in a copy is told by its checksum; the bundled ones are as published."""
    for name in (*MODEL_FILES, CHECKSUMS_FILE):
        (tmp_path / name).symlink_to(default_models_folder() / name)
    assert check_models(Engine(tmp_path, models_folder=str(tmp_path))).status is Outcome.OK
    (tmp_path / "calibration.json").unlink()
    (tmp_path / "calibration.json").write_text("{}")
    (tmp_path / "reader.onnx").unlink()
    finding = check_models(Engine(tmp_path, models_folder=str(tmp_path)))
    assert finding.status is Outcome.FAIL
    assert "calibration.json: its content has changed" in finding.message
    assert "1 more" in finding.message
    (tmp_path / CHECKSUMS_FILE).unlink()
    assert CHECKSUMS_FILE in check_models(Engine(tmp_path, models_folder=str(tmp_path))).message


def test_the_checksums_are_those_of_the_models() -> None:
    """After a model was made anew: python -m training.checksums."""
    folder = default_models_folder()
    assert (folder / CHECKSUMS_FILE).read_text() == checksums_of(folder)


def test_a_damaged_database(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    [finding] = check_databases(tmp_path)
    assert finding.status is Outcome.FAIL
    assert FILE_NAME in finding.message


def test_a_data_folder_that_cannot_be_made_or_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    found = [check_data_folder(each) for each in (Path("/proc/tanya"), file, file / "data")]
    assert [each.status for each in found] == [Outcome.FAIL] * 3
    assert check_data_folder(tmp_path / "later").status is Outcome.WARN


def test_a_data_folder_that_others_may_write_or_read(tmp_path: Path) -> None:
    """What people ask is theirs: the bot makes its file for its own user alone, and what is open is told."""
    records = records_at(tmp_path / FILE_NAME)
    records.choose_language(1, "id")
    records.close()
    tmp_path.chmod(0o755)
    assert check_data_folder(tmp_path).status is Outcome.OK
    (tmp_path / FILE_NAME).chmod(0o644)
    assert "can read the questions" in check_data_folder(tmp_path).message
    tmp_path.chmod(0o777)
    assert "may write to" in check_data_folder(tmp_path).message


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_data_folder_of_several_users(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).touch()
    os.chown(tmp_path / FILE_NAME, 65534, 65534)
    finding = check_data_folder(tmp_path)
    assert (finding.status, "several users" in finding.message) == (Outcome.WARN, True)


def test_a_full_disk(tmp_path: Path) -> None:
    """On a file system of 40 MB, in a name space of its own, which is looked into from here."""
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    mount = 'mount -t tmpfs -o size=40m none "$1" && echo ready && read end'
    with subprocess.Popen(
        [*command, mount, "sh", tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as holding:
        assert holding.stdout is not None
        is_mounted = holding.stdout.readline() == "ready\n"
        found = check_disk(Path(f"/proc/{holding.pid}/root{tmp_path}"), 1000) if is_mounted else None
        _, complaints = holding.communicate("end\n", timeout=60)
    if "unshare" in complaints:
        pytest.skip(f"no name space can be made here: {complaints}")
    assert found is not None, complaints
    assert (found.status, "is full" in found.message) == (Outcome.FAIL, True)
    assert check_disk(tmp_path, 0).status in (Outcome.OK, Outcome.WARN)
    assert check_disk(tmp_path, 10**18).status is Outcome.WARN


def test_settings_that_let_nobody_in() -> None:
    settings = bot_settings("http://127.0.0.1:1", access="allow-list", admin_ids=frozenset())
    assert [each.status for each in check_settings(settings)] == [Outcome.WARN, Outcome.WARN]


async def test_a_token_that_the_server_does_not_know() -> None:
    async with Sandbox() as server:
        findings = await telegram(server.address)
    assert statuses(findings)["token"] is Outcome.FAIL
    assert all(TOKEN.partition(":")[2] not in each.message for each in findings)


async def test_a_server_that_is_not_there(unused_tcp_port: int) -> None:
    [finding] = await telegram(f"http://127.0.0.1:{unused_tcp_port}")
    assert (finding.check, finding.status) == ("telegram", Outcome.FAIL)
    assert "HTTPS_PROXY" in finding.advice


@asynccontextmanager
async def small_server(answers: dict[str, Any], *, ahead_s: float = 0) -> AsyncIterator[str]:
    """Serve results by method, an HTML page for the rest, with a Date header that is ahead; yields the address."""

    async def answer(request: web.Request) -> web.Response:
        headers = {"Date": formatdate(time.time() + ahead_s, usegmt=True)}
        name = request.match_info["method"]
        if name not in answers:
            return web.Response(text="<html>", content_type="text/html", headers=headers)
        return web.json_response({"ok": True, "result": answers[name]}, headers=headers)

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.mark.parametrize(("ahead_s", "status"), [(3600, Outcome.FAIL), (-60, Outcome.WARN), (2, Outcome.OK)])
async def test_a_clock_that_is_wrong(ahead_s: float, status: Outcome) -> None:
    """The server's Date header is what this machine's clock is compared with."""
    async with small_server({"getMe": {"username": "x"}, "getWebhookInfo": {}}, ahead_s=ahead_s) as address:
        findings = await telegram(address, bot_runs_here=True)
    assert statuses(findings)["clock"] is status
    if status is Outcome.FAIL:
        assert any("behind the server's" in each.message for each in findings)


async def test_a_page_in_place_of_the_server() -> None:
    async with small_server({}) as address:
        findings = await telegram(address)
    assert statuses(findings)["telegram"] is Outcome.FAIL


async def test_a_webhook_of_somebody() -> None:
    """Polling would end it, so that it is named, with the last error of its delivery."""
    hook = {"url": "https://bots.example.org/a", "pending_update_count": 3, "last_error_message": "Connection refused"}
    async with small_server({"getMe": {"username": "x"}, "getWebhookInfo": hook}) as address:
        findings = await telegram(address)
        settings = bot_settings(address, webhook_url=hook["url"])
        own = await asyncio.to_thread(lambda: list(check_telegram(settings, bot_runs_here=True)))
    assert statuses(own)["updates"] is Outcome.OK
    assert "bots.example.org (3 updates wait)" in findings[-2].message
    assert "Connection refused" in findings[-1].message


async def test_another_poller() -> None:
    """A program that comes back after it was cut off is noticed; one that runs over the same folder is expected."""
    async with Sandbox() as server, aiohttp.ClientSession() as session:

        async def poll() -> None:
            while True:
                await session.post(f"{server.address}/bot{server.token}/getUpdates", json={"timeout": 30})
                await asyncio.sleep(0.5)

        other = asyncio.create_task(poll())
        await asyncio.wait_for(server.state.updates.polled.wait(), 10)
        mine = await telegram(server.address, server.token, bot_runs_here=True)
        findings = await telegram(server.address, server.token)
        other.cancel()
        with suppress(asyncio.CancelledError):
            await other
    assert statuses(mine)["updates"] is Outcome.OK
    assert (findings[-1].status, findings[-1].trouble) == (Outcome.FAIL, Trouble.BUSY)
    assert "409" in findings[-1].message


async def test_a_second_bot_over_the_same_folder_exits_4(data: Path) -> None:
    with occupied(data):
        done = await asyncio.to_thread(lambda: run_tanya("bot", data=data, TELEGRAM_BOT_TOKEN=TOKEN))
    assert done.returncode == 4
    assert "running over" in done.stderr
    assert (data / LOCK_FILE).stat().st_mode & 0o077 == 0
