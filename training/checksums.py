"""Writes `models/SHA256SUMS`, after anything else in `models/` was made: `python -m training.checksums`."""

from __future__ import annotations

import argparse
from pathlib import Path

from index.embedding.model_files import CHECKSUMS_FILE, checksums_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("models"))
    folder = parser.parse_args().models
    (folder / CHECKSUMS_FILE).write_text(checksums_of(folder), encoding="ascii")
    print(folder / CHECKSUMS_FILE)


if __name__ == "__main__":
    main()
