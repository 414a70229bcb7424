"""How much one file or article may take; what is over is refused with the reason before it fills the memory."""

from __future__ import annotations

MAX_FILE_BYTES = 50_000_000
MAX_ARTICLE_BYTES = 10_000_000
MAX_TEXT_CHARS = 2_000_000
MAX_FRONT_MATTER_CHARS = 64_000
MAX_ARTICLE_PAGES = 20  # that one article goes on over
MAX_HTML_ELEMENTS = 50_000
MAX_ATTRIBUTES = 1_000  # of one element; parsers compare each with all before it
MAX_XML_TAGS = 1_000_000  # opening and closing ones
MAX_ARCHIVE_BYTES = 500_000_000
MAX_UNPACKED_BYTES = 500_000_000
MAX_STREAMED_BYTES = 4_000_000_000  # of a file that is read piece by piece
MAX_MEMBERS = 10_000
# Of a processor's time, by the programs that read a file; they stand back, and are waited for so many times as long.
MAX_READING_S = 60
WAITED_S_A_SECOND = 4
MAX_READING_BYTES = 1_000_000_000
# Where it recognises text in pictures, which takes .7 GB of memory and 1.7 GB of addresses, and seven seconds a page.
MAX_RECOGNISING_S = 900
MAX_RECOGNISING_BYTES = 2_500_000_000
# So much is told of one file that is passed over.
MAX_TOLD = 1_000
