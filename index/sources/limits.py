"""How much one file or article may take; what is over is refused with the reason before it fills the memory."""

from __future__ import annotations

MAX_FILE_BYTES = 50_000_000
MAX_ARTICLE_BYTES = 10_000_000
MAX_TEXT_CHARS = 2_000_000
MAX_FRONT_MATTER_CHARS = 64_000
MAX_HTML_ELEMENTS = 50_000
