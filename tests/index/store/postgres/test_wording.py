"""Words as PostgreSQL keeps them: split and folded as in the file store's full-text index."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import psycopg
from hypothesis import given
from hypothesis import strategies as st

from index.store.postgres.wording import to_tsquery, to_tsvector, tokens
from tests.postgres import PostgresServer


def test_words_are_split_and_folded() -> None:
    """By everything that is no letter or digit."""
    assert tokens("São_Paulo, ke-2: x9x9 É!") == ["sao", "paulo", "ke", "2", "x9x9", "e"]
    assert tokens("'\\: & | ! <->") == []


def test_the_title_has_places_of_its_own() -> None:
    """With a gap behind it, and its weight."""
    assert to_tsvector("Kapal karam", "Kapal itu") == ("'kapal':1A 'karam':2A 'kapal':4 'itu':5", 4)
    assert to_tsvector("", "") == ("", 0)


def test_phrases_stand_side_by_side() -> None:
    assert to_tsquery([["a", "b"], ["c"]], "&") == "('a' <-> 'b') & ('c')"
    assert to_tsquery([["a"]], "|", "D") == "('a':D)"


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60))
def test_they_are_the_words_of_fts5(text: str) -> None:
    """Whatever the letters, as far as both know them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
        connection.execute("INSERT INTO t VALUES (?)", [text])
        expected = [row[0] for row in connection.execute("SELECT term FROM v ORDER BY offset")]
    if text.isascii():
        assert tokens(text) == expected


def test_what_is_long_or_everywhere_is_still_taken(postgres_server: PostgresServer) -> None:
    """PostgreSQL has limits for a word and for its places."""
    text = f"{'x' * 5_000} " + "kata " * 300_000 + "akhir"
    with psycopg.connect(postgres_server.url("postgres")) as connection:
        found = connection.execute(
            "SELECT one @@ %s::tsquery, one @@ 'akhir', length(one) FROM (SELECT %s::tsvector AS one) AS t",
            [to_tsquery([tokens(text)[:1]], "&"), to_tsvector(text, text)[0]],
        ).fetchone()
    assert found == (True, True, 3)
