"""Where articles come from: files and folders of text, Markdown, HTML and JSONL.

A format is one module with a reader, registered in `index.sources.formats`.
"""

from index.sources.files import FoundFile, find_files
from index.sources.formats import SUPPORTED_SUFFIXES, read_articles

__all__ = ["SUPPORTED_SUFFIXES", "FoundFile", "find_files", "read_articles"]
