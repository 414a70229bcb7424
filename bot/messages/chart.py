"""Draws the questions of each day as a picture that can be read on a phone: stacked bars, dark text on white."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from typing import Any

from bot.messages.catalogue import Phrases
from bot.storage.statistics import Day

# A phone shows a picture about 360 points wide, so that a text of 15 here is one of about 10 there.
_INCHES, _DOTS_PER_INCH, _POINTS = (7.2, 4.6), 150, 15
_TEXT, _GRID = "#1d2733", "#d5dbe1"
_ANSWERED, _UNANSWERED = "#1f7a8c", "#f2a541"
_MARGIN = 0.15
_LABELS = 6
# Matplotlib draws one picture at a time.
_drawing = threading.Lock()


def draw_days(days: Sequence[Day], phrases: Phrases) -> bytes:
    """Return a PNG of 1,080 × 690 pixels; takes a second the first time, so call it outside the event loop."""
    with _drawing:
        return _draw(days, phrases)


def _draw(days: Sequence[Day], phrases: Phrases) -> bytes:
    # Here, since it takes a second that only this picture should cost.
    from matplotlib import rc_context
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    places = range(len(days))
    answered, unanswered = [each.answered for each in days], [each.unanswered for each in days]
    most = max(map(sum, zip(answered, unanswered, strict=True)), default=0)
    style: dict[Any, Any] = {
        "font.family": "DejaVu Sans",
        "font.size": _POINTS,
        "axes.edgecolor": _GRID,
        **dict.fromkeys(("text.color", "axes.labelcolor", "xtick.color", "ytick.color"), _TEXT),
    }
    with rc_context(style):
        figure = Figure(
            figsize=_INCHES,
            dpi=_DOTS_PER_INCH,
            facecolor="white",
            layout=ConstrainedLayoutEngine(w_pad=_MARGIN, h_pad=_MARGIN),
        )
        axes = figure.add_subplot()
        axes.set_title(phrases("stats-chart-title"), loc="left", fontsize=_POINTS + 2, fontweight="bold", pad=12)
        axes.bar(places, answered, width=0.8, color=_ANSWERED, label=phrases("stats-chart-answered"))
        axes.bar(
            places, unanswered, width=0.8, bottom=answered, color=_UNANSWERED, label=phrases("stats-chart-unanswered")
        )
        axes.set_xlim(-0.6, len(days) - 0.4)
        axes.set_ylim(0, max(most * 1.1, 1))
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: phrases.decimal(value)))
        axes.set_xticks(*_labels(days, phrases))
        axes.grid(axis="y", color=_GRID)
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        if most == 0:
            axes.text(0.5, 0.5, phrases("stats-chart-empty"), transform=axes.transAxes, ha="center", va="center")
        figure.legend(loc="outside lower center", ncols=2, frameon=False, handlelength=1.0)
        picture = io.BytesIO()
        figure.savefig(picture, format="png")
    return picture.getvalue()


def _labels(days: Sequence[Day], phrases: Phrases) -> tuple[list[int], list[str]]:
    """Return which days have a label, the last one always, and the labels."""
    step = max(1, -(-len(days) // _LABELS))
    places = list(range(len(days) - 1, -1, -step))[::-1]
    return places, [phrases.short_day(days[place].day) for place in places]
