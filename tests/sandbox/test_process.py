"""`tanya sandbox` as a person runs it: two processes, begun and ended together."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.conftest import write_archive
from tests.sandbox.process import PATIENCE_S, start
from tests.tanya.conftest import run_tanya

# Each starts two processes that load the models, which takes a while beside others.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def children(of: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == of:
                found.append(int(stat.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def test_a_question_is_answered_and_sigterm_ends_both(sample_data: Path) -> None:
    running, scripts = start(sample_data)
    try:
        [bot] = children(running.pid)
        scripts.write("Kapan KTT Trump–Kim?", 1002)
        [answer] = scripts.until(1002)
        assert answer["reply_markup"]["inline_keyboard"]
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0
    assert not Path(f"/proc/{bot}").exists()


def test_two_bots_answer_over_one_database(tmp_path: Path, postgres_url: str, unused_tcp_port: int) -> None:
    """Both are begun and ended with the command; each question is answered once, also when one bot has been killed."""
    archive = write_archive(tmp_path / "archive")
    indexed = run_tanya("index", archive, data=tmp_path, TANYA_DATABASE_URL=postgres_url)
    assert indexed.returncode == 0, indexed.stderr
    running, scripts = start(
        tmp_path, "--bots", "2", TANYA_DATABASE_URL=postgres_url, TANYA_METRICS_PORT=str(unused_tcp_port)
    )
    try:
        first, _ = sorted(children(running.pid))
        for person in (1001, 1002):
            scripts.write("Siapa nama nakhoda kapal itu?", person, language="id")
        answers = [scripts.until(person) for person in (1001, 1002)]
        assert [len(each) for each in answers] == [1, 1]
        assert "Hasan Basri" in answers[0][0]["text"]
        os.kill(first, signal.SIGKILL)
        scripts.write("Siapa nama nakhoda kapal itu?", 1003, language="id")
        assert "Hasan Basri" in scripts.until(1003)[0]["text"]
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0


def test_two_bots_without_a_database_are_refused(tmp_path: Path) -> None:
    done = run_tanya("sandbox", "--bots", "2", data=tmp_path)
    assert done.returncode == 2
    assert "TANYA_DATABASE_URL" in done.stderr


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
    running, scripts = start(sample_data, "--end-with-input", stdin=subprocess.PIPE)
    assert running.stdin
    running.stdin.write("a line changes nothing\n")
    running.stdin.flush()
    assert scripts.get("/sandbox/messages", chat_id=1001) == {"messages": []}
    running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0
