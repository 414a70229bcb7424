"""Where articles come from: files and folders in many formats, and web pages, feeds and sitemaps (`index.sources.web`).

A format is one module with a reader, registered in `index.sources.formats.registry`.
"""

from index.sources.files import FoundFile, find_files
from index.sources.formats.registry import SUPPORTED_SUFFIXES, read_articles
from index.sources.web import FetchSettings, is_url

__all__ = ["SUPPORTED_SUFFIXES", "FetchSettings", "FoundFile", "find_files", "is_url", "read_articles"]
