"""What the bot needs of an engine; `index.Engine` satisfies it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from index import Article, BuildReport, Contents, FoundArticle, Progress, ProgressCallback, Reply, Status, Trouble


class Answering(Protocol):
    """Answers questions and rebuilds its index; blocking, and safe to call from several threads.

    All but `building` raise `TanyaIndexError` where the index cannot be read, or nothing was published.
    """

    def ask(self, query: str, *, top_k: int = 5, min_confidence: float | None = None, corrected: bool = True) -> Reply:
        """Answer one question; with `corrected` misspelt words are read as the index's."""

    def spelt(self, line: str) -> str:
        """Return a line with its misspelt words as the articles spell them; everything else stays as it was typed."""

    def names_in(self, line: str) -> Collection[str]:
        """Return the words of a line that the articles spell as names, in small letters, however they were typed."""

    def article(self, article_id: str) -> Article | None:
        """Return one article; None when there is none with this id."""

    def snapshot_name(self) -> str:
        """Return the name of the served snapshot."""

    def status(self) -> Status:
        """Describe the served snapshot."""

    def contents(self) -> Contents:
        """Describe what is indexed."""

    def sources(self) -> list[str]:
        """Return the recorded sources."""

    def article_count(self, source: str) -> int:
        """Return how many articles are listed under a source: of copies in several, one, which stays with another."""

    def titled(self, words: str, count: int) -> list[Article]:
        """Return so many articles at the most whose titles hold these words; those that are just these words first."""

    def standing_at(self, address: str, count: int) -> list[Article]:
        """Return so many articles at the most with this link, as people copy it, or that were read from there."""

    def sources_of(self, article_id: str) -> list[str]:
        """Return the recorded sources that an article is in."""

    def trouble(self) -> Trouble | None:
        """Return why an older snapshot than the newest is served; None when all is well."""

    def about(self, subject: str, *, count: int = 5) -> list[FoundArticle]:
        """Return so many articles that are about something at the most, those that fit best first.

        Raises:
            QueryProblem: there is nothing to look for in it.
        """

    def newest(self, count: int) -> list[Article]:
        """Return so many articles at the most, the newest first."""

    def reindex(self, *, full: bool = False, progress: ProgressCallback | None = None) -> BuildReport:
        """Go through the sources again and serve the result; questions are answered meanwhile.

        An exception from `progress` ends the build; what was served before stays.
        """

    def index(
        self,
        sources: Sequence[Path | str],
        *,
        afresh: Sequence[Path] = (),
        progress: ProgressCallback | None = None,
    ) -> BuildReport:
        """Add or update the articles of files, folders and web addresses, and serve the result; see `reindex`.

        Files in these sources that are named `afresh` are read also when they were removed by hand before.
        """

    def remove(self, article_ids: Sequence[str], *, progress: ProgressCallback | None = None) -> BuildReport:
        """Remove articles for good, and serve the result."""

    def remove_source(self, source: str, *, progress: ProgressCallback | None = None) -> BuildReport:
        """Forget a source, remove its articles, and serve the result."""

    def building(self) -> Progress | None:
        """Return how far the build is that runs in this process or another; None when none runs."""

    def refresh(self) -> bool:
        """Serve what another process has published; True when there was something new."""
