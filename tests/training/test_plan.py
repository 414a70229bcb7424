"""The plan of a whole training: what follows what, and which reader is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.plan import CPU, GPU, Size, best, training_steps
from training.recipes import RECIPES

OUT = Path("runs")


@pytest.mark.parametrize("size", [GPU, CPU], ids=["gpu", "cpu"])
def test_every_step_starts_from_what_was_made_before_it(size: Size) -> None:
    """No step reads a file of RUNS that none has written yet, and none is made twice."""
    made: set[str] = set()
    for step in training_steps(Path("data"), OUT, Path("models"), size):
        read = [each.partition("=")[0] for each in step.arguments if each.startswith("runs") and "safetensors" in each]
        assert not {each for each in read if each != str(step.result)} - made
        assert str(step.result) not in made
        made.add(str(step.result))


def test_a_gpu_trains_from_two_seeds_and_a_cpu_by_the_clock() -> None:
    """Each over recipes that there are."""
    trained = {
        name: [step for step in training_steps(Path("data"), OUT, Path("models"), size) if step.module == "train"]
        for name, size in (("gpu", GPU), ("cpu", CPU))
    }

    assert [len(each) for each in trained.values()] == [3, 2]
    assert all("--minutes" in step.arguments for step in trained["cpu"])
    assert not any("--minutes" in step.arguments for step in trained["gpu"])
    for step in trained["gpu"]:
        assert step.arguments[step.arguments.index("--recipe") + 1] in RECIPES


def test_the_best_reader_is_best_on_the_development_sets() -> None:
    """Not on the rows that training wrote itself."""
    compared = {
        "one": {"idk_mrc": {"f1": 0.8}, "idk_mrc, typed": {"f1": 0.7}, "written": {"f1": 0.5}},
        "two": {"idk_mrc": {"f1": 0.79}, "idk_mrc, typed": {"f1": 0.7}, "written": {"f1": 0.99}},
    }

    assert best(compared) == "one"
