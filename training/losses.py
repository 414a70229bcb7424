"""Tells what a reader has yet to learn from a run's examples: `python -m training.losses --run RUN`.

Half of the examples that a trained reader is shown again are answered with hardly any loss, and so move hardly any
weight, but take half of the time. This reads the examples of RUN (`training.train --only-examples`) with an exported
reader, in a fraction of the time that training on them takes, and writes RUN/losses.npy. With the same RUN,
`training.train` then leaves out those below `--least-loss`, and those above `--greatest-loss`, which are mostly
mistakes of the data.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from index.embedding.encoder import READER_FILE, Float32, OnnxEncoder
from training.examples import Example, read_examples

LOSSES_FILE = "losses.npy"
_BLOCK = 4_096


def loss(example: Example, starts: Float32, ends: Float32) -> float:
    """Return the mean cross-entropy of an example's two ends, nats, as `training.train` counts it."""
    choices = [0, *range(example.text_from, len(example.ids) - 1)]
    found = [
        np.logaddexp.reduce(logits[choices]) - logits[at]
        for logits, at in ((starts, example.first), (ends, example.last))
    ]
    return float(np.mean(found))


def losses(examples: Sequence[Example], encoder: OnnxEncoder) -> NDArray[np.float32]:
    """Return the loss of each example, (examples,)."""
    found = np.zeros(len(examples), np.float32)
    for at in track(range(0, len(examples), _BLOCK), "reading"):
        block = examples[at : at + _BLOCK]
        for row, (starts, ends) in encoder.run_each([each.ids for each in block]):
            found[at + row] = loss(block[row], starts, ends)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder of the run, with its examples.json")
    parser.add_argument("--models", type=Path, default=Path("models"), help="the reader that the run starts from")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    encoder = OnnxEncoder(arguments.models, READER_FILE, threads=arguments.threads)
    found = losses(read_examples(arguments.run), encoder)
    np.save(arguments.run / LOSSES_FILE, found)
    deciles = ", ".join(f"{each:.2f}" for each in np.quantile(found, np.arange(0.1, 1, 0.1)))
    print(f"{len(found)} examples, mean loss {found.mean():.3f}; deciles {deciles}")


if __name__ == "__main__":
    main()
