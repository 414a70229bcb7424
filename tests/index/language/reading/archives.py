"""Small archives with a real full-text index, for what is told of their words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.articles import Article
from index.database import Database, PassageRow
from index.known_words import KnownWords
from index.language.reading import Vocabulary

ARTICLES = Path(__file__).parents[4] / "articles"


def database_of(path: Path, passages: Sequence[str]) -> Database:
    """Publish passages, each of an article of its own, and open the file as questions do."""
    writing = Database(path, writable=True)
    for number, text in enumerate(passages):
        article = Article(f"a{number}", "", text, None, None, "id", None, f"a{number}.md")
        writing.put_articles([article], article.origin, ["h"])
        writing.put_passages(
            [PassageRow(f"p{number}", article.id, 0, 0, len(text), f"k{number}", "id", None, None, "", text)]
        )
    writing.commit_and_compact()
    writing.close()
    return Database(path, writable=False)


def vocabulary_of(path: Path, passages: Sequence[str]) -> Vocabulary:
    return Vocabulary(KnownWords(database_of(path, passages)))


def sample_passages() -> list[str]:
    """Return the paragraphs of the sample archive."""
    texts = [path.read_text(encoding="utf-8").rpartition("---\n")[2] for path in sorted(ARTICLES.glob("*.md"))]
    return [paragraph for text in texts for paragraph in text.split("\n\n") if paragraph.strip()]
