"""What a snapshot in PostgreSQL tells of its words, and how its table of counts is kept up with what is served.

The counts are those of the snapshot to serve; whoever still asks an older one hardly notices, for they weigh words and
leave none out.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.postgres.database import Connection
from index.store.postgres.view import View
from index.store.postgres.wording import to_tsquery, tokens
from index.store.records import Words
from index.store.spelling import (
    COUNTED_TO,
    KNOWN_LETTERS,
    MOST_KNOWN,
    PASSAGES_LOOKED_AT,
    spelling_in,
    spelling_in_titles,
)


class WordRecords(Words):
    """The words of one snapshot; see `index.store.records.Words`."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._matching = f"FROM passages AS p WHERE words @@ %s::tsquery AND {view.of_passages('p')}"

    def counts(self, words: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each of these words stands, as `wording.tokens` gives them; 0 is left out."""
        return dict(self._view.rows("SELECT word, passages FROM word_counts WHERE word = ANY(%s)", [list(words)]))

    def passages_with_word(self, word: str) -> int:
        parts = tokens(word)
        if not parts:
            return 0
        if len(parts) == 1:
            return min(self.counts(parts).get(parts[0], 0), COUNTED_TO)
        statement = f"SELECT count(*) FROM (SELECT 1 {self._matching} LIMIT %s) AS found"
        return int(self._view.scalar(statement, [to_tsquery([parts], "&"), COUNTED_TO]))

    def has_words(self, words: Sequence[str], *, adjacent: bool) -> bool:
        phrases = [tokens(" ".join(words))] if adjacent else [tokens(each) for each in words]
        if not all(phrases):
            return False
        return bool(self._view.rows(f"SELECT 1 {self._matching} LIMIT 1", [to_tsquery(phrases, "&")]))

    def words_beginning_with(self, letter: str) -> list[tuple[str, int]]:
        # The most frequent of one letter, where files have the most frequent of all letters: never fewer.
        rows = self._view.rows(
            "SELECT word, passages FROM word_counts WHERE word >= %s AND word < %s AND length(word) BETWEEN %s AND %s "
            "AND word ~ '^[a-z]+$' ORDER BY passages DESC, word LIMIT %s",
            [letter, chr(ord(letter) + 1), *KNOWN_LETTERS, MOST_KNOWN],
        )
        return [(row[0], row[1]) for row in rows]

    def spelling_of(self, word: str) -> str | None:
        parts = tokens(word)
        if not parts:
            return None

        def found_in(column: str, weight: str) -> list[str]:
            values = [to_tsquery([parts], "&", weight), PASSAGES_LOOKED_AT]
            return self._view.column(f"SELECT {column} {self._matching} ORDER BY id LIMIT %s", values)

        return spelling_in(found_in("text", "D"), word) or spelling_in_titles(found_in("title", "A"), word)


def count_changes(connection: Connection, before: View | None, after: View) -> None:
    """Bring the counts from the words of one snapshot to those of another; costs as much as they differ.

    Args:
        connection: within the transaction that makes `after` the one to serve.
        before: the snapshot that was served; None for none, with no counts.
        after: the one to serve.
    """
    _add(connection, after, before, 1)
    if before is not None:
        _add(connection, before, after, -1)
    connection.execute("DELETE FROM word_counts WHERE passages <= 0")


def _add(connection: Connection, here: View, elsewhere: View | None, sign: int) -> None:
    """Add the words of the passages that are in one snapshot and not in another."""
    condition = here.of_passages("p")
    if elsewhere is not None:
        # As three ranges, each of which has an index.
        number, floor = elsewhere.number, elsewhere.floor
        condition += f" AND (p.born > {number} OR p.born < {floor} OR p.died <= {number})"
    connection.execute(
        "INSERT INTO word_counts AS w (word, passages) SELECT word, %s * ndoc FROM ts_stat(%s) "
        "ON CONFLICT (word) DO UPDATE SET passages = w.passages + excluded.passages",
        [sign, f"SELECT words FROM passages AS p WHERE {condition}"],
    )
