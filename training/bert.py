"""The two models as torch modules: BERT with a span head or with mean pooling, the word table kept outside.

Tensors are named as in Hugging Face's `BertForQuestionAnswering`, so that a state dict is what `export` reads. The word
table is frozen: batches bring their word vectors along, and a training step never touches 250,037 rows.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


class _SelfAttention(nn.Module):
    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(hidden, hidden) for _ in range(3))


class _Output(nn.Module):
    def __init__(self, inputs: int, hidden: int, eps: float) -> None:
        super().__init__()
        self.dense = nn.Linear(inputs, hidden)
        self.LayerNorm = nn.LayerNorm(hidden, eps=eps)


class _Attention(nn.Module):
    def __init__(self, hidden: int, eps: float) -> None:
        super().__init__()
        self.self = _SelfAttention(hidden)
        self.output = _Output(hidden, hidden, eps)


class _Intermediate(nn.Module):
    def __init__(self, hidden: int, intermediate: int) -> None:
        super().__init__()
        self.dense = nn.Linear(hidden, intermediate)


def _attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor, heads: int) -> Tensor:
    """Return attention's (batch, tokens, hidden) by torch's fused kernel; `mask` is added to the scores."""
    query, key, value = (each.unflatten(2, (heads, -1)).transpose(1, 2) for each in (query, key, value))
    context = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
    return context.transpose(1, 2).flatten(2)


class _RowAttention(torch.autograd.Function):
    """Attention row by row over real tokens alone: a row's scores stay in a processor's cache.

    Of a step of 24 rows of 220 tokens on one core that computes in bf16, attention in one piece took 45 %, most of it
    moving scores to and from memory; torch's fused kernel takes a third in its backward pass.
    """

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, lengths: list[int], heads: int) -> Tensor:
        context, shares = torch.zeros_like(query), []
        for row, length in enumerate(lengths):
            queries, keys, values = (_heads(each, row, length, heads) for each in (query, key, value))
            share = torch.softmax(queries * queries.shape[2] ** -0.5 @ keys.transpose(1, 2), dim=-1)
            context[row, :length] = _joined(share @ values)
            shares.append(share)
        ctx.save_for_backward(query, key, value, *shares)
        ctx.lengths, ctx.heads = lengths, heads
        return context

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        query, key, value, *shares = ctx.saved_tensors
        to_query, to_key, to_value = (torch.zeros_like(query) for _ in range(3))
        for row, (length, share) in enumerate(zip(ctx.lengths, shares, strict=True)):
            of_row = (_heads(each, row, length, ctx.heads) for each in (query, key, value, gradients[0]))
            queries, keys, values, gradient = of_row
            to_share = gradient @ values.transpose(1, 2)
            to_scores = torch._softmax_backward_data(to_share, share, -1, share.dtype)
            to_query[row, :length] = _joined(to_scores @ keys)
            to_key[row, :length] = _joined(to_scores.transpose(1, 2) @ queries)
            to_value[row, :length] = _joined(share.transpose(1, 2) @ gradient)
        scale = (query.shape[2] // ctx.heads) ** -0.5
        return to_query * scale, to_key * scale, to_value, None, None


def _heads(batch: Tensor, row: int, length: int, heads: int) -> Tensor:
    """Return a row's real tokens by heads, (heads, length, hidden / heads)."""
    return batch[row, :length].unflatten(1, (heads, -1)).transpose(0, 1)


def _joined(by_heads: Tensor) -> Tensor:
    """Return (length, hidden) of (heads, length, hidden / heads)."""
    return by_heads.transpose(0, 1).flatten(1)


def _attend_rows(query: Tensor, key: Tensor, value: Tensor, lengths: list[int], heads: int) -> Tensor:
    attended: Tensor = _RowAttention.apply(query, key, value, lengths, heads)  # type: ignore[no-untyped-call]
    return attended


class _Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, intermediate: int, dropout: float, eps: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.attention = _Attention(hidden, eps)
        self.intermediate = _Intermediate(hidden, intermediate)
        self.output = _Output(intermediate, hidden, eps)

    def forward(self, x: Tensor, mask: Tensor, lengths: list[int]) -> Tensor:
        attention = self.attention.self
        dropout = self.dropout if self.training else 0.0
        projected = attention.query(x), attention.key(x), attention.value(x)
        context = _attend(*projected, mask, self.heads) if x.is_cuda else _attend_rows(*projected, lengths, self.heads)
        attended = functional.dropout(self.attention.output.dense(context), dropout)
        x = self.attention.output.LayerNorm(x + attended)
        inner = functional.gelu(self.intermediate.dense(x))
        return self.output.LayerNorm(x + functional.dropout(self.output.dense(inner), dropout))


class _Embeddings(nn.Module):
    def __init__(self, hidden: int, positions: int, eps: float) -> None:
        super().__init__()
        self.position_embeddings = nn.Embedding(positions, hidden)
        self.token_type_embeddings = nn.Embedding(2, hidden)
        self.LayerNorm = nn.LayerNorm(hidden, eps=eps)


class _Encoder(nn.Module):
    def __init__(self, layers: list[nn.Module]) -> None:
        super().__init__()
        self.layer = nn.ModuleList(layers)


class _Bert(nn.Module):
    def __init__(self, embeddings: nn.Module, encoder: nn.Module) -> None:
        super().__init__()
        self.embeddings, self.encoder = embeddings, encoder


class Encoder(nn.Module):
    """BERT over word vectors; its tensors are named as in Hugging Face's models."""

    def __init__(
        self,
        *,
        hidden: int = 384,
        layers: int = 12,
        heads: int = 12,
        intermediate: int = 1536,
        positions: int = 512,
        dropout: float = 0.1,
        eps: float = 1e-12,
    ) -> None:
        super().__init__()
        self.dropout = dropout
        self.frozen = 0
        stack: list[nn.Module] = [_Layer(hidden, heads, intermediate, dropout, eps) for _ in range(layers)]
        self.bert = _Bert(_Embeddings(hidden, positions, eps), _Encoder(stack))

    def freeze(self, layers: int) -> None:
        """Leave the embeddings and so many of the lowest layers as they are; none for 0."""
        self.frozen = layers
        if layers:
            self.bert.embeddings.requires_grad_(requires_grad=False)
        for layer in self.bert.encoder.layer[:layers]:
            layer.requires_grad_(requires_grad=False).eval()

    def hidden_states(self, words: Tensor, mask: Tensor) -> Tensor:
        """Return the last hidden states, (batch, tokens, hidden).

        Args:
            words: word vectors, (batch, tokens, hidden).
            mask: bool, (batch, tokens), true at real tokens.
        """
        embeddings = self.bert.embeddings
        positions = embeddings.position_embeddings.weight[: words.shape[1]]
        x = embeddings.LayerNorm(words + positions + embeddings.token_type_embeddings.weight[0])
        x = functional.dropout(x, self.dropout if self.training and not self.frozen else 0.0)
        attention_mask = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        lengths = mask.sum(dim=1).tolist()
        for layer in self.bert.encoder.layer:
            x = layer(x, attention_mask, lengths)
        return x


class Reader(Encoder):
    """The encoder with a span head."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__(dropout=dropout)
        self.qa_outputs = nn.Linear(self.bert.embeddings.position_embeddings.weight.shape[1], 2)

    def forward(self, words: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return start and end logits, each (batch, tokens), −1e4 at padding; arguments as for `hidden_states`."""
        logits = self.qa_outputs(self.hidden_states(words, mask)).float().masked_fill(~mask[:, :, None], -1e4)
        return logits[:, :, 0], logits[:, :, 1]


class Embedder(Encoder):
    """The encoder with mean pooling."""

    def forward(self, words: Tensor, mask: Tensor) -> Tensor:
        """Return vectors, (batch, hidden), L2-normalised; arguments as for `hidden_states`."""
        real = mask[:, :, None].float()
        return functional.normalize((self.hidden_states(words, mask).float() * real).sum(dim=1), dim=-1)
