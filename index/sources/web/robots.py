"""Whether a site lets us ask for an address, as its robots.txt says (RFC 9309); parser: `protego`."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from index.errors import SourceProblem

MAX_ROBOTS_BYTES = 500_000
_NOBODY_ALLOWED = "User-agent: *\nDisallow: /\n"

# Returns the status and the body of a robots.txt; raises SourceProblem when there is no answer.
FetchRobots = Callable[[str], tuple[int, bytes]]


class Robots:
    """The rules of every site that was asked in this run."""

    def __init__(self, fetch: FetchRobots, product: str) -> None:
        """Set up.

        Args:
            fetch: gets a robots.txt.
            product: the name that rules may speak to, such as "Tanya".
        """
        self._fetch, self._product = fetch, product
        self._rules: dict[str, tuple[Protego, str]] = {}

    def require(self, url: str) -> None:
        """Look up whether an address may be asked for.

        Raises:
            SourceProblem: it may not, or the site's rules cannot be had just now.
        """
        rules, why = self._of(url)
        if not rules.can_fetch(url, self._product):
            raise SourceProblem(why or "the site's robots.txt asks not to fetch it")

    def delay_s(self, url: str) -> float:
        """Return the seconds between two requests that the site asks for; 0 when it says nothing."""
        rules, _ = self._of(url)
        return float(rules.crawl_delay(self._product) or 0)

    def _of(self, url: str) -> tuple[Protego, str]:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(f"{site}/robots.txt")
        return self._rules[site]

    def _read(self, url: str) -> tuple[Protego, str]:
        """Return the rules: none where there is no such file, "nothing at all" where the site fails."""
        status, body = self._fetch(url)
        if status >= 500:
            return Protego.parse(_NOBODY_ALLOWED), f"{url} answers {status}, so that the site is left alone"
        if status >= 300:
            body = b""
        return Protego.parse(body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace")), ""
