"""The bundled weights against `models/SHA256SUMS`, which `sha256sum --check` reads too; `training` writes it last."""

from __future__ import annotations

from pathlib import Path

from index.answering.calibration import CALIBRATION_FILE
from index.durable_files import sha256_of
from index.embedding.checksums import CHECKSUMS_FILE, RESTORE, default_models_folder
from index.embedding.encoder import EMBEDDER_FILE, READER_FILE, TOKENIZER_FILE, WORD_TABLE_FILE

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
