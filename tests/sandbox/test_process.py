"""`tanya sandbox` as a person runs it: two processes, begun and ended together."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.tanya.conftest import ROOT, run_tanya, sample_data

__all__ = ["sample_data"]

PATIENCE_S = 60


def request(url: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, data=data, timeout=10) as response:
        found: dict[str, Any] = json.load(response)
        return found


def children(of: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == of:
                found.append(int(stat.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def start(data: Path, *options: str, stdin: int = subprocess.DEVNULL) -> tuple["subprocess.Popen[str]", str]:
    """Start the command; return it with the address that it prints."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TANYA_", "TELEGRAM_"))}
    running = subprocess.Popen(
        [sys.executable, "-m", "tanya", "sandbox", "--port", "0", *options],
        env=inherited | {"TANYA_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)},
        cwd=data,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    line = running.stdout.readline() if running.stdout else ""
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    if found is None:
        running.kill()
        running.communicate()
        raise AssertionError(f"no address in {line!r}")
    return running, found.group()


def test_a_question_is_answered_and_sigterm_ends_both(sample_data: Path) -> None:
    running, address = start(sample_data)
    try:
        [bot] = children(running.pid)
        question = {"chat_id": 1002, "user_id": 1002, "language": "en", "text": "Kapan KTT Trump–Kim?"}
        request(f"{address}/sandbox/messages", question)
        end = time.monotonic() + PATIENCE_S
        answers: list[dict[str, Any]] = []
        while not answers and time.monotonic() < end:
            messages = request(f"{address}/sandbox/messages?chat_id=1002")["messages"]
            answers = [each for each in messages if each["from"]["is_bot"]]
            time.sleep(0.05)
        assert answers[0]["reply_markup"]["inline_keyboard"]
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0
    assert not Path(f"/proc/{bot}").exists()


def test_when_the_bot_dies_the_command_says_so(sample_data: Path) -> None:
    running, _ = start(sample_data)
    [bot] = children(running.pid)
    os.kill(bot, signal.SIGKILL)
    running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 1


def test_without_an_index_it_exits_3(tmp_path: Path) -> None:
    done = run_tanya("sandbox", "--port", "0", data=tmp_path)
    assert done.returncode == 3
    assert "tanya index" in done.stderr


def test_an_impossible_host_exits_2(sample_data: Path) -> None:
    done = run_tanya("sandbox", "--host", "192.0.2.1", "--port", "0", data=sample_data)
    assert done.returncode == 2
    assert "--host" in done.stderr


def test_it_ends_with_its_input_when_it_is_told_to(sample_data: Path) -> None:
    """For scripts that hold a pipe: it serves as long as the pipe is open, and ends when it is closed."""
    running, address = start(sample_data, "--end-with-input", stdin=subprocess.PIPE)
    assert running.stdin
    running.stdin.write("a line changes nothing\n")
    running.stdin.flush()
    assert request(f"{address}/sandbox/messages?chat_id=1001") == {"messages": []}
    running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0
