"""The results: JSON files beside the benchmarks, each with the day and the machine that it was measured on."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding.encoder import has_vnni

_FOLDER = Path(__file__).parent


def percentiles(values: Sequence[float] | Sequence[Sequence[float]]) -> dict[str, float]:
    """Return the median, the 95th percentile and the number of values."""
    return {"p50": float(np.percentile(values, 50)), "p95": float(np.percentile(values, 95)), "n": np.size(values)}


def results_file(name: str) -> Path:
    """Return where the results of a benchmark stand."""
    return _FOLDER / f"{name}.json"


def read_results(name: str) -> dict[str, Any]:
    """Return the results of a benchmark."""
    return dict(json.loads(results_file(name).read_text(encoding="utf-8")))


def write_results(path: Path, figures: dict[str, Any]) -> None:
    """Write what was measured just now on this machine."""
    of_now = {"measured": datetime.now(UTC).date().isoformat(), "machine": _machine()}
    results = {**of_now, **figures, **of_now}
    path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(f"wrote {path}")


def _machine() -> str:
    """Return what matters for the figures: VNNI, where a processor has it, speeds up products of eight bits."""
    processor = f"{platform.machine()} with VNNI" if has_vnni() else platform.machine()
    return f"{processor}, {len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}"
