"""Small archives with a real full-text index, for what is told of their words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.articles import Article
from index.language.reading import Vocabulary
from index.store.local.article_records import ArticleRecords
from index.store.local.database import Database
from index.store.local.passage_records import PassageRecords
from index.store.local.word_records import WordRecords

ARTICLES = Path(__file__).parents[4] / "articles"


def database_of(path: Path, passages: Sequence[str]) -> Database:
    """Publish passages, each of an article of its own, and open the file as questions do."""
    writing = Database(path, writable=True)
    records = PassageRecords(writing)
    for number, text in enumerate(passages):
        article = Article(f"a{number}", "", text, None, None, "id", None, f"a{number}.md")
        ArticleRecords(writing).put([article], article.origin, ["h"])
        records.put([(f"p{number}", article.id, 0, 0, len(text), f"k{number}", "id", None, None, "", text)])
    records.finish()
    writing.close()
    return Database(path, writable=False)


def vocabulary_of(path: Path, passages: Sequence[str]) -> Vocabulary:
    return Vocabulary(WordRecords(database_of(path, passages)))


def sample_passages() -> list[str]:
    """Return the paragraphs of the sample archive."""
    texts = [path.read_text(encoding="utf-8").rpartition("---\n")[2] for path in sorted(ARTICLES.glob("*.md"))]
    return [paragraph for text in texts for paragraph in text.split("\n\n") if paragraph.strip()]
