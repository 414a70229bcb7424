"""The disk of the bot's own records fails for a while, as strace makes it: nothing is lost, and it goes on by itself.

Without fsync, which a journal in WAL mode leaves to the moment when it is copied into its file.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.reliability.builds import strace
from tests.reliability.town import FIRST_PERSON, Town, town

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
_FAULTS = [
    ("ENOSPC", "pwrite64,write,ftruncate"),
    ("EIO", "pwrite64,write"),
    ("EROFS", "pwrite64,write,ftruncate"),
]


@asynccontextmanager
async def failing(place: Town, log: Path, code: str, calls: str) -> AsyncIterator[None]:
    """Let these calls on the records of the running bot fail for as long as the block lasts."""
    assert place.process is not None
    files = [argument for end in ("", "-wal", "-journal") for argument in ("-P", f"{place.data}/bot.sqlite{end}")]
    command = ["strace", "-f", "-qq", "-o", str(log), *files, "-e", f"trace={calls}"]
    tracer = await asyncio.create_subprocess_exec(
        *command, "-e", f"inject={calls}:error={code}", "-p", str(place.process.pid)
    )
    try:
        await place.until(log.exists)
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        await tracer.wait()


@pytest.mark.parametrize(("code", "calls"), _FAULTS, ids=[code for code, _ in _FAULTS])
async def test_records_that_cannot_be_written_for_a_while(tmp_path: Path, code: str, calls: str) -> None:
    """What is asked meanwhile is answered, at most once more; the log names the fault, and no wrong remedy."""
    if strace(tmp_path / "none") is None:
        pytest.skip("strace is not installed, or may not trace; on Debian and Ubuntu: apt install strace")
    log = tmp_path / "calls.txt"
    async with town(tmp_path, SECONDS_A_QUESTION="0.05") as place:
        await place.start()
        await place.answered([place.write("Kapan mulai?")])
        before = len(place.said())
        async with failing(place, log, code, calls):
            asked = [place.write(f"Kapan kapal {number} tenggelam?", FIRST_PERSON + number) for number in range(8)]
            await place.until(lambda: "(INJECTED)" in log.read_text(errors="replace"))
            await asyncio.sleep(2)
            assert place.process is not None
            assert place.process.returncode is None
        asked.append(place.write("Kapan lagi?"))
        await place.answered(asked)
        said = place.said()[before:]
        print(code, log.read_text(errors="replace").count("(INJECTED)"), "calls failed;", set(place.answers().values()))

    assert set(place.answers().values()) <= {1, 2}
    assert any(word in said for word in ("disk", "read-only", "I/O", "full", "readonly")), said
    assert "move it away" not in said
    assert "Traceback" not in said
