"""The whole making of a reader in one command: `python -m training.plan --data FOLDER --out RUNS`.

Two runs over everything from different seeds, their mean, a last run from it over the articles that were written for
training, the best mean of before and after by the development sets, export and calibration. With a GPU it takes larger
batches and more passes; on a CPU each run has its minutes. What is done is kept in RUNS, and the command goes on from
there when it is started again; the models are in RUNS/models at the end. Prints its steps alone with `--list`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SHARES = (0.0, 0.3, 0.5, 0.7, 1.0)


@dataclass(frozen=True)
class Size:
    """How much of everything.

    Attributes:
        batch: examples a step.
        rates: the highest learning rate over everything, and of the last run.
        passes: over everything, and of the last run.
        minutes: each run's at the most; none for as many as it takes.
        seeds: of the runs over everything.
    """

    batch: int
    rates: tuple[float, float]
    passes: tuple[int, int]
    minutes: float | None
    seeds: tuple[int, ...]


GPU = Size(batch=64, rates=(1.2e-4, 6e-5), passes=(4, 2), minutes=None, seeds=(31, 32))
CPU = Size(batch=24, rates=(8e-5, 5e-5), passes=(3, 1), minutes=600, seeds=(31,))


@dataclass(frozen=True)
class Step:
    """A command of `training`, and the file that says that it is done."""

    result: Path
    module: str
    arguments: tuple[str, ...]

    def command(self) -> list[str]:
        """Return the command line."""
        return [sys.executable, "-m", f"training.{self.module}", *self.arguments]


def training_steps(data: Path, out: Path, models: Path, size: Size) -> list[Step]:
    """Return the steps up to the candidates, in order; every step reads only what is there or was made before it."""
    start = out / "start.safetensors"
    steps = [Step(start, "read_back", ("--models", str(models), "--out", str(start)))]

    def train(name: str, recipe: str, begin: Path, stage: int, seed: int) -> Path:
        run = out / name
        arguments = {
            "--data": data, "--models": models, "--out": run, "--start": begin, "--recipe": recipe, "--seed": seed,
            "--batch": size.batch, "--learning-rate": size.rates[stage], "--passes": size.passes[stage],
        }  # fmt: skip
        if size.minutes:
            arguments["--minutes"] = size.minutes
        result = run / "reader.safetensors"
        steps.append(Step(result, "train", tuple(str(each) for pair in arguments.items() for each in pair)))
        return result

    def average(name: str, parts: Sequence[tuple[Path, float]]) -> Path:
        result = out / f"{name}.safetensors"
        steps.append(Step(result, "average", ("--out", str(result), *(f"{file}={share:g}" for file, share in parts))))
        return result

    everything = [train(f"everything-{seed}", "everything", start, 0, seed) for seed in size.seeds]
    mean = average("everything", [(each, 1 / len(everything)) for each in everything])
    last = train("by-hand", "by_hand", mean, 1, size.seeds[0] + 10)
    for share in _SHARES:
        name = f"by-hand-{share:g}"
        weights = average(name, [(mean, 1 - share), (last, share)])
        folder = out / name
        arguments = ("--reader", str(weights), "--only", "reader", "--out", str(folder))
        steps.append(Step(folder / "reader.onnx", "export", arguments))
    return steps


def best(compared: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return the reader with the highest mean F1 over the development sets, as they are and as they are typed.

    Rows of training's own writing do not count: they are the patterns that it was trained on.
    """

    def mean(sets: dict[str, dict[str, float]]) -> float:
        found = [figures["f1"] for name, figures in sets.items() if not name.startswith("written")]
        return sum(found) / len(found)

    return max(compared, key=lambda name: mean(compared[name]))


def _run(step: Step, models: Path) -> None:
    if step.result.exists():
        return
    step.result.parent.mkdir(parents=True, exist_ok=True)
    if step.module == "export":
        # The embedder, the word table and the calibration come along; the reader is written over.
        for file in models.iterdir():
            if file.name != step.result.name:
                shutil.copy2(file, step.result.parent)
    print("$", " ".join(step.command()), flush=True)
    subprocess.run(step.command(), check=True)  # noqa: S603


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of *.train.jsonl.gz and *.valid.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder of all runs")
    parser.add_argument("--models", type=Path, default=Path("models"), help="bundled models, to start from")
    parser.add_argument("--rows", type=int, default=300, help="rows of each development set to choose by")
    parser.add_argument("--list", action="store_true", help="print the steps and do nothing")
    arguments = parser.parse_args()
    import torch

    size = GPU if torch.cuda.is_available() else CPU
    steps = training_steps(arguments.data, arguments.out, arguments.models, size)
    if arguments.list:
        print("\n".join(" ".join(step.command()) for step in steps))
        return
    for step in steps:
        _run(step, arguments.models)
    compared = arguments.out / "compared.json"
    folders = [step.result.parent for step in steps if step.module == "export"]
    named = ("bundled=" + str(arguments.models), *(f"{folder.name}={folder}" for folder in folders))
    settings = ("--data", str(arguments.data), "--rows", str(arguments.rows), "--out", str(compared))
    subprocess.run(Step(compared, "compare", (*settings, *named)).command(), check=True)  # noqa: S603
    results = json.loads(compared.read_text(encoding="utf-8"))
    results.pop("bundled")
    chosen = arguments.out / best(results)
    final = arguments.out / "models"
    shutil.rmtree(final, ignore_errors=True)
    shutil.copytree(chosen, final)
    calibrate = Step(final / "calibration.json", "calibrate", ("--data", str(arguments.data), "--models", str(final)))
    subprocess.run(calibrate.command(), check=True)  # noqa: S603
    print(f"the best is {chosen.name}; its models are in {final}")


if __name__ == "__main__":
    main()
