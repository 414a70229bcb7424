"""Averages readers in weight space: `python -m training.average --out OUT A.safetensors=.4 B.safetensors=.6`.

Of runs that go on from one another, the average keeps what the later one learned and loses less of what the earlier one
knew. Source: Wortsman et al., 2022, "Robust fine-tuning of zero-shot models" (arXiv 2109.01903).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file


def average(parts: Sequence[tuple[Path, float]]) -> dict[str, NDArray[np.float16]]:
    """Return the weighted mean of safetensors files with the same tensors.

    Raises:
        ValueError: the weights do not add up to 1.
    """
    if abs(sum(weight for _, weight in parts) - 1) > 1e-6:
        raise ValueError(f"the weights add up to {sum(weight for _, weight in parts)}, not to 1")
    loaded = [(load_file(file), weight) for file, weight in parts]
    names = loaded[0][0]
    return {
        name: np.sum([weight * tensors[name].astype(np.float32) for tensors, weight in loaded], axis=0).astype(
            np.float16
        )
        for name in names
    }


def _part(text: str) -> tuple[Path, float]:
    file, _, weight = text.rpartition("=")
    return Path(file), float(weight)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("parts", type=_part, nargs="+", help="FILE=WEIGHT")
    arguments = parser.parse_args()
    save_file(average(arguments.parts), arguments.out, metadata={"format": "pt"})
    print(f"wrote {arguments.out}")


if __name__ == "__main__":
    main()
