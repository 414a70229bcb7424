"""Tells which article is which, among those of a build's store and those of a run: by ids, and by title and text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from index.articles import Article
from index.store.protocols import BuildStore
from index.store.records import Place

_ROW = re.compile(r"[#:][0-9]+$")


class Identities:
    """The ids of one run.

    Attributes:
        seen: of the articles in the sources.
        replaced: of the articles that have another id now; some may have been seen all the same.
    """

    def __init__(self, store: BuildStore) -> None:
        """Set up."""
        self._articles = store.articles
        self.seen: set[str] = set()
        self.replaced: set[str] = set()
        self._removed = dict(self._articles.excluded())

    def identified(self, article: Article) -> Article:
        """Return an article under the id that an earlier version gave it, as long as it is in the index by that."""
        former = article.identity.former_id if article.identity else None
        if former is None or self._articles.content_hash(former) is None:
            return article
        if former not in self.seen and former in self.twins(article):
            return replace(article, id=former)
        # Either it is in its file still, and will be seen, or nothing will ever have this id again.
        self.replaced.add(former)
        return article

    def removals(self, article: Article) -> list[str]:
        """Return the ids under which an article was removed by hand before."""
        ids = [article.id] if article.id in self._removed else []
        former = article.identity.former_id if article.identity else None
        # Rows of several tables had one former id: where the removed one stood tells which it was.
        if former and former in self._removed and _table(self._removed[former]) == _table(article.origin):
            ids.append(former)
        return list(dict.fromkeys(ids))

    def readmit(self, ids: Iterable[str]) -> None:
        """Take back that articles were removed by hand."""
        for each in ids:
            self._articles.readmit(each)
            del self._removed[each]

    def twins(self, article: Article) -> dict[str, Place]:
        """Return where the other articles with the same title and text stand, by id."""
        # Earlier versions compared texts alone, and what they took has the hash of its text.
        hashes = dict.fromkeys((article.copy_hash, article.text_hash))
        records = self._articles
        found = {key: at for each in hashes for key, at in records.with_text(each, other_than=article.id).items()}
        copies = {each.id for each in records.get(list(found)) if each.copy_hash == article.copy_hash}
        return {key: place for key, place in found.items() if key in copies}


def _table(origin: str) -> str:
    """Return where a row's table was read."""
    return _ROW.sub("", origin)
