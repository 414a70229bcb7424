"""Reads the bundled 8-bit reader back as weights to train on: `python -m training.read_back --out READER.safetensors`.

The inverse of `training.export` up to its rounding: integers become floats again. The token-type row, which export
folds into the positions, comes back as zeros.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.numpy import save_file

from index.embedding.encoder import READER_FILE
from training.export import ENCODER, TENSOR_NAMES

_ZERO_POINT = 128


def read_back(path: Path) -> dict[str, NDArray[np.float16]]:
    """Return the tensors of an exported reader, named as in Hugging Face's `BertForQuestionAnswering`.

    Raises:
        KeyError: the file is not a reader that `training.export` wrote.
    """
    model = onnx.load(path, load_external_data=False)
    arrays = {
        each.name: numpy_helper.to_array(each)
        for each in model.graph.initializer
        if each.data_location != onnx.TensorProto.EXTERNAL
    }

    def matrix(name: str) -> NDArray[np.float32]:
        weight, scale = arrays[f"{name}.weight"], arrays[f"{name}.scale"]
        if weight.ndim == 3:
            blocks = weight.astype(np.float32) - _ZERO_POINT
            return np.asarray((blocks * scale.reshape(*blocks.shape[:2], 1)).reshape(len(blocks), -1), np.float32)
        return np.asarray(weight.T * scale[:, None], np.float32)

    hidden = arrays["positions"].shape[1]
    tensors: dict[str, NDArray[np.float32]] = {
        TENSOR_NAMES["emb.pos"]: arrays["positions"],
        TENSOR_NAMES["emb.type"]: np.zeros((2, hidden), np.float32),
        "qa_outputs.weight": arrays["qa.weight"].T,
        "qa_outputs.bias": arrays["qa.bias"],
    }
    for part in ("weight", "bias"):
        tensors[f"{TENSOR_NAMES['emb.ln']}.{part}"] = arrays[f"emb.ln.{part}"]
    layers = sum(name.endswith(".qkv.weight") for name in arrays)
    for layer in range(layers):
        short, long = f"l{layer}", f"{ENCODER}.{layer}"
        parts = {
            **dict(zip("qkv", np.split(matrix(f"{short}.qkv"), 3), strict=True)),
            **{name: matrix(f"{short}.{name}") for name in ("ao", "fo")},
            "fi": matrix(f"{short}.fi") * arrays[f"{short}.levels"],
        }
        biases = {
            **dict(zip("qkv", np.split(arrays[f"{short}.qkv.bias"], 3), strict=True)),
            **{name: arrays[f"{short}.{name}.bias"] for name in ("ao", "fi", "fo")},
        }
        for name, weight in parts.items():
            tensors[f"{long}.{TENSOR_NAMES[name]}.weight"] = weight
            tensors[f"{long}.{TENSOR_NAMES[name]}.bias"] = biases[name]
        for name in ("aln", "oln"):
            for part in ("weight", "bias"):
                tensors[f"{long}.{TENSOR_NAMES[name]}.{part}"] = arrays[f"{short}.{name}.{part}"]
    return {name: np.ascontiguousarray(array, np.float16) for name, array in tensors.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    save_file(read_back(arguments.models / READER_FILE), arguments.out, metadata={"format": "pt"})
    print(f"wrote {arguments.out}")


if __name__ == "__main__":
    main()
