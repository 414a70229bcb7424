"""The bot under steady questions, faults and a reading of its memory and file descriptors: both stay flat.

Memory is what the bot holds for itself (RssAnon). Pages of files that are mapped, models and index, come as they are
read, and go as the system needs room; they are drawn beside it. How long is said by TANYA_TEST_SOAK_S (seconds,
3600); the curves are drawn into TANYA_TEST_SOAK_PLOT (soak.png).
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from pathlib import Path

import numpy as np
import pytest

from tests.reliability.town import FIRST_PERSON, REAL, Town, town

SECONDS = float(os.environ.get("TANYA_TEST_SOAK_S", "3600"))
PLOT = os.environ.get("TANYA_TEST_SOAK_PLOT", "soak.png")
EVERY_S = 0.5
# Caches and pools fill in the beginning.
_WARM_UP = 0.2


def _usage(process_id: int) -> tuple[float, float, int]:
    """Return resident memory in MiB, its own and with mapped files, and the number of open file descriptors."""
    lines = Path(f"/proc/{process_id}/status").read_text(encoding="ascii").splitlines()
    kib = {
        name: int(value.split()[0])
        for name, _, value in (each.partition(":") for each in lines)
        if "RSS" in name.upper()
    }
    return kib["RssAnon"] / 1024, kib["VmRSS"] / 1024, len(list(Path(f"/proc/{process_id}/fd").iterdir()))


async def _soak(place: Town, seconds: float) -> tuple[list[tuple[float, float, float, int]], list[int]]:
    chance = random.Random(1)
    began = time.monotonic()
    samples: list[tuple[float, float, float, int]] = []
    asked: list[int] = []
    while (age := time.monotonic() - began) < seconds:
        question = chance.choice(("Siapa nama nakhoda kapal itu?", "Berapa harga mangga?", "Who opened the bridge?"))
        asked.append(place.write(f"{question} {len(asked)}", FIRST_PERSON + len(asked) % 500))
        if chance.random() < 0.02:
            kind = chance.choice(("reset", "html", "flood", "server_error"))
            await place.fault(method=chance.choice(("sendMessage", "getUpdates")), kind=kind)
        if place.process is not None:
            samples.append((age, *_usage(place.process.pid)))
        await asyncio.sleep(EVERY_S)
    return samples, asked


def _draw(samples: list[tuple[float, float, float, int]]) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    minutes = [each[0] / 60 for each in samples]
    figure, (upper, lower) = pyplot.subplots(2, sharex=True, figsize=(8, 5))
    upper.plot(minutes, [each[1] for each in samples], label="its own")
    upper.plot(minutes, [each[2] for each in samples], label="with mapped files")
    upper.set(ylabel="memory, MiB", ylim=(0, None))
    upper.legend(loc="lower right")
    lower.plot(minutes, [each[3] for each in samples])
    lower.set(ylabel="file descriptors", xlabel="minutes", ylim=(0, None))
    figure.tight_layout()
    figure.savefig(PLOT)
    pyplot.close(figure)


@pytest.mark.long
@pytest.mark.timeout(SECONDS + 600)
async def test_memory_and_file_descriptors_stay_flat(data: Path) -> None:
    """After the first fifth, memory grows by less than a tenth and file descriptors by less than ten."""
    async with town(data, REAL) as place:
        await place.start()
        await place.answered([place.write("Siapa nama nakhoda?")])
        samples, asked = await _soak(place, SECONDS)
        await place.answered(asked, 300)
    _draw(samples)
    settled = samples[int(len(samples) * _WARM_UP) :]
    fifth = max(1, len(settled) // 5)
    first, last = (np.median(np.array(each)[:, 1:], axis=0) for each in (settled[:fifth], settled[-fifth:]))
    print(f"{len(asked):,} questions in {SECONDS:.0f} s; memory {first[0]:.0f} MiB, then {last[0]:.0f} MiB; ", end="")
    print(f"with mapped files {first[1]:.0f} MiB, then {last[1]:.0f} MiB; ", end="")
    print(f"file descriptors {first[2]:.0f}, then {last[2]:.0f}; drawn into {PLOT}")
    assert last[0] <= 1.1 * first[0]
    assert last[2] <= first[2] + 10
