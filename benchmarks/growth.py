"""Draws how cost grows with the size of the archive, from the results of `benchmarks.scale`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl

_PANELS: tuple[tuple[str, Callable[[dict[str, Any]], float]], ...] = (
    ("write and save, s", lambda figures: figures["write_s"] + figures["save_s"]),
    ("load, s", lambda figures: figures["load_s"]),
    ("vector search, median ms", lambda figures: figures["dense_ms"]["p50"]),
    ("memory while asked, MB", lambda figures: figures["ask_peak_mb"]),
)


def plot(results: dict[str, Any], path: Path) -> None:
    """Write a picture with one panel a cost; both axes are logarithmic."""
    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(_PANELS), figsize=(14, 3.6), layout="constrained")
    for axis, (title, value) in zip(axes, _PANELS, strict=True):
        for name, by_size in results["stores"].items():
            sizes = sorted(by_size, key=int)
            label = "Tanya" if name == "ours" else name
            axis.loglog([int(size) for size in sizes], [value(by_size[size]) for size in sizes], "o-", label=label)
        axis.set_title(title)
        axis.set_xlabel("passages")
        axis.grid(alpha=0.3, which="both")
    axes[0].legend()
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, dpi=110, metadata={"Software": None})
    pyplot.close(figure)
