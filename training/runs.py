"""A training run: its options, its steps by the clock, and the checkpoints that it goes on from.

A run falls to a learning rate of nothing by its end, or holds its rate and keeps a moving average of its weights, which
can be used at any time: averaging does what falling does (Izmailov et al., 2018, arXiv 1803.05407; Hägele et al., 2024,
arXiv 2405.18392). Knows nothing of what is learned; see `train` and `train_embedder`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch.optim.swa_utils import AveragedModel

from training.schedule import average_share, learning_rate

_CHECKPOINT_EVERY_S = 240


def options(description: str, *, batch: int, learning_rate: float) -> argparse.ArgumentParser:
    """Return a parser of the options that every run has; how it describes the start is left to the run."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of *.train.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder of this run")
    parser.add_argument(
        "--models", type=Path, default=Path("models"), help="bundled models, which look for wrong passages"
    )
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--learning-rate", type=float, default=learning_rate)
    parser.add_argument(
        "--minutes", type=float, default=float("inf"), help="end by then, the learning rate falling to suit"
    )
    parser.add_argument(
        "--average-over",
        type=int,
        default=0,
        help="hold the learning rate and average the weights over about so many steps (default: the rate falls)",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    return parser


def begin(arguments: argparse.Namespace) -> None:
    """Make the run's folder and set what torch is to use."""
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)


def write_settings(arguments: argparse.Namespace, **settings: Any) -> None:
    """Write RUN/settings.json: what the run is given, beside the options that are numbers."""
    numbers = {name: getattr(arguments, name) for name in ("batch", "learning_rate", "minutes", "average_over", "seed")}
    (arguments.out / "settings.json").write_text(json.dumps(settings | numbers, indent=2) + "\n", encoding="utf-8")


def device() -> str:
    """Return a GPU where torch finds one, else the CPU."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def autocast() -> torch.autocast:
    """Return bf16 arithmetic where the processor has it; a CPU without AVX-512 takes five times as long with it."""
    slow = device() == "cpu" and torch.backends.cpu.get_cpu_capability() in ("DEFAULT", "AVX2")
    return torch.autocast(device(), dtype=torch.bfloat16, enabled=not slow)


def averaged(model: torch.nn.Module, steps: int) -> AveragedModel | None:
    """Return what keeps an exponential moving average of a model over about so many steps; None for no steps."""
    if not steps:
        return None

    def blend(averages: list[torch.Tensor], currents: list[torch.Tensor], count: torch.Tensor | int) -> None:
        torch._foreach_lerp_(averages, currents, average_share(int(count), steps))

    return AveragedModel(model, multi_avg_fn=blend)


def steps(
    model: torch.nn.Module,
    optimiser: torch.optim.Optimizer,
    count: int,
    arguments: argparse.Namespace,
    *,
    warm_up: float,
    average: AveragedModel | None = None,
) -> Iterator[tuple[int, float]]:
    """Yield the steps to take, each with its learning rate set, from the last checkpoint on.

    The rate rises through the first `warm_up` of the steps and falls to nothing by the last one, or by the last of the
    minutes; with an average it rises quickly and stays. A checkpoint is written between steps,
    every four minutes, with the averaged weights beside it.

    Yields:
        The number of the step, and the share of the run that is done, [0, 1).
    """
    checkpoint = arguments.out / "checkpoint.pt"
    first, spent = 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device(), weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        if average:
            average.load_state_dict(state["average"])
        first, spent = state["step"], state["seconds"]
        print(f"going on from step {first}", flush=True)
    began = saved = time.monotonic()
    for step in range(first, count):
        seconds = spent + time.monotonic() - began
        done = max(step / count, seconds / 60 / arguments.minutes)
        if done >= 1:
            return
        hold = average is not None
        rate = learning_rate(arguments.learning_rate, step, count, done, warm_up=warm_up, hold=hold)
        for group in optimiser.param_groups:
            group["lr"] = rate
        yield step, done
        if average:
            average.update_parameters(model)
        if time.monotonic() - saved > _CHECKPOINT_EVERY_S:
            saved = time.monotonic()
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
            if average:
                state["average"] = average.state_dict()
                write_weights(arguments.out / "average.safetensors", average.module.state_dict())
            temporary = checkpoint.with_suffix(".tmp")
            torch.save(state | {"step": step + 1, "seconds": spent + saved - began}, temporary)
            temporary.replace(checkpoint)


def descend(model: torch.nn.Module, optimiser: torch.optim.Optimizer, loss: torch.Tensor) -> float:
    """Take one step downhill, of gradients no longer than 1; return the loss."""
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    return loss.item()


def write_weights(file: Path, weights: dict[str, torch.Tensor]) -> None:
    """Write weights as fp16."""
    halves = {name: tensor.half().contiguous().cpu() for name, tensor in weights.items()}
    temporary = file.with_suffix(".tmp")
    save_file(halves, temporary, metadata={"format": "pt"})
    temporary.replace(file)
    print(f"wrote {file}", flush=True)
