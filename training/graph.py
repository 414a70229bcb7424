"""Writes the BERT encoder as an ONNX graph, node by node, from plain arrays.

The graph is written by hand instead of being traced from a framework, so that it holds just the fused CPU kernels of
ONNX Runtime (`MultiHeadAttention`, `BiasGelu`, `GatherBlockQuantized`) and needs no torch. `SkipLayerNormalization` is
not among them: it takes twice as long as the sum and the normalisation one after the other.
Model: BERT with post-normalisation and exact GELU (Devlin et al., 2019); the token type is always 0, so its row is
folded into the position table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.q4_source import BLOCK, EncoderShape

Array = NDArray[np.generic]
WORD_TABLE_NIBBLES = "word_table.nibbles"
WORD_TABLE_SCALES = "word_table.scales"
_MICROSOFT = "com.microsoft"
# On AVX2 without VNNI two products of uint8 and int8 are added in 16 bits, which weights of seven bits do not saturate.
# The reader has eight, for which ONNX Runtime is told to take a slower kernel there (`index.embedding.encoder`): with
# seven in all but the contractions its margins were 1.08 from those of the same weights in fp32, in the mean; now .30.
_INT7_LIMIT = 63
_INT8_LIMIT = 127
_INT8_BLOCK = 128
_INT8_ACTIVATIONS = 4
_LEAST_MAXIMUM = 1e-3


@dataclass
class GraphBuilder:
    """Collects nodes and initializers; every method returns the name of the value that it adds."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    initializers: list[onnx.TensorProto] = field(default_factory=list)
    _count: int = 0

    def constant(self, name: str, array: Array) -> str:
        self.initializers.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def add(self, operator: str, inputs: list[str], *, domain: str = "", **attributes: object) -> str:
        self._count += 1
        output = f"{operator}_{self._count}"
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output


Linear = Callable[[GraphBuilder, str, str, NDArray[np.float32], NDArray[np.float32] | None], str]


@dataclass(frozen=True)
class Arithmetic:
    """How to multiply by an encoder's matrices.

    Attributes:
        linear: all but the contractions.
        contraction: those behind the GELU.
    """

    linear: Linear
    contraction: Linear


def linear_fp32(
    graph: GraphBuilder, name: str, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32] | None
) -> str:
    """Add `x @ weight.T + bias` in float32; `weight` is (outputs, inputs)."""
    product = graph.add("MatMul", [x, graph.constant(f"{name}.weight", weight.T)])
    return product if bias is None else graph.add("Add", [product, graph.constant(f"{name}.bias", bias)])


def linear_int8(
    graph: GraphBuilder,
    name: str,
    x: str,
    weight: NDArray[np.float32],
    bias: NDArray[np.float32] | None,
    *,
    limit: int = _INT7_LIMIT,
) -> str:
    """Add `x @ weight.T + bias` in int8: weights with one scale an output, activations with one for the batch."""
    scale = (np.abs(weight).max(axis=1) / limit).astype(np.float32)
    scale[scale == 0] = 1
    quantised = np.rint(weight / scale[:, None]).astype(np.int8)
    inputs = [x, graph.constant(f"{name}.weight", quantised.T), graph.constant(f"{name}.scale", scale), ""]
    if bias is not None:
        inputs.append(graph.constant(f"{name}.bias", bias))
    return graph.add("DynamicQuantizeMatMul", inputs, domain=_MICROSOFT)


def linear_int8_rows(
    graph: GraphBuilder,
    name: str,
    x: str,
    weight: NDArray[np.float32],
    bias: NDArray[np.float32] | None,
    *,
    after_gelu: bool = False,
) -> str:
    """Add `x @ weight.T + bias` in int8, each token's activations quantised by their own maximum.

    After the GELU, which gives hardly any negative value, single tokens (the special ones) carry one that is twenty
    times as large as everybody's, and would take the other tokens' precision.
    """
    maximum = graph.add("ReduceMax", [x if after_gelu else graph.add("Abs", [x])], axes=[-1], keepdims=1)
    maximum = graph.add("Max", [maximum, graph.constant(f"{name}.least", np.array(_LEAST_MAXIMUM, np.float32))])
    divided = graph.add("Div", [x, maximum])
    product = linear_int8(graph, name, divided, weight, None, limit=_INT8_LIMIT)
    product = graph.add("Mul", [product, maximum])
    return product if bias is None else graph.add("Add", [product, graph.constant(f"{name}.bias", bias)])


def linear_int8_blocks(
    graph: GraphBuilder, name: str, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32] | None
) -> str:
    """Add `x @ weight.T + bias` in int8, with one scale for 128 weights and activations quantised in like blocks.

    For activations of which a few are twenty times as large as the others; takes 1.7 times as long as rows of them.
    """
    outputs, inputs = weight.shape
    blocks = weight.reshape(outputs, inputs // _INT8_BLOCK, _INT8_BLOCK)
    scale = (np.abs(blocks).max(axis=2) / _INT8_LIMIT).astype(np.float32)
    scale[scale == 0] = 1
    quantised = (np.rint(blocks / scale[:, :, None]) + 128).astype(np.uint8)
    values = [
        x,
        graph.constant(f"{name}.weight", quantised),
        graph.constant(f"{name}.scale", scale.reshape(-1)),
        "",
        "",
    ]
    if bias is not None:
        values.append(graph.constant(f"{name}.bias", bias))
    return graph.add(
        "MatMulNBits",
        values,
        domain=_MICROSOFT,
        K=inputs,
        N=outputs,
        bits=8,
        block_size=_INT8_BLOCK,
        accuracy_level=_INT8_ACTIVATIONS,
    )


FP32 = Arithmetic(linear_fp32, linear_fp32)
# The blocks are slower and no closer to fp32; the embedder keeps them, so that an index need not be built anew.
INT8_EMBEDDER = Arithmetic(linear_int8, linear_int8_blocks)
INT8_READER = Arithmetic(linear_int8_rows, partial(linear_int8_rows, after_gelu=True))


def add_encoder(
    graph: GraphBuilder,
    shape: EncoderShape,
    tensors: dict[str, NDArray[np.float32]],
    arithmetic: Arithmetic,
    *,
    masked: bool,
) -> str:
    """Add the encoder; reads the graph's inputs, returns the last hidden state's name.

    Args:
        graph: what to add to.
        shape: the encoder's sizes.
        tensors: its weights, as the source package names them.
        arithmetic: how to multiply by its matrices.
        masked: whether rows may be padded, as `attention_mask` says; ONNX Runtime's faster attention knows no mask.
    """
    hidden = _embed(graph, shape, tensors)
    key_mask = ["", graph.add("Cast", ["attention_mask"], to=TensorProto.INT32)] if masked else []
    splits = graph.constant("qkv_sizes", np.array([shape.hidden] * 3, np.int64))
    for layer in range(shape.layers):
        prefix = f"l{layer}"
        weight = np.concatenate([tensors[f"{prefix}.{part}.w"].reshape(shape.hidden, -1) for part in "qkv"])
        bias = np.concatenate([tensors[f"{prefix}.{part}.b"] for part in "qkv"])
        qkv = arithmetic.linear(graph, f"{prefix}.qkv", hidden, weight, bias)
        parts = [f"{prefix}.{part}" for part in "qkv"]
        graph.nodes.append(helper.make_node("Split", [qkv, splits], parts, name=f"{prefix}.split", axis=-1))
        context = graph.add("MultiHeadAttention", [*parts, *key_mask], domain=_MICROSOFT, num_heads=shape.heads)
        projection = _matrix(tensors, f"{prefix}.ao", shape.hidden)
        attended = arithmetic.linear(graph, f"{prefix}.ao", context, projection, tensors[f"{prefix}.ao.b"])
        hidden = _add_and_normalise(graph, f"{prefix}.aln", attended, hidden, tensors, shape)
        scale = _reach(tensors, f"{prefix}.aln")
        levelled = graph.add("Mul", [hidden, graph.constant(f"{prefix}.levels", 1 / scale)])
        expansion = _matrix(tensors, f"{prefix}.fi", shape.intermediate) * scale
        inner = arithmetic.linear(graph, f"{prefix}.fi", levelled, expansion, None)
        gelu = graph.add(
            "BiasGelu", [inner, graph.constant(f"{prefix}.fi.bias", tensors[f"{prefix}.fi.b"])], domain=_MICROSOFT
        )
        outer = _matrix(tensors, f"{prefix}.fo", shape.hidden)
        contracted = arithmetic.contraction(graph, f"{prefix}.fo", gelu, outer, tensors[f"{prefix}.fo.b"])
        hidden = _add_and_normalise(graph, f"{prefix}.oln", contracted, hidden, tensors, shape)
    return hidden


def add_mean_pooling(graph: GraphBuilder, hidden: str) -> str:
    """Add the mean over real tokens, L2-normalised: float32, (batch, hidden)."""
    mask = graph.add("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    weights = graph.add("Unsqueeze", [mask, graph.constant("last_axis", np.array([2], np.int64))])
    masked = graph.add("Mul", [hidden, weights])
    token_axis = graph.constant("token_axis", np.array([1], np.int64))
    # The mean's divisor cancels in the normalisation, so that the sum is enough.
    total = graph.add("ReduceSum", [masked, token_axis], keepdims=0)
    return graph.add("LpNormalization", [total], axis=-1, p=2)


def finish(
    graph: GraphBuilder, inputs: Sequence[str], outputs: dict[str, tuple[str, list[str | int]]], name: str
) -> onnx.ModelProto:
    """Close the graph: `inputs` are int64, (batch, tokens); `outputs` maps a public name to (value, shape)."""
    nodes = list(graph.nodes)
    values = []
    for public, (value, dimensions) in outputs.items():
        nodes.append(helper.make_node("Identity", [value], [public], name=public))
        values.append(helper.make_tensor_value_info(public, TensorProto.FLOAT, dimensions))
    read = [helper.make_tensor_value_info(each, TensorProto.INT64, ["batch", "tokens"]) for each in inputs]
    model = helper.make_model(
        helper.make_graph(nodes, name, read, values, graph.initializers),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)],
        producer_name="tanya",
    )
    model.ir_version = 8
    return model


def _matrix(tensors: dict[str, NDArray[np.float32]], name: str, rows: int) -> NDArray[np.float32]:
    return tensors[f"{name}.w"].reshape(rows, -1)


def _embed(graph: GraphBuilder, shape: EncoderShape, tensors: dict[str, NDArray[np.float32]]) -> str:
    words = graph.add(
        "GatherBlockQuantized",
        [WORD_TABLE_NIBBLES, "input_ids", WORD_TABLE_SCALES],
        domain=_MICROSOFT,
        bits=4,
        block_size=BLOCK,
        gather_axis=0,
        quantize_axis=1,
    )
    words = graph.add("Cast", [words], to=TensorProto.FLOAT)
    types = tensors["emb.type"].reshape(-1, shape.hidden)
    table = tensors["emb.pos"].reshape(shape.positions, shape.hidden) + types[0]
    tokens = graph.add("Gather", [graph.add("Shape", ["input_ids"]), graph.constant("one", np.array([1], np.int64))])
    positions = graph.add(
        "Slice", [graph.constant("positions", table), graph.constant("zero", np.array([0], np.int64)), tokens]
    )
    summed = graph.add("Add", [words, positions])
    return graph.add("LayerNormalization", [summed, *_norm(graph, "emb.ln", tensors)], epsilon=shape.layer_norm_eps)


def _add_and_normalise(
    graph: GraphBuilder,
    name: str,
    value: str,
    residual: str,
    tensors: dict[str, NDArray[np.float32]],
    shape: EncoderShape,
) -> str:
    summed = graph.add("Add", [value, residual])
    return graph.add("LayerNormalization", [summed, *_norm(graph, name, tensors)], epsilon=shape.layer_norm_eps)


def _reach(tensors: dict[str, NDArray[np.float32]], name: str) -> NDArray[np.float32]:
    """Return how far each channel of a layer normalisation reaches (four deviations), relative to all: (hidden,).

    A few channels reach twenty times as far as the others. Divided by this, they share one int8 scale without loss,
    and the matrix behind takes the factor (as in SmoothQuant, Xiao et al., 2022, which measures the reach on data).
    """
    reach = np.abs(tensors[f"{name}.b"]) + 4 * np.abs(tensors[f"{name}.w"])
    return np.asarray(reach / np.exp(np.log(reach).mean()), np.float32)


def _norm(graph: GraphBuilder, name: str, tensors: dict[str, NDArray[np.float32]]) -> list[str]:
    return [graph.constant(f"{name}.{part}", tensors[f"{name}.{part[0]}"]) for part in ("weight", "bias")]
