"""Writes what the tests compare the bundled models with, into `tests/data/`: `python -m training.reference FOLDER`.

FOLDER is what `training.export --fp32` wrote: the vectors and the spans of the models before they were quantised. With
`--only` it holds one of the two, and the other's stay as they are.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document

from index.answering.reader import OnnxReader
from index.embedding.embedder import encode
from index.embedding.encoder import EMBEDDER_FILE, READER_FILE, OnnxEncoder

ROWS = 200
DATA = Path("tests/data")
QUESTIONS = Path("articles/questions.jsonl")


def write_embedder_reference(fp32: Path, rows: list[dict[str, Any]]) -> None:
    """Write the fp32 embedder's vectors of our own questions and paragraphs: float32, (n, 384)."""
    passages = list(dict.fromkeys(row["context"].split("\n\n")[1] for row in rows[::4]))
    texts = [f"query: {row['question']}" for row in rows[::6]] + [f"passage: {text}" for text in passages]
    np.save(DATA / "embedder_reference.npy", encode(OnnxEncoder(fp32, EMBEDDER_FILE), texts))
    (DATA / "embedder_reference.json").write_text(json.dumps(texts, ensure_ascii=False, indent=1), encoding="utf-8")


def write_reader_reference(fp32: Path, rows: list[dict[str, Any]]) -> None:
    """Write the fp32 reader's best span for 200 pairs of a question and a passage of the sample archive."""
    reader = OnnxReader(str(fp32))
    pairs = [(row["question"], row["context"]) for row in rows]
    pairs += [(row["question"], rows[at - 7]["context"]) for at, row in enumerate(rows)]
    with (DATA / "reader_reference.jsonl").open("w", encoding="utf-8") as file:
        for question, context in pairs[:ROWS]:
            best = max(reader.candidates(question, [Document(content=context)]), key=lambda each: each.margin)
            expected = {"start": best.start, "end": best.end, "margin": round(best.margin, 3)}
            file.write(json.dumps({"question": question, "context": context, **expected}, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fp32", type=Path, help="folder that training.export --fp32 wrote")
    fp32 = parser.parse_args().fp32
    DATA.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    for model, write in ((EMBEDDER_FILE, write_embedder_reference), (READER_FILE, write_reader_reference)):
        if (fp32 / model).exists():
            write(fp32, rows)


if __name__ == "__main__":
    main()
