"""Embeds for a build that runs on another machine over the same database, until that has nothing more to offer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict

from index.embedding.embedder import PassageEmbedder, embedder_fingerprint
from index.pipelines import PassageSplitter
from index.store.protocols import Archive

# Few, so that a build hardly ever comes to what is being embedded elsewhere.
_ARTICLES_AT_ONCE = 8
_AGAIN_S = 1.0


def help_build(
    archive: Archive,
    *,
    models_folder: str | None = None,
    threads: int = 0,
    tell: Callable[[int, int], None] = lambda articles, passages: None,
) -> tuple[int, int] | None:
    """Embed what the build that runs offers, until it has ended; return how many articles and passages that were.

    Args:
        archive: of the build.
        models_folder: where the weights are; the bundled ones when None.
        threads: how many passages are embedded at once; all usable cores when 0.
        tell: called with the same figures as it goes on.

    Returns:
        None when no build runs.
    """
    model = embedder_fingerprint(models_folder)
    articles = passages = 0
    was_there = False
    while archive.running_build() is not None:
        was_there = True
        with archive.offered(model, _ARTICLES_AT_ONCE) as offered:
            if offered is not None:
                cut = PassageSplitter(models_folder, asdict(offered.settings)).run(articles=offered.articles)
                embedder = PassageEmbedder(offered.store, models_folder, threads)
                articles += len(offered.articles)
                passages += embedder.run(documents=cut["documents"])["embedded"]
        tell(articles, passages)
        if offered is None:
            time.sleep(_AGAIN_S)
    return (articles, passages) if was_there else None
