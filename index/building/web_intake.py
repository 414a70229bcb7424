"""Takes articles from the web into a build's store; the rules of taking are those of `index.building.intake`.

What dropped off a list stays, unless the list was named with `prune`. A page that its server calls gone for good (410)
goes at once. A page that cannot be had keeps its article; a feed's own text stands in for one that never could.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

from index.articles import Article
from index.building.intake import Intake
from index.progress import Noted, Progress, Skipped, Stage
from index.reasons import Reason
from index.sources import read_articles
from index.sources.web.fetcher import Fetcher
from index.sources.web.listing import Carried, Failed, Known, ListRead, Page, Told, Unchanged, Walk
from index.sources.web.pages import complete, from_list
from index.sources.web.spool import Spool, Validators
from index.store.records import PageRecord

_MIN_FEED_TEXT_CHARS = 300
_FEED = "feed"  # in an article's provenance, as are these
_SAID = frozenset({"given", "format", _FEED})


class WebIntake:
    """One run through web sources."""

    def __init__(self, intake: Intake, fetcher: Fetcher, spool: Spool) -> None:
        self._intake, self._pages = intake, intake.store.pages
        self._walk = Walk(
            fetcher,
            spool,
            self._known,
            self._lacks,
            lambda done, total, where: intake.tell(Progress(Stage.READING, done, total, where=where)),
        )
        self._source = ""
        self._doubtful: list[tuple[Page, str]] = []
        self._fetched: set[str] = set()
        self._gone: set[str] = set()

    def read(self, source: str, *, prune: bool) -> None:
        """Read one source; with `prune` also let go of what it does not list any more."""
        before = self._intake.ids_under(source)
        reached, self._source = False, source
        for item in self._walk.through(source, again=source in self._intake.named):
            match item:
                case Page():
                    self._read_page(item, named=source in self._intake.named and item.url == source)
                case Carried():
                    self._read_carried(item)
                case Unchanged():
                    self._keep(item)
                case Told():
                    self._intake.report.noted.append(Noted(item.url, item.words, Reason.JOINED))
                case Failed():
                    self._note_failure(item, prune=prune)
                case ListRead():
                    self._pages.put_listed(item.url, item.entries, only=prune)
                    if item.whole:
                        self._pages.put(item.url, PageRecord(item.validators.etag, item.validators.last_modified))
            reached |= not isinstance(item, Failed) or item.url != source
        if reached:
            self._intake.sources.append(source)
        if prune:
            self._let_go(source, before)

    def settle(self) -> None:
        """Record the pages whose article was a duplicate, or was taken for one at first."""
        told = self._intake.refused_pages
        for page, source in self._doubtful:
            self._source = source
            self._record(page.url, page.validators, page.listed.stamp, told.get(page.url))

    def gone(self) -> set[str]:
        """Return the ids of the articles that are gone."""
        return self._gone - self._intake.seen

    def _known(self, url: str) -> Known | None:
        found = self._pages.get(url)
        if found is None:
            return None
        validators, stamps = Validators(found.etag, found.last_modified), _stamps(found)
        if stamps is None:
            return Known(validators, found.stamp)
        return Known(validators, stamps.get(self._source), self._source in stamps)

    def _only_article(self, url: str) -> Article | None:
        """Return the article of a page; None where it has none, or several."""
        articles = self._intake.store.articles
        held = articles.get(articles.at(url))
        return held[0] if len(held) == 1 else None

    def _lacks(self, url: str) -> set[str]:
        """Return what a list may say of the article of a page, since neither the page nor another list does."""
        held = self._only_article(url)
        if held is None:
            return set()
        by = held.provenance
        names = {"title": "title", "published": "published", "author": "author", "source": "publisher"}
        return {name for said, name in names.items() if by.get(said) not in _SAID}

    def _record(self, url: str, validators: Validators, stamp: str | None, problem: Skipped | None = None) -> None:
        words, code = (problem.reason, problem.code.value) if problem else (None, None)
        stamps = self._with_stamp(url, self._pages.get(url), stamp)
        self._pages.put(url, PageRecord(validators.etag, validators.last_modified, stamps, words, code))

    def _with_stamp(self, url: str, known: PageRecord | None, stamp: str | None) -> str:
        """Return what the sources say of a page's last change, with what the one at hand says."""
        stamps = (_stamps(known) if known else None) or {}
        return json.dumps(stamps | ({} if url == self._source else {self._source: stamp}))

    def _with_what_lists_said(self, page: Page) -> Page:
        """Return a page with what other lists, or this one before, said of it, where this one says nothing."""
        held = self._only_article(page.url)
        if held is None:
            return page
        said = {name for name, by in held.provenance.items() if by == _FEED}
        listed = page.listed
        listed = replace(
            listed,
            title=listed.title or (held.title if "title" in said else None),
            published=listed.published or (held.published if "published" in said else None),
            author=listed.author or (held.author if "author" in said else None),
            publisher=listed.publisher or (held.source if "source" in said else None),
        )
        return replace(page, listed=listed)

    def _read_page(self, page: Page, *, named: bool) -> None:
        before = self._intake.store.articles.at(page.url)
        noted = self._intake.seen.intersection(before) if page.url not in self._fetched else set()
        self._intake.look_again(noted)
        self._fetched.add(page.url)
        page = self._with_what_lists_said(page)
        name = Path(page.name).with_suffix(page.suffix)
        items = read_articles(page.file, origin=page.url, name=name, complete=partial(complete, page=page))
        taken = self._intake.take_all(items, page.url, named=named)
        if taken.found and not taken.problems:
            self._gone.update(before)
        if taken.changes_by_itself:
            self._pages.forget(page.url)
        elif any(problem.code is Reason.DUPLICATE for problem in taken.problems):
            self._doubtful.append((page, self._source))
        else:
            self._record(page.url, page.validators, page.listed.stamp, taken.problems[0] if taken.problems else None)
        if taken.has_failed:
            self._intake.failed.add(page.url)
            self._intake.note_unchanged(noted)

    def _read_carried(self, item: Carried) -> None:
        url = item.listed.url
        before = self._intake.store.articles.at(url)
        taken = self._intake.take_all(from_list(url, item.listed), url, named=False)
        if taken.found and not taken.problems:
            self._gone.update(before)
        # What was taken for a duplicate is looked at again, since that costs no request.
        if not any(problem.code is Reason.DUPLICATE for problem in taken.problems):
            self._record(url, Validators(), item.listed.stamp, taken.problems[0] if taken.problems else None)

    def _keep(self, item: Unchanged) -> None:
        self._intake.note_unchanged(self._intake.ids_under(item.url))
        known = self._pages.get(item.url)
        if known is None:
            return
        if known.problem:
            self._intake.skip(item.url, known.problem, _reason(known.code))
        told = self._known(item.url)
        if item.is_settled and told and not (told.is_listed and told.stamp == item.stamp):
            self._pages.put(item.url, known._replace(stamp=self._with_stamp(item.url, known, item.stamp)))

    def _note_failure(self, failed: Failed, *, prune: bool) -> None:
        known = self._intake.store.articles.at(failed.url)
        if failed.gone or (failed.missing and prune):
            self._gone.update(known)
            self._pages.forget(failed.url)
            self._intake.skip(failed.url, f"{failed.reason}{'; its article goes' if known else ''}", Reason.GONE)
            return
        self._intake.failed.add(failed.url)
        listed = failed.listed
        carried = len(listed.text or "") if listed else 0
        if not known and listed and (carried >= _MIN_FEED_TEXT_CHARS or (carried and listed.text_is_whole)):
            taken = self._intake.take_all(from_list(failed.url, listed), failed.url, named=False)
            if not taken.problems:
                self._record(failed.url, Validators(), listed.stamp)
                self._intake.skip(failed.url, f"{failed.reason}; the feed's own text was taken", failed.code)
                return
        kept = " (its articles are kept)" if known or self._intake.ids_under(failed.url) else ""
        self._intake.skip(failed.url, f"{failed.reason}{kept}", failed.code)

    def _let_go(self, source: str, before: dict[str, str]) -> None:
        seen, intake = self._intake.seen, self._intake
        gone = [
            each
            for each, path in before.items()
            if each not in seen and not intake.has_failed(path) and not self._pages.is_listed(path)
        ]
        if gone and source not in intake.named and len(gone) == len(before):
            intake.skip(
                source,
                f"has lost all its {len(gone)} articles, which are kept; to remove them: tanya index {source} --prune",
                Reason.KEPT,
            )
        else:
            self._gone.update(gone)


def _stamps(record: PageRecord) -> dict[str, str | None] | None:
    """Return what each source says of a page's last change; None for what earlier versions recorded, of any source."""
    if record.stamp is None or not record.stamp.startswith("{"):
        return None
    stamps: dict[str, str | None] = json.loads(record.stamp)
    return stamps


def _reason(code: str | None) -> Reason:
    """Return what a code means; another version of this program may know more of them."""
    return Reason(code) if code in set(Reason) else Reason.UNREADABLE
