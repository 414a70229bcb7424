"""What a web server gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Validators:
    """What a server gave an answer to be asked with again; both None when it gave nothing."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Fetched:
    """An answer: `url` is where the redirects ended, `media_type` as in "text/html" without parameters."""

    url: str
    body: bytes
    media_type: str
    validators: Validators
