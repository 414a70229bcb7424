"""How the web is asked, and which of its saved pages are read."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

PRODUCT = "Tanya"


@dataclass(frozen=True)
class FetchSettings:
    """How the web is asked.

    Attributes:
        allow_private_addresses: let addresses of one's own machine and network pass.
        delay_s: seconds between two requests to one host; a longer one that its robots.txt asks for counts.
        timeout_s: seconds that one answer may take, from the first byte sent to the last one received.
        max_bytes: of one answer, unpacked.
        max_pages: of one source that are fetched in one run; the next run goes on.
        attempts: at one address when it fails in passing.
        read_noindex: read also files of pages that ask search engines to pass them over.
        contact: how the sites' owners reach whoever runs this, as the User-Agent tells them.
    """

    allow_private_addresses: bool = False
    delay_s: float = 1.0
    timeout_s: float = 30.0
    max_bytes: int = 20_000_000
    max_pages: int = 1_000
    attempts: int = 3
    read_noindex: bool = False
    contact: str = ""

    @property
    def user_agent(self) -> str:
        """What requests call themselves."""
        return f"{PRODUCT}/{version('tanya')} (+{self.contact or 'question answering over an archive'})"
