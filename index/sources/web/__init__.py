"""Articles from the web: single pages, RSS and Atom feeds, and sitemaps, fetched with care.

`addresses` says what may be connected to, `connection` connects to nothing else, `fetcher` asks politely, `feeds` and
`sitemaps` parse lists, `listing` goes through a source, `spool` keeps what a stopped run has fetched.
"""

from index.sources.web.addresses import is_url
from index.sources.web.settings import FetchSettings

__all__ = ["FetchSettings", "is_url"]
