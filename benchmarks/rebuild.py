"""Measures what a small change costs: `python -m benchmarks.rebuild`.

A folder of short articles is indexed from nothing, with the bundled embedder; then one article in a hundred is changed
and the folder is indexed again. Passages that were embedded are counted. Results go to `benchmarks/rebuild.json`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from rich.progress import Progress as Bar

from benchmarks.made_archive import BLOCK, MadeArchive, embed_sample
from benchmarks.results import results_file, write_results
from index import Engine, Progress, Stage

ARTICLES = 20_000
CHANGED_EVERY = 100
# Short articles, so that the full build ends: what is compared grows with the text on both sides.
_WORDS = 12


def write_articles(archive: MadeArchive, total: int, folder: Path) -> list[Path]:
    """Write so many articles, one a file."""
    paths = []
    for block in range(-(-total // BLOCK)):
        for article in archive.articles(block, min(BLOCK, total - block * BLOCK))[0]:
            path = folder / f"{int(article.id, 16) // 1000:04}" / f"{article.id}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"{article.title}\n\n{' '.join(article.text.split()[:_WORDS])}.\n", encoding="utf-8")
            paths.append(path)
    return paths


def measure(total: int) -> dict[str, Any]:
    """Build from nothing, change one article in a hundred, build again; showing how far it is."""
    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as name, Bar() as bar:
        root = Path(name)
        embed_sample(root)
        folder = root / "articles"
        folder.mkdir()
        paths = write_articles(MadeArchive(root), total, folder)
        task = bar.add_task("embedding", total=total)

        def show(progress: Progress) -> None:
            if progress.stage == Stage.EMBEDDING:
                bar.update(task, completed=progress.done, total=progress.total)

        engine = Engine(root / "data")
        full = engine.index([folder], progress=show)
        for path in paths[::CHANGED_EVERY]:
            path.write_text(path.read_text(encoding="utf-8") + "Diperbarui hari ini.\n", encoding="utf-8")
        rebuilt = engine.index([folder], progress=show)
        unchanged = engine.index([folder], progress=show)
        engine.close()
    return {
        "articles": full.articles,
        "full_s": full.seconds,
        "full_embedded": full.embedded_passages,
        "changed": rebuilt.changed,
        "rebuild_s": rebuilt.seconds,
        "rebuild_embedded": rebuilt.embedded_passages,
        "unchanged_s": unchanged.seconds,
        "share": rebuilt.seconds / full.seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument(
        "--results", type=Path, default=results_file("rebuild"), help="file to write (benchmarks/rebuild.json)"
    )
    arguments = parser.parse_args()
    results = measure(arguments.articles)
    print(json.dumps(results, indent=2))
    write_results(arguments.results, results)


if __name__ == "__main__":
    main()
