"""What reading one outermost file or web source may cost, however much is packed into it or listed by it.

One budget is handed down to all that is found inside. What single files and articles may take is in
`index.sources.limits`.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from index.errors import SourceProblem

MAX_SOURCE_S = 1_800.0
MAX_UNPACKED_BYTES = 500_000_000
MAX_MEMBERS = 10_000
_MIN_LISTS = 20
_BYTES_BESIDE_PAGES, _BYTES_A_PAGE = 100_000_000, 1_000_000
# Politeness alone may take hours: a page a second, or every thirty as some sites ask.
_MAX_WEB_S = 4 * 3600.0


class OverBudget(SourceProblem):
    """An outermost file or source takes more than one may; the rest of it is not read, the others go on."""


@dataclass
class Budget:
    """What is left of it; every method that spends raises `OverBudget` when there is no more.

    Attributes:
        unpacked_bytes: of archives, those in archives among them.
        members: files in archives.
        lists: feeds and sitemaps that are asked for.
        fetched_bytes: of answers from the web.
        seconds: from now on.
    """

    unpacked_bytes: int = MAX_UNPACKED_BYTES
    members: int = MAX_MEMBERS
    lists: int = _MIN_LISTS
    fetched_bytes: int = _BYTES_BESIDE_PAGES
    seconds: float = MAX_SOURCE_S
    _allowed: dict[str, int] = field(default_factory=dict, init=False, repr=False)
    _began: float = field(default_factory=time.monotonic, init=False, repr=False)

    def __post_init__(self) -> None:
        self._allowed = {name: getattr(self, name) for name in _WORDS}

    def spend(self, **amounts: int) -> None:
        """Spend so much of each of these, by the names of the attributes; and look at the time.

        Raises:
            OverBudget: there is less left.
        """
        for name, amount in amounts.items():
            left = getattr(self, name) - amount
            setattr(self, name, left)
            if left < 0:
                raise OverBudget(_WORDS[name].format(f"{self._allowed[name]:,}"))
        self.seconds_left()

    def seconds_left(self) -> float:
        """Return how long reading may still take.

        Raises:
            OverBudget: no longer.
        """
        left = self._began + self.seconds - time.monotonic()
        if left <= 0:
            raise OverBudget(f"takes more than {self.seconds:,.0f} s to read; split it")
        return left


def budget_of_web_source(max_pages: int) -> Budget:
    """Return the budget of a source of which so many pages are fetched at the most in one run."""
    return Budget(
        lists=max(_MIN_LISTS, max_pages),
        fetched_bytes=_BYTES_BESIDE_PAGES + max_pages * _BYTES_A_PAGE,
        seconds=_MAX_WEB_S,
    )


_WORDS = {
    "unpacked_bytes": "unpacks to more than {} bytes, archives inside it counted; split it",
    "members": "holds more than {} files, those of archives inside it counted; split it",
    "lists": "lists more than {} feeds and sitemaps, which are not asked for; name those that are wanted",
    "fetched_bytes": "gives more than {} bytes in one run; the next run goes on",
}
