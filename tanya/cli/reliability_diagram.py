"""Draws a reliability diagram: mean confidence against the share of right answers, bin by bin.

Source: DeGroot and Fienberg, 1983; Guo et al., 2017. A bin's dot grows with the number of its predictions.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index import SourceProblem
from index.evaluation import ReliabilityBin

_LARGEST_DOT = 400


def check_picture(path: Path) -> None:
    """Make sure, before anything is measured, that the picture can be written.

    Raises:
        SourceProblem: it cannot; the text says why.
    """
    if path.suffix.lower() != ".png":
        raise SourceProblem(f"{path} does not end in .png; the diagram is a PNG picture")
    if not path.absolute().parent.is_dir():
        raise SourceProblem(f"the folder of {path} does not exist; make it first")


def draw(bins: Sequence[ReliabilityBin], ece: float, path: Path) -> None:
    """Write the diagram as a PNG.

    Raises:
        SourceProblem: the file cannot be written.
    """
    from matplotlib.figure import Figure  # here, since it takes a second that no other command should pay

    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.add_subplot(xlim=(0, 1), ylim=(0, 1), aspect="equal", xlabel="confidence", ylabel="share right")
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", label="perfectly calibrated")
    largest = max(each.n for each in bins)
    confidences, shares = [each.confidence for each in bins], [each.right for each in bins]
    axes.plot(confidences, shares, color="tab:blue")
    axes.scatter(confidences, shares, s=[_LARGEST_DOT * each.n / largest for each in bins], alpha=0.5, clip_on=False)
    for each in bins:
        axes.annotate(f"{each.n:,}", (each.confidence, each.right), ha="center", va="center", fontsize=7)
    axes.set_title(f"expected calibration error {ece:.3f}, {sum(each.n for each in bins):,} questions", fontsize=10)
    axes.legend(loc="upper left", frameon=False)
    try:
        figure.savefig(path, dpi=150)
    except OSError as error:
        raise SourceProblem(f"{path} cannot be written ({error.strerror})") from None
