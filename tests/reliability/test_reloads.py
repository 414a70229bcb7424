"""A hundred new snapshots while 32 questions are asked at a time: no error, no mixture, no growing memory."""

from __future__ import annotations

import gc
import re
import resource
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from index import Engine, Reply
from index.embedding.embedder import embedder_fingerprint
from tests.conftest import MakeArticle, publish

pytestmark = pytest.mark.slow

RELOADS, ASKING = 100, 32
# What is loaded and cached once is in memory by then.
WARM_AFTER = 30
MAX_GROWTH = 1.05


def resident_bytes() -> int:
    """Return how much memory of this process is in use."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("crowd_every", [10, pytest.param(1, marks=pytest.mark.long)], ids=["short", "long"])
def test_reloads_under_questions(tmp_path: Path, make_article: MakeArticle, crowd_every: int) -> None:
    """Every reply names a snapshot, and its answer and passages are that one's.

    In the short run all 32 ask at every tenth reload and two at the others.
    """
    model = embedder_fingerprint(None)
    numbers: dict[str, int] = {}
    asked: list[Future[Reply]] = []

    def publish_edition(number: int) -> str:
        text = f"Ibu kota Wanara bernama Kota {number}. Edisi ini nomor {number}."
        name = publish(tmp_path / "index", [make_article(text, title=f"Edisi {number}")], model=model, seed=number)
        numbers[name] = number
        return name

    publish_edition(0)
    engine = Engine(tmp_path, threads=1)
    engine.warm_up()
    warm, most = 0, 0
    with ThreadPoolExecutor(ASKING) as pool:
        for number in range(1, RELOADS + 1):
            count = ASKING if number % crowd_every == 0 else 2
            asked += [pool.submit(engine.ask, "Apa nama ibu kota Wanara?") for _ in range(count)]
            most = max(most, sum(not each.done() for each in asked[-ASKING:]))
            name = publish_edition(number)
            engine.refresh()
            assert engine.snapshot_name() == name
            if number == WARM_AFTER:
                wait(asked)
                warm = resident_bytes()
    replies = [each.result() for each in asked]
    grown = resident_bytes() / warm
    engine.close()

    assert most == ASKING
    for reply in replies:
        texts = [text for each in reply.passages for text in (each.text, each.article.title)]
        texts += [text for each in reply.answers for text in (each.sentence, each.article.title)]
        assert {int(each) for text in texts for each in re.findall(r"\d+", text)} == {numbers[reply.snapshot]}
    assert grown < MAX_GROWTH
    seen = len({reply.snapshot for reply in replies})
    assert seen > 1
    print(f"{RELOADS} reloads, {len(replies)} questions over {seen} snapshots, memory × {grown:.3f}")
