"""The two models as torch modules: BERT with a span head or with mean pooling, the word table kept outside.

Tensors are named as in Hugging Face's `BertForQuestionAnswering`, so that a state dict is what `export` reads. The word
table is frozen: batches bring their word vectors along, and a training step never touches 250,037 rows.
"""

from __future__ import annotations

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


class _Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, intermediate: int, dropout: float, eps: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.attention = _Attention(hidden, eps)
        self.intermediate = _Intermediate(hidden, intermediate)
        self.output = _Output(intermediate, hidden, eps)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, tokens, hidden = x.shape
        attention = self.attention.self

        def split(linear: nn.Linear) -> Tensor:
            return linear(x).view(batch, tokens, self.heads, -1).transpose(1, 2)

        dropout = self.dropout if self.training else 0.0
        query, key, value = split(attention.query), split(attention.key), split(attention.value)
        # Written out: at passage lengths the fused kernel's backward pass takes a third of a step on a CPU.
        scores = query @ key.transpose(2, 3) * (hidden // self.heads) ** -0.5
        weights = (scores + mask).softmax(dim=-1).to(value.dtype)
        context = (weights @ value).transpose(1, 2).reshape(batch, tokens, hidden)
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
        for layer in self.bert.encoder.layer:
            x = layer(x, attention_mask)
        return x


class Reader(Encoder):
    """The encoder with a span head."""

    def __init__(self) -> None:
        super().__init__()
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
