"""Writes the measured figures into the README, between two marks, so that nobody types them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_MARKED = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)


def write_table(results: dict[str, Any], readme: Path) -> None:
    """Replace what stands between the marks.

    Raises:
        ValueError: the marks are not there.
    """
    text = readme.read_text(encoding="utf-8")
    table = table_of(results)
    replaced, count = _MARKED.subn(lambda match: match[1] + table + match[2], text)
    if count != 1:
        raise ValueError(f"{readme} needs the marks <!-- figures --> and <!-- /figures --> once")
    readme.write_text(replaced, encoding="utf-8")


def table_of(results: dict[str, Any]) -> str:
    """Return the Markdown table of the results."""
    cold, engine, bot, sample = (results[name] for name in ("ask_cold_s", "engine_ms", "bot_ms", "sample_open"))
    rows = [
        ("`tanya index articles`, a process from cold", f"{results['index_sample_s']:.1f} s"),
        ("`tanya ask`, a process from cold", f"{cold['p50']:.1f} s (median of {cold['n']})"),
        (
            f"a question in a running process ({engine['total']['n']} questions)",
            f"{engine['total']['p50']:.0f} ms median, {engine['total']['p95']:.0f} ms 95th percentile",
        ),
        (
            f"a question through the running bot ({bot['n']} questions)",
            f"{bot['p50']:.0f} ms median, {bot['p95']:.0f} ms 95th percentile",
        ),
        ("an answering passage among the first five (hit@5)", f"{sample['hit@5']:.3f}"),
        ("F1 over all sample questions, refusals included", f"{sample['f1']:.3f}"),
        ("unanswerable sample questions refused", f"{sample['no_answer_accuracy']:.3f}"),
        ("size of the bundled models", f"{results['models_bytes'] / 1e6:.1f} MB"),
    ]
    lines = ["| What | Measured |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows)]
    return "\n".join(lines) + f"\n\nMeasured on {results['measured']} ({results['machine']}) by `make bench`.\n"
