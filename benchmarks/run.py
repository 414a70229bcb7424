"""Measures Tanya on this machine and writes the README's table: `make bench`.

Everything runs over the sample archive, in temporary folders: whole processes from cold, questions in a running engine,
and questions through the running bot by way of a Bot API server on loopback. Results go to `benchmarks/run.json`.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.loopback import ARTICLES, QUESTIONS, running_bot, sample_questions
from benchmarks.readme import measured, write_table
from benchmarks.results import percentiles, results_file, write_results
from index import Engine
from tests.bot.samples import READER, a_message

ROOT = Path(__file__).parents[1]
GUIDING_QUESTION = "when is the Trump–Kim summit?"
COLD_RUNS = 7
BOT_QUESTIONS = 40


def tanya(*arguments: str | Path, data: Path) -> tuple[float, str]:
    """Run the command as a process; return seconds and what it printed."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "tanya", *map(str, arguments)],
        env=os.environ | {"TANYA_DATA_DIR": str(data)},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return time.perf_counter() - began, done.stdout


def measure_engine(data: Path) -> dict[str, Any]:
    """Ask all sample questions in one process, after one that warms up; milliseconds."""
    engine = Engine(data)
    engine.warm_up()
    replies = [engine.ask(question) for question in sample_questions()]
    engine.close()
    return {
        stage: percentiles([reply.timings_ms[stage] for reply in replies])
        for stage in ("embed", "retrieve", "read", "total")
    }


async def measure_bot(data: Path) -> dict[str, float]:
    """Send questions to the running bot one after another; milliseconds from the update to the sent answer.

    Each comes from somebody else: to one private chat the bot writes once a second and no faster.
    """
    engine = Engine(data)
    engine.warm_up()
    latencies = []
    async with running_bot(engine) as server:
        questions = sample_questions()
        await server.exchange(a_message(questions[0]))
        for number, question in enumerate(questions[:BOT_QUESTIONS], 1):
            began = time.perf_counter()
            await server.exchange(a_message(question, READER + number))
            latencies.append((time.perf_counter() - began) * 1000)
    engine.close()
    return percentiles(latencies)


def measure() -> dict[str, Any]:
    """Run all measurements, saying what is going on."""
    console = Console(stderr=True)

    def step(name: str, run: Callable[[], Any]) -> Any:
        with console.status(name):
            began = time.perf_counter()
            result = run()
        console.print(f"{name}: {time.perf_counter() - began:.0f} s")
        return result

    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as name:
        data = Path(name)
        index_s = step("indexing the sample archive", lambda: tanya("index", ARTICLES, data=data)[0])
        cold = step(
            "asking from cold", lambda: [tanya("ask", GUIDING_QUESTION, data=data)[0] for _ in range(COLD_RUNS)]
        )
        engine = step("asking in one process", lambda: measure_engine(data))
        bot = step("asking the bot", lambda: asyncio.run(measure_bot(data)))
        quality = step(
            "evaluating the sample questions",
            lambda: json.loads(tanya("eval", QUESTIONS, "--open", "--json", data=data)[1]),
        )
    return {
        "models_bytes": sum(file.stat().st_size for file in (ROOT / "models").iterdir()),
        "index_sample_s": index_s,
        "ask_cold_s": percentiles(cold),
        "engine_ms": engine,
        "bot_ms": bot,
        "sample_open": quality,
    }


def main() -> None:
    write_results(results_file("run"), measure())
    write_table(measured(), ROOT / "README.md")
    print("wrote the tables in README.md")


if __name__ == "__main__":
    main()
