"""Makes sure that a file of the models is the published one before it is used, by `SHA256SUMS` beside it.

A file is read for that once in a process, and again when its size, time or inode has changed. A folder without
`SHA256SUMS` that is not the bundled one is somebody's own, such as one that is being trained, and is used as it is.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from index.durable_files import sha256_of
from index.errors import ModelDamaged, ModelMissing

CHECKSUMS_FILE = "SHA256SUMS"
RESTORE = "install the package again, or restore its models folder"
_Stamp = tuple[str, int, int, int]
_known: dict[_Stamp, str] = {}
_lock = threading.Lock()


def default_models_folder() -> Path:
    """Return the folder of the bundled weights: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "models"
    return inside if inside.is_dir() else package.parent / "models"


def published_checksums(folder: Path) -> dict[str, str] | None:
    """Return the SHA-256 of each published file by name; None where there are none to go by.

    Raises:
        ModelMissing: the bundled folder lacks them.
        ModelDamaged: they cannot be read.
    """
    path = folder / CHECKSUMS_FILE
    try:
        lines = path.read_text(encoding="ascii").splitlines()
        return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    except FileNotFoundError:
        if folder.resolve() != default_models_folder().resolve():
            return None
        raise ModelMissing(f"{path} is missing; {RESTORE}") from None
    except (OSError, ValueError) as error:
        raise ModelDamaged(f"{path} cannot be read ({type(error).__name__}); {RESTORE}") from None


def require_published(folder: Path, names: Iterable[str]) -> None:
    """Make sure that these files of a models folder are there and are the published ones.

    Raises:
        ModelMissing: one is not there.
        ModelDamaged: one is not what was published.
    """
    expected, names = published_checksums(folder), list(names)
    for name, digest in zip(names, _digests_of([folder / name for name in names]), strict=True):
        if expected is not None and expected.get(name) != digest:
            problem = "its content has changed (SHA-256 differs)" if name in expected else f"{CHECKSUMS_FILE} lacks it"
            raise ModelDamaged(f"{folder / name}: {problem}; {RESTORE}")


def _digests_of(paths: Sequence[Path]) -> list[str]:
    if len(paths) == 1:
        # Asked for with each question and each build, by which time it is known: a thread would take ten times as long.
        return [digest_of(paths[0])]
    # One core a file; hashing does not hold Python's lock.
    with ThreadPoolExecutor(len(paths)) as pool:
        return list(pool.map(digest_of, paths))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a model file in hexadecimal digits, read once a change.

    Raises:
        ModelMissing: the file is not there.
        ModelDamaged: it cannot be read.
    """
    try:
        status = path.stat()
        stamp = (os.fspath(path.absolute()), status.st_size, status.st_mtime_ns, status.st_ino)
        with _lock:
            known = _known.get(stamp)
        if known is None:
            known = sha256_of(path)
            with _lock:
                _known[stamp] = known
        return known
    except FileNotFoundError:
        raise ModelMissing(f"model file {path} is missing; {RESTORE}") from None
    except OSError as error:
        raise ModelDamaged(f"model file {path} cannot be read ({error.strerror}); {RESTORE}") from None
