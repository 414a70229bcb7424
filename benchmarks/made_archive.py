"""Makes archives of any size to measure with: vectors by perturbing real embeddings, texts of words by Zipf's law.

Vectors: embeddings of the sample archive's sentences, each moved towards another of its language and shaken, so that
cosines lie where those of multilingual-e5 do, .7 to 1, in tight clusters. Queries and titles: embeddings of the sample
questions and titles, treated alike. Words: those of the sample archive by how often they stand there, then made-up ones
of its syllables, in a Zipf–Mandelbrot distribution over 300,000, as large archives have them. The same seed makes the
same archive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import numpy as np
from haystack import Document
from numpy.typing import NDArray

from index.articles import Article
from index.embedding.embedder import PASSAGE_PREFIX, QUERY_PREFIX, encode, shared_encoder
from index.embedding.encoder import EMBEDDER_FILE
from index.evaluation.question_sets import read_questions
from index.passages import passage_document
from index.sources import find_files, read_articles

Float32 = NDArray[np.float32]
SAMPLE = Path(__file__).parents[1] / "articles"
BLOCK = 10_000
RARE_SOURCE, SINGLE_SOURCE = "Seperseribu", "Tunggal"
RARE_EVERY, SINGLE_ROW = 1_000, 4_321
_VOCABULARY = 300_000
_TITLE_WORDS, _TEXT_WORDS = 5, 60
_MOVED, _SHAKEN = 0.5, 0.35
_ASKING = ("Kapan", "Siapa", "Where", "Berapa", "Di mana")
_FIRST_DAY = date(2001, 1, 1)


class MadeArchive:
    """An archive of one-passage articles; blocks are made when they are asked for."""

    def __init__(self, embeddings: Path) -> None:
        """Use the real embeddings in a folder that `embed_sample` filled."""
        names = ("passages", "queries", "titles")
        self._passages, self._queries, self._titles = (np.load(embeddings / f"{name}.npy") for name in names)
        self._languages = np.load(embeddings / "languages.npy")
        self._deviation = self._passages.std(axis=0)

    def vectors(self, block: int, count: int = BLOCK) -> tuple[Float32, NDArray[np.str_]]:
        """Return vectors, float32, (count, 384), rows L2-normalised, and the language of each."""
        generator = np.random.default_rng([1, block])
        chosen = generator.integers(0, len(self._passages), count)
        languages = self._languages[chosen]
        other = np.empty(count, np.int64)
        for language in np.unique(languages):
            same = np.flatnonzero(self._languages == language)
            at = languages == language
            other[at] = generator.choice(same, int(at.sum()))
        return self._perturbed(self._passages, chosen, other, generator), languages

    def queries(self, count: int) -> Float32:
        """Return the vectors of so many questions, float32, (count, 384), rows L2-normalised."""
        return self._like(self._queries, count, np.random.default_rng([2]))

    def titles(self, count: int) -> Float32:
        """Return the vectors of so many titles as questions, float32, (count, 384), rows L2-normalised."""
        return self._like(self._titles, count, np.random.default_rng([6]))

    def _like(self, real: Float32, count: int, generator: np.random.Generator) -> Float32:
        chosen, other = generator.integers(0, len(real), (2, count))
        return self._perturbed(real, chosen, other, generator)

    def _perturbed(
        self, real: Float32, chosen: NDArray[np.int64], other: NDArray[np.int64], generator: np.random.Generator
    ) -> Float32:
        share = _MOVED * generator.random((len(chosen), 1), np.float32)
        found = real[chosen] + share * (real[other] - real[chosen])
        found += _SHAKEN * self._deviation * generator.standard_normal(found.shape, np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)

    def articles(self, block: int, count: int = BLOCK) -> tuple[list[Article], Float32]:
        """Return articles and their vectors."""
        vectors, languages = self.vectors(block, count)
        words = _words()
        tokens = _tokens(np.random.default_rng([3, block]), (count, _TITLE_WORDS + _TEXT_WORDS))
        found = []
        for at in range(count):
            row = block * BLOCK + at
            line = words[tokens[at]].tolist()
            source = RARE_SOURCE if row % RARE_EVERY == 0 else f"Warta {row % 7}"
            found.append(
                Article(
                    id=f"{row:016x}",
                    title=" ".join(line[:_TITLE_WORDS]).capitalize(),
                    text=f"{' '.join(line[_TITLE_WORDS:]).capitalize()}.",
                    url=None,
                    published=_FIRST_DAY + timedelta(days=row % 9_000),
                    language=str(languages[at]),
                    source=SINGLE_SOURCE if row == SINGLE_ROW else source,
                    origin=f"/arsip/{row}.md",
                )
            )
        return found, vectors

    def documents(self, total: int) -> Iterator[tuple[list[Article], list[Document]]]:
        """Yield blocks of articles and their passages with embeddings."""
        for block in range(-(-total // BLOCK)):
            articles, vectors = self.articles(block, min(BLOCK, total - block * BLOCK))
            yield articles, [_document(*each) for each in zip(articles, vectors, strict=True)]

    def questions(self, count: int) -> list[str]:
        """Return the texts of questions: a question word, three common words, and three of one and the same passage."""
        generator, words = np.random.default_rng([4]), _words()
        common = _tokens(generator, (count, 3))
        articles, _ = self.articles(0, max(count, 1))
        return [
            " ".join(
                [
                    _ASKING[at % len(_ASKING)],
                    *words[common[at]].tolist(),
                    *generator.choice(articles[at].text.lower()[:-1].split(), 3),
                ]
            )
            + "?"
            for at in range(count)
        ]


def embed_sample(folder: Path) -> None:
    """Embed the sentences, questions and titles of the sample archive once, into a folder."""
    files, _ = find_files(SAMPLE)
    articles = [each for file in files for each in read_articles(file.path) if isinstance(each, Article)]
    texts = [
        (sentence, article.language)
        for article in articles
        for sentence in re.split(r"(?<=[.!?])\s+|\n\n", article.text)
        if len(sentence) > 25
    ]
    encoder = shared_encoder(None, EMBEDDER_FILE, 0)
    np.save(folder / "passages.npy", encode(encoder, [PASSAGE_PREFIX + text for text, _ in texts]))
    np.save(folder / "languages.npy", np.array([language for _, language in texts]))
    questions = [row.question for row in read_questions(SAMPLE / "questions.jsonl")]
    np.save(folder / "queries.npy", encode(encoder, [QUERY_PREFIX + text for text in questions]))
    np.save(folder / "titles.npy", encode(encoder, [QUERY_PREFIX + each.title for each in articles]))


def _document(article: Article, vector: Float32) -> Document:
    document = passage_document(article, 0, (0, len(article.text)))
    meta = {**document.meta, "embedding_key": article.id * 2}
    return replace(document, meta=meta, embedding=vector.tolist())


@lru_cache(maxsize=1)
def _words() -> NDArray[np.str_]:
    text = " ".join(path.read_text(encoding="utf-8").split("---", 2)[-1] for path in sorted(SAMPLE.glob("*.md")))
    real = [word for word, _ in Counter(re.findall(r"[a-z]{2,}", text.lower())).most_common()]
    syllables = sorted({word[at : at + size] for word in real for size in (2, 3) for at in range(0, len(word), size)})
    generator = np.random.default_rng(5)
    made = dict.fromkeys(real)
    while len(made) < _VOCABULARY:
        parts = np.array(syllables)[generator.integers(0, len(syllables), (3, 50_000))]
        made |= dict.fromkeys(np.char.add(np.char.add(parts[0], parts[1]), parts[2]).tolist())
    return np.array(list(made)[:_VOCABULARY], object)


def _tokens(generator: np.random.Generator, shape: tuple[int, int]) -> NDArray[np.int64]:
    return np.searchsorted(_cumulated(), generator.random(shape)).astype(np.int64)


@lru_cache(maxsize=1)
def _cumulated() -> NDArray[np.float64]:
    weights = 1 / (np.arange(_VOCABULARY) + 2.7) ** 1.05
    return np.cumsum(weights / weights.sum())
