"""Models are the published ones or are not used: whatever is wrong with a file is told, and nothing is served."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Engine, ModelDamaged, ModelMissing
from index.durable_files import sha256_of
from index.embedding import checksums
from index.embedding.checksums import CHECKSUMS_FILE, default_models_folder, digest_of, require_published
from index.embedding.encoder import EMBEDDER_FILE, READER_FILE, TOKENIZER_FILE, WORD_TABLE_FILE
from index.embedding.model_files import MODEL_FILES

Harm = Callable[[Path], object]


def flip(path: Path) -> None:
    """Change 2,000 bits, so little that ONNX Runtime notices nothing."""
    data = bytearray(path.read_bytes())
    for number in range(2_000):
        data[len(data) // 2 + number] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A copy of the bundled models, whose files can be harmed one by one."""
    folder = tmp_path / "models"
    folder.mkdir()
    for name in (*MODEL_FILES, CHECKSUMS_FILE):
        (folder / name).symlink_to(default_models_folder() / name)
    return folder


def harmed(folder: Path, name: str, harm: Harm) -> None:
    """Put a harmed copy in a file's place."""
    path = folder / name
    source = path.resolve()
    path.unlink()
    shutil.copyfile(source, path)
    harm(path)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        *((name, flip) for name in (EMBEDDER_FILE, READER_FILE, TOKENIZER_FILE, WORD_TABLE_FILE)),
        *((name, cut) for name in (EMBEDDER_FILE, READER_FILE)),
        *((name, empty) for name in (TOKENIZER_FILE, WORD_TABLE_FILE)),
    ],
)
def test_damaged_model_is_told_and_not_served(models: Path, indexed: Path, name: str, harm: Harm) -> None:
    """With its name and what restores it; never with the advice to embed everything anew."""
    harmed(models, name, harm)
    engine = Engine(indexed, models_folder=str(models))

    with pytest.raises(ModelDamaged, match=f"{name}.*restore its models folder") as told:
        engine.ask("Siapa nakhoda kapal Mutiara?")
    assert "reindex" not in str(told.value)


def test_damaged_calibration_is_told(models: Path, indexed: Path) -> None:
    """A changed threshold would change what is given as an answer."""
    harmed(models, "calibration.json", lambda path: path.write_text(path.read_text().replace("perhaps", "perhaps ")))

    with pytest.raises(ModelDamaged, match=r"calibration\.json"):
        Engine(indexed, models_folder=str(models)).ask("Siapa nakhoda kapal Mutiara?")


def test_swapped_models_are_told(models: Path) -> None:
    """Each is whole, and not what its name says."""
    (models / EMBEDDER_FILE).unlink()
    (models / EMBEDDER_FILE).symlink_to(default_models_folder() / READER_FILE)
    with pytest.raises(ModelDamaged, match=EMBEDDER_FILE):
        require_published(models, [EMBEDDER_FILE])


def test_file_is_read_once_a_change(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size, time and inode tell; a change in place is seen as well."""
    path = models / "own"
    path.write_bytes(b"a")
    read: list[Path] = []

    def watched(each: Path) -> str:
        read.append(each)
        return sha256_of(each)

    monkeypatch.setattr(checksums, "sha256_of", watched)
    first = [digest_of(path) for _ in range(3)]
    path.write_bytes(b"b")
    os.utime(path, ns=(1, 1))

    assert len(set(first)) == 1
    assert digest_of(path) != first[0]
    assert len(read) == 2


def test_folder_of_ones_own_needs_no_checksums(models: Path) -> None:
    """One that is being trained has none; a file that is not there is missing all the same."""
    (models / CHECKSUMS_FILE).unlink()
    harmed(models, "calibration.json", flip_nothing)
    require_published(models, ["calibration.json"])
    with pytest.raises(ModelMissing, match="nothing"):
        require_published(models, ["nothing.onnx"])


def flip_nothing(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def test_checksums_that_cannot_be_read(models: Path) -> None:
    """They are damage, not a folder of one's own."""
    (models / CHECKSUMS_FILE).unlink()
    (models / CHECKSUMS_FILE).write_bytes(b"\xff")
    with pytest.raises(ModelDamaged, match=CHECKSUMS_FILE):
        require_published(models, [TOKENIZER_FILE])
