"""Goes through one web source: a page is itself, a feed and a sitemap are the pages that they list.

A feed and an article may go on over further pages, which are followed so far and no further. A listed page is fetched
once, and again when the list says that it has changed. Does not read pages: what it yields is a file
with what is known of it, for `index.sources.formats.registry`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from index.errors import SourceProblem
from index.reasons import Reason
from index.sources.apart.pool import parse_apart
from index.sources.budget import Budget, OverBudget, budget_of_web_source
from index.sources.days.written import read_day
from index.sources.formats.html.next_pages import next_page
from index.sources.limits import MAX_ARTICLE_PAGES
from index.sources.web.addresses import checked_url
from index.sources.web.fetcher import Fetcher, FetchProblem
from index.sources.web.lists import MAX_LIST_BYTES, Kind, Listed, first_element, kind_of, unpacked
from index.sources.web.sitemaps import read_sitemap
from index.sources.web.spool import Fetched, Spool, Validators

_MAX_DEPTH = 3
MAX_FEED_PAGES = 50
_GONE_STATUSES = frozenset({404, 410})
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "application/jsonl": ".jsonl",
    "application/json": ".json",
    "application/ld+json": ".json",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/x-ndjson": ".jsonl",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "multipart/related": ".mhtml",
    "application/x-subrip": ".srt",
    "text/vtt": ".vtt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/epub+zip": ".epub",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_EXPORTS = frozenset({b"rss", b"feed", b"mediawiki"})
_HTML = frozenset({".html", ".htm"})
_TEXTS = frozenset(
    {".md", ".markdown", ".jsonl", ".json", ".csv", ".tsv", ".html", ".htm", ".srt", ".vtt", ".eml", ".mbox", ".mhtml"}
)
_PACKED = frozenset({".epub", ".docx", ".docm", ".dotx", ".odt", ".ods", ".odp", ".xlsx", ".pptx"})
_MAGIC = {b"%PDF-": ".pdf", b"PK\x03\x04": ".zip"}


@dataclass(frozen=True)
class Known:
    """What is recorded of an address; without `is_listed` the source at hand has not named it before."""

    validators: Validators
    stamp: str | None
    is_listed: bool = True


@dataclass(frozen=True)
class Page:
    """A fetched page: `url` is the one that was asked for, `final_url` where redirects ended, `file` holds its body.

    `further` holds the bodies of the pages that its article goes on over.
    """

    url: str
    final_url: str
    file: Path
    suffix: str
    validators: Validators
    listed: Listed
    further: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """The file's name in the address, which may tell a day or a language."""
        return PurePosixPath(unquote(urlsplit(self.final_url).path)).name or "page"


@dataclass(frozen=True)
class Unchanged:
    """A page or a list that is as it was when it was recorded; without `is_settled` it is looked at in the next run."""

    url: str
    stamp: str | None = None
    is_settled: bool = True


@dataclass(frozen=True)
class Carried:
    """An entry without a page, whose text stands in its feed."""

    listed: Listed


@dataclass(frozen=True)
class Failed:
    """An address that gave nothing; `missing` when the server says that there is nothing, `gone` for good."""

    url: str
    reason: str
    missing: bool = False
    gone: bool = False
    listed: Listed | None = None
    code: Reason = Reason.NOT_REACHED


@dataclass(frozen=True)
class ListRead:
    """A list whose entries were all yielded; `whole` when none is left to be fetched again."""

    url: str
    entries: frozenset[str]
    validators: Validators
    whole: bool


@dataclass(frozen=True)
class Told:
    """Something to know about what was fetched."""

    url: str
    words: str


Item = Page | Carried | Unchanged | Failed | ListRead | Told
# Called with how many of how many listed pages were looked at, and the address that comes next.
Progressed = Callable[[int, int | None, str], None]


class Walk:
    """One run through web sources; `pages_left` counts the pages that may still be fetched of the source at hand."""

    def __init__(
        self,
        fetcher: Fetcher,
        spool: Spool,
        known: Callable[[str], Known | None],
        lacks: Callable[[str], Collection[str]],
        told: Progressed,
    ) -> None:
        """Set up.

        Args:
            fetcher: asks the servers.
            spool: keeps what they answer.
            known: tells what is recorded of an address.
            lacks: tells what the article of an address has of nobody, by the names in `Listed`.
            told: called as it goes on.
        """
        self._fetcher, self._spool, self._known, self._told = fetcher, spool, known, told
        self._lacks = lacks
        self._pages_left = 0
        self._budget = Budget()
        self._left = 0
        self._feed_pages: dict[str, int] = {}
        self._read: set[str] = set()

    def through(self, source: str, *, again: bool = False) -> Iterator[Item]:
        """Yield what a source holds; a source that cannot be had yields the reason.

        Args:
            source: the address.
            again: read a page that another source of this run has listed once more.
        """
        if source in self._read and not again:
            yield Unchanged(source, is_settled=False)
            return
        self._pages_left, self._left = self._fetcher.settings.max_pages, 0
        self._budget = budget_of_web_source(self._pages_left)
        self._feed_pages = {source: 0}
        self._told(0, None, source)
        yield from self._visit(Listed(source), depth=0)
        if len(self._feed_pages) > 1:
            yield Told(source, f"{len(self._feed_pages)} pages of the feed were read")
        if self._left:
            most = f"{self._fetcher.settings.max_pages:,} (TANYA_FETCH_MAX_PAGES)"
            yield Failed(
                source,
                f"{self._left:,} more pages wait for the next run, which takes up to {most}",
                code=Reason.LEFT_FOR_LATER,
            )

    def _visit(self, listed: Listed, *, depth: int) -> Iterator[Item]:
        """Fetch one address and yield the page, or what the list there holds."""
        known = self._known(listed.url)
        try:
            # An unchanged page without its body could not take what this list says of it.
            may_be_same = known is not None and (known.is_listed or not self._says_more(listed))
            got = self._obtain(listed.url, known.validators if known and may_be_same else None)
        except FetchProblem as problem:
            yield Failed(listed.url, str(problem), problem.status in _GONE_STATUSES, problem.status == 410, listed)
            return
        except SourceProblem as problem:
            yield Failed(listed.url, str(problem), listed=listed)
            return
        if got is None:
            yield Unchanged(listed.url, listed.stamp)
            return
        answer, file = got
        try:
            body = unpacked(answer.body, MAX_LIST_BYTES)
            match kind_of(body):
                case Kind.PAGE:
                    yield from self._article(listed, answer, file)
                case Kind.FEED:
                    entries = list(parse_apart("feed", file, url=answer.url))
                    yield from self._listed(listed.url, answer, entries, depth)
                case Kind.SITEMAP:
                    yield from self._listed(listed.url, answer, read_sitemap(body), depth)
        except SourceProblem as problem:
            yield Failed(listed.url, str(problem))

    def _article(self, listed: Listed, answer: Fetched, file: Path) -> Iterator[Item]:
        """Yield a page, with the further pages of its article."""
        page = _page(listed, answer, file)
        further: list[Path] = []
        at, missing = answer, None
        while page.suffix in _HTML and (following := next_page(at.body, at.url)):
            if len(further) + 1 >= MAX_ARTICLE_PAGES or self._pages_left <= 0 or self._is_spent():
                missing = f"the article goes on at {following}, which is not read"
                break
            self._pages_left -= 1
            try:
                got = self._obtain(following, None)
            except SourceProblem as problem:
                missing = f"the article goes on at {following}, which cannot be had: {problem}"
                break
            if got is None or kind_of(got[0].body) is not Kind.PAGE:
                break
            at = got[0]
            further.append(got[1])
        if further:
            yield Told(listed.url, f"{len(further) + 1} pages were joined to one article")
        self._read.add(listed.url)
        yield replace(page, further=tuple(further))
        if missing:
            yield Told(listed.url, missing)

    def _listed(self, url: str, answer: Fetched, entries: list[Listed], depth: int) -> Iterator[Item]:
        self._budget.spend(lists=1)
        if depth >= _MAX_DEPTH:
            raise SourceProblem(f"lists lists of lists more than {_MAX_DEPTH} deep")
        entries = list({each.url: each for each in map(_with_full_url(answer.url), entries)}.values())
        whole, left_before = True, self._left
        for done, entry in enumerate(entries):
            self._told(done, len(entries), entry.url)
            for item in self._entry(entry, depth):
                whole &= not isinstance(item, Failed) or item.gone
                whole &= not isinstance(item, Unchanged) or item.is_settled
                yield item
        self._told(len(entries), len(entries), url)
        whole &= self._left == left_before
        yield ListRead(url, frozenset(each.url for each in entries), answer.validators, whole)

    def _entry(self, entry: Listed, depth: int) -> Iterator[Item]:
        if not entry.has_page:
            known = self._known(entry.url)
            is_known = known is not None and known.stamp == entry.stamp
            yield Unchanged(entry.url, entry.stamp) if is_known else Carried(entry)
            return
        try:
            entry = replace(entry, url=checked_url(entry.url))
        except SourceProblem as problem:
            yield Failed(entry.url, str(problem))
            return
        if entry.is_next:
            yield from self._next_page(entry, depth)
            return
        known = self._known(entry.url)
        if not entry.is_list and known and known.is_listed and known.stamp == entry.stamp:
            yield Unchanged(entry.url, entry.stamp)
        elif entry.url in self._read:
            yield Unchanged(entry.url, entry.stamp, is_settled=not self._says_more(entry))
        elif self._pages_left <= 0 or self._is_spent():
            self._left += 1
            if known:
                yield Unchanged(entry.url, known.stamp, is_settled=False)
        elif entry.is_list:
            yield from self._visit(entry, depth=depth + 1)
        else:
            self._pages_left -= 1
            yield from self._visit(entry, depth=_MAX_DEPTH)

    def _next_page(self, entry: Listed, depth: int) -> Iterator[Item]:
        """Go on with a list on its next page, unless it has been there, or has gone far enough."""
        if entry.url in self._feed_pages:
            return
        if len(self._feed_pages) >= MAX_FEED_PAGES:
            yield Told(entry.url, f"the feed goes on, and no more than {MAX_FEED_PAGES} pages of it are read")
            return
        self._feed_pages[entry.url] = depth
        yield from self._visit(entry, depth=depth)

    def _obtain(self, url: str, validators: Validators | None) -> tuple[Fetched, Path] | None:
        """Return an answer and the file that holds it, from the spool or the web; None when it has not changed."""
        if kept := self._spool.get(url):
            return kept
        answer = self._fetcher.get(url, validators)
        if answer is None:
            return None
        file = self._spool.put(url, answer)
        self._budget.spend(fetched_bytes=len(answer.body))
        return answer, file

    def _says_more(self, entry: Listed) -> bool:
        """Tell whether a list says of a page what nothing has said of its article."""
        said = {name for name in ("title", "author", "publisher") if getattr(entry, name)}
        said |= {"published"} if read_day(entry.published) else set()
        return not said.isdisjoint(self._lacks(entry.url))

    def _is_spent(self) -> bool:
        """Tell whether the source at hand has had its share, so that what else it lists waits for the next run."""
        try:
            self._budget.seconds_left()
        except OverBudget:
            return True
        return self._budget.lists <= 0 or self._budget.fetched_bytes <= 0


def _with_full_url(base: str) -> Callable[[Listed], Listed]:
    def complete(entry: Listed) -> Listed:
        if not entry.has_page:
            return replace(entry, url=f"{base}{entry.url}")
        try:
            return replace(entry, url=checked_url(urljoin(base, entry.url)))
        except (SourceProblem, ValueError):
            return entry

    return complete


def _page(listed: Listed, answer: Fetched, file: Path) -> Page:
    return Page(listed.url, answer.url, file, _suffix(answer), answer.validators, listed)


def _suffix(answer: Fetched) -> str:
    """Return the suffix of the format: as the server says, as the address ends, or as the body begins."""
    ending = PurePosixPath(urlsplit(answer.url).path).suffix.lower()
    if first_element(answer.body) in _EXPORTS:
        return ".xml"
    if suffix := _SUFFIXES.get(answer.media_type):
        return suffix
    if answer.media_type.startswith("text/"):
        return ending if ending in _TEXTS else ".txt"
    if magic := next((suffix for start, suffix in _MAGIC.items() if answer.body.startswith(start)), None):
        return ending if ending in _PACKED else magic
    return ".html" if answer.body.lstrip()[:1] == b"<" else ending
