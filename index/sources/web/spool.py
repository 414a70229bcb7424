"""What a web server gave and is in no snapshot yet: kept on the disk, so that a stopped run does not ask again.

A folder beside the snapshots; emptied when a build has finished. One answer is a body and a description, which is
written last: what is not described was not fetched whole.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path

_KEPT_FOR_S = 24 * 3600


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


class Spool:
    """The folder; made when something is put into it."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        self._folder = folder

    def put(self, url: str, answer: Fetched) -> Path:
        """Keep an answer; returns the file that holds its body."""
        self._folder.mkdir(parents=True, exist_ok=True)
        body, description = self._files(url)
        description.unlink(missing_ok=True)
        body.write_bytes(answer.body)
        fields = {"url": answer.url, "media_type": answer.media_type, "size_bytes": len(answer.body)}
        fields |= asdict(answer.validators)
        temporary = description.with_suffix(".new")
        temporary.write_text(json.dumps(fields), encoding="ascii")
        temporary.replace(description)
        return body

    def get(self, url: str) -> tuple[Fetched, Path] | None:
        """Return a kept answer and the file of its body; None when there is none, or only an old one."""
        body, description = self._files(url)
        try:
            if time.time() - description.stat().st_mtime > _KEPT_FOR_S:
                return None
            fields = json.loads(description.read_bytes())
            content = body.read_bytes()
            if len(content) != fields["size_bytes"]:
                return None
            validators = Validators(fields["etag"], fields["last_modified"])
            return Fetched(fields["url"], content, fields["media_type"], validators), body
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def clear(self) -> None:
        """Forget everything: it is in a snapshot now, or of no use."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _files(self, url: str) -> tuple[Path, Path]:
        name = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._folder / f"{name}.body", self._folder / f"{name}.json"
