"""Tells which article is which, among those of a build's store and those of a run: by ids, and by title and text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from index.articles import ID_DIGITS, Article, Identity, table_of
from index.language.resemblance import is_in, shingled
from index.store.protocols import BuildStore
from index.store.records import Place, Removal


class Identities:
    """The ids of one run.

    Attributes:
        seen: of the articles in the sources.
        replaced: of the articles that have another id now; some may have been seen all the same.
    """

    def __init__(self, store: BuildStore, is_elsewhere: Callable[[str], bool]) -> None:
        """Set up; `is_elsewhere` tells of a file or page that it is there, and that this run does not read it."""
        self._articles, self._is_elsewhere = store.articles, is_elsewhere
        self.seen: set[str] = set()
        self.replaced: set[str] = set()
        self._removed = dict(self._articles.excluded())
        self._removed_copies: dict[str, set[str]] = {}
        for key, removal in self._removed.items():
            self._removed_copies.setdefault(removal.copy_hash, set()).add(key)
        self._kept_out: dict[str, str] = {}

    def identified(self, article: Article, path: str) -> Article | None:
        """Return an article under an id that no other has; None when it is here already.

        That is the id by which it is in the index, else the first of its own that is free: what many articles name as
        their URL, or several files as their id, is the first one's alone.
        """
        identity = article.identity or Identity((article.id,))
        copies = self._copies(article)
        if known := next((each for each in identity.known_by if each in copies), None):
            return None if known in self.seen else replace(article, id=known)
        if identity.former_id and self._articles.place(identity.former_id):
            # Either it is in its file still, and will be seen, or nothing will ever have this id again.
            self.replaced.add(identity.former_id)
        for each in identity.ids:
            if each in self.seen or each in self._kept_out:
                if self._is_version(article, each):
                    return None
            elif not self._is_anothers(each, article, path):
                return replace(article, id=each)
        return None

    def keep_out(self, article: Article) -> None:
        """Note that an article was not taken because somebody removed it: others of its id are told from it."""
        if article.id in self._removed:
            self._kept_out[article.id] = article.title

    def removals(self, article: Article) -> set[str]:
        """Return the ids under which an article was removed by hand before: as it is, or by what stays of it.

        The number of a row does not; what an earlier version removed is known by nothing else.
        """
        identity = article.identity or Identity((article.id,))
        found = set(self._removed_copies.get(article.copy_hash, ()))
        for each in {article.id, identity.ids[-1]} & self._removed.keys():
            if not (identity.is_numbered and each == identity.ids[-1] and self._removed[each].copy_hash):
                found.add(each)
        former = identity.former_id
        # Rows of several tables had one former id: where the removed one stood tells which it was.
        if former in self._removed and table_of(self._removed[former].origin) == table_of(article.origin):
            found.add(former)
        return found

    def readmit(self, ids: Iterable[str]) -> None:
        """Take back that articles were removed by hand."""
        for each in ids:
            self._articles.readmit(each)
            self._removed_copies[self._removed.pop(each).copy_hash].discard(each)

    def twins(self, article: Article) -> dict[str, Place]:
        """Return where the other articles with the same title and text stand, by id."""
        return {key: place for key, place in self._copies(article).items() if key != article.id}

    def _copies(self, article: Article) -> dict[str, Place]:
        # Earlier versions compared texts alone, and what they took has the hash of its text.
        hashes = dict.fromkeys((article.copy_hash, article.text_hash))
        found = {key: at for each in hashes for key, at in self._articles.with_text(each).items()}
        copies = {each.id for each in self._articles.get(list(found)) if each.copy_hash == article.copy_hash}
        return {key: place for key, place in found.items() if key in copies}

    def _is_version(self, article: Article, other: str) -> bool:
        """Tell whether an article says no more than the one of its title that has its id in this run."""
        if other in self._kept_out:
            return self._kept_out[other] == article.title
        held = self._articles.get([other])
        return any(
            each.title == article.title and is_in(shingled(article.text), [shingled(each.text)]) for each in held
        )

    def _is_anothers(self, key: str, article: Article, path: str) -> bool:
        """Tell whether the index has another article by an id, which stands where this run does not read."""
        place = self._articles.place(key)
        if place is None or place.path == path or not self._is_elsewhere(place.path):
            return False
        # Of the same title, it is what has become of that article.
        return all(each.title != article.title for each in self._articles.get([key]))


def removals_of(store: BuildStore, article_ids: Sequence[str]) -> dict[str, Removal]:
    """Return what to note of articles that are removed by hand."""
    known, removed = store.articles.excluded(), {}
    for article in store.articles.get(article_ids):
        # A row that had its number before it is known by its hash, and needs any id but this.
        if (before := known.get(article.id)) and before.copy_hash not in ("", article.copy_hash):
            removed[before.copy_hash[:ID_DIGITS]] = before
        removed[article.id] = Removal(article.origin, article.copy_hash)
    return removed
