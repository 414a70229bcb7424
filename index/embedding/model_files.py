"""The bundled weights: compared with `models/SHA256SUMS`, which `sha256sum --check` reads too, and run once.

`training` writes the checksums last.
"""

from __future__ import annotations

from pathlib import Path

from index.durable_files import sha256_of
from index.embedding.checksums import CHECKSUMS_FILE, RESTORE, default_models_folder
from index.embedding.embedder import shared_encoder
from index.embedding.encoder import (
    BOS,
    CALIBRATION_FILE,
    EMBEDDER_FILE,
    EOS,
    READER_FILE,
    TOKENIZER_FILE,
    WORD_TABLE_FILE,
)

MODEL_FILES = (CALIBRATION_FILE, EMBEDDER_FILE, READER_FILE, TOKENIZER_FILE, WORD_TABLE_FILE)


def checksums_of(folder: Path) -> str:
    """Return what `SHA256SUMS` has to hold: a line for each file of the models."""
    return "".join(f"{sha256_of(folder / name)}  {name}\n" for name in MODEL_FILES)


def problems_of_models(folder: Path | None = None) -> list[str]:
    """Return a sentence for each file that is missing or is not the published one; the bundled folder when None."""
    folder = folder or default_models_folder()
    try:
        lines = (folder / CHECKSUMS_FILE).read_text(encoding="ascii").splitlines()
        expected = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    except (OSError, ValueError) as error:
        return [f"{folder / CHECKSUMS_FILE} cannot be read ({type(error).__name__}); {RESTORE}"]
    problems = []
    for name in MODEL_FILES:
        path = folder / name
        try:
            found = sha256_of(path)
        except OSError as error:
            problems.append(f"{path} cannot be read ({type(error).__name__}); {RESTORE}")
            continue
        if name not in expected:
            problems.append(f"{folder / CHECKSUMS_FILE} does not list {name}; {RESTORE}")
        elif found != expected[name]:
            problems.append(f"{path}: its content has changed (SHA-256 differs); {RESTORE}")
    return problems


def failure_of_models(folder: str | None = None, threads: int = 0) -> str | None:
    """Run both models once; return what does not run on this machine and why, None when both do."""
    for file in (EMBEDDER_FILE, READER_FILE):
        try:
            shared_encoder(folder, file, threads).run([BOS, EOS])
        except Exception as error:  # ONNX Runtime and SentencePiece have no common base of their errors
            return f"{file} does not run on this machine: {type(error).__name__}: {error}"
    return None
