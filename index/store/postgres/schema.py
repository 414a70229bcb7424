"""The tables of an index in PostgreSQL, and how a database is made ready for them.

Each row of what a snapshot holds is valid from the snapshot `born` until before the snapshot `died`, so that a build
writes only what it changes, publishing and going back are one UPDATE, and what was begun and never published is seen
by nobody. Passages and vectors that are older than a snapshot's `floor` do not count in it either: a build that embeds
everything anew need not touch the old ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.errors import DatabaseUnfit
from index.postgres.database import Connection, PostgresDatabase
from index.store.portable import ARTICLES, RECORDS

SCHEMA = "tanya_index"
# Told of the number of the snapshot to serve.
CHANNEL = "tanya_index"
NEVER = 2**63 - 1
# What changes here cannot be taken over from an older snapshot.
FORMAT_VERSION = 1
_LEAST_PGVECTOR = (0, 8)
_LEAST_SERVER = 140_000
# All that has a validity but passages and vectors.
VALID = {**RECORDS, "articles": ARTICLES}
PASSAGES = (
    *("name", "article", "ordinal", "starts", "ends", "embedding_key", "language", "published", "source"),
    *("title", "text", "length", "words"),
)
VECTORS = ("article", "language", "published", "source", "half")

# Made after the first build: many rows at once are sorted quicker than one by one.
_LATE_INDEXES = {
    "articles_published": "articles (published DESC NULLS LAST, id)",
    "passages_words": "passages USING gin (words)",
    "vectors_filters": "vectors (language, published)",
    "vectors_published": "vectors (published)",
    "vectors_source": "vectors (source)",
    "vectors_article": "vectors (article)",
}
# Of 40,000 close to each other .996 of the ten nearest are found, where pgvector's default of 64 finds .939.
_HNSW = "vectors USING hnsw (half halfvec_ip_ops) WITH (ef_construction = 200)"
_LANGUAGE = re.compile(r"[a-z]{2,8}")
_VALIDITY = f"born bigint NOT NULL, died bigint NOT NULL DEFAULT {NEVER}"
# Compared by bytes, as SQLite and Python do, whatever the database's own order is.
_TEXT = 'text COLLATE "C"'
_SNAPSHOTS = f"""
CREATE TABLE archive (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), dimension integer NOT NULL, current bigint,
    last bigint NOT NULL DEFAULT 0, building bigint, resumable text
);
CREATE TABLE snapshots (
    number bigint PRIMARY KEY, floor bigint NOT NULL, format integer NOT NULL, model text NOT NULL,
    settings jsonb NOT NULL, articles bigint NOT NULL, passages bigint NOT NULL, sources bigint NOT NULL,
    size_bytes bigint NOT NULL, built text NOT NULL, average_length double precision NOT NULL
);
CREATE TABLE progress (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), stage text NOT NULL, done bigint NOT NULL, total bigint
);
CREATE TABLE embeddings (key bytea PRIMARY KEY, vector bytea NOT NULL);
CREATE TABLE word_counts (word {_TEXT} PRIMARY KEY, passages bigint NOT NULL);
"""
_RECORDS = f"""
CREATE TABLE sources (uri {_TEXT} NOT NULL, added text NOT NULL, prune boolean NOT NULL, {_VALIDITY},
    PRIMARY KEY (uri, born));
CREATE TABLE excluded (id {_TEXT} NOT NULL, origin text NOT NULL, {_VALIDITY}, PRIMARY KEY (id, born));
CREATE TABLE files (path {_TEXT} NOT NULL, source text NOT NULL, size_bytes bigint NOT NULL, mtime_ns bigint NOT NULL,
    {_VALIDITY}, PRIMARY KEY (path, born));
CREATE TABLE pages (url {_TEXT} NOT NULL, etag text, last_modified text, stamp text, problem text, code text,
    {_VALIDITY}, PRIMARY KEY (url, born));
CREATE TABLE listed (list {_TEXT} NOT NULL, url {_TEXT} NOT NULL, {_VALIDITY}, PRIMARY KEY (list, url, born));
CREATE INDEX listed_url ON listed (url);
CREATE TABLE articles (
    id {_TEXT} NOT NULL, title text NOT NULL, url {_TEXT}, published {_TEXT}, language {_TEXT} NOT NULL,
    source {_TEXT}, author text, origin {_TEXT} NOT NULL, path {_TEXT} NOT NULL, content_hash text NOT NULL,
    text_hash text NOT NULL, published_guessed boolean NOT NULL, provenance text NOT NULL, page_starts text NOT NULL,
    text text NOT NULL, {_VALIDITY}, PRIMARY KEY (id, born)
);
CREATE INDEX articles_path ON articles (path text_pattern_ops);
CREATE INDEX articles_text_hash ON articles (text_hash);
CREATE TABLE near_keys (article {_TEXT} NOT NULL, keys bytea NOT NULL, {_VALIDITY}, PRIMARY KEY (article, born));
CREATE TABLE families (article {_TEXT} NOT NULL, family {_TEXT} NOT NULL, {_VALIDITY}, PRIMARY KEY (article, born));
CREATE INDEX families_family ON families (family);
"""
_PASSAGES = f"""
CREATE SEQUENCE passage_ids;
CREATE TABLE passages (
    id bigint PRIMARY KEY, name {_TEXT} NOT NULL, article {_TEXT} NOT NULL, ordinal integer NOT NULL,
    starts integer NOT NULL, ends integer NOT NULL, embedding_key {_TEXT} NOT NULL, language {_TEXT} NOT NULL,
    published {_TEXT}, source {_TEXT}, title {_TEXT} NOT NULL, text {_TEXT} NOT NULL, length integer NOT NULL,
    words tsvector NOT NULL,
    {_VALIDITY}, UNIQUE (name, born)
) WITH (fillfactor = 90);
CREATE INDEX passages_article ON passages (article, ordinal);
CREATE INDEX passages_embedding_key ON passages (embedding_key);
CREATE INDEX passages_born ON passages (born);
CREATE INDEX passages_died ON passages (died) WHERE died < {NEVER};
"""

# What machines share beside snapshots: articles that a build would have others embed, with how they are to be cut; and
# documents that were handed over one by one, whichever machine they came to.
_SHARED = f"""
CREATE TABLE to_embed (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, article {_TEXT} NOT NULL, building bigint NOT NULL,
    floor bigint NOT NULL, model text NOT NULL, settings jsonb NOT NULL
);
CREATE INDEX to_embed_article ON to_embed (article);
CREATE TABLE documents (
    name {_TEXT} PRIMARY KEY, title text, content bytea NOT NULL, mtime_ns bigint NOT NULL
);
"""
# What was removed by hand is known by its title and text as well; of earlier removals they are not known.
_COPIES = "ALTER TABLE excluded ADD COLUMN copy_hash text NOT NULL DEFAULT ''"


def _vectors(dimension: int) -> str:
    # Apart from their passages, so that comparing many reads few pages; half precision, as the file store keeps them.
    return f"""
CREATE TABLE vectors (
    id bigint PRIMARY KEY, article {_TEXT} NOT NULL, language {_TEXT} NOT NULL, published {_TEXT}, source {_TEXT},
    half halfvec({dimension}) NOT NULL, {_VALIDITY}
) WITH (fillfactor = 90);
ALTER TABLE vectors ALTER COLUMN half SET STORAGE PLAIN;
INSERT INTO archive (dimension) VALUES ({dimension});
"""


def is_indexed(language: str) -> bool:
    """Tell whether the vectors of a language may have an index, whose condition can name it."""
    return bool(_LANGUAGE.fullmatch(language))


def drop_late_indexes(connection: Connection) -> None:
    """Do without the indexes that nothing but questions needs; `make_indexes` makes them."""
    connection.execute(f"DROP INDEX IF EXISTS {', '.join(_LATE_INDEXES)}")


def make_indexes(connection: Connection, languages: Sequence[str]) -> None:
    """Make the indexes that are not there, among them one for the vectors of each of these languages.

    The nearest in one language often lie behind thousands in another, where no search by one index for both gets to.
    """
    wanted = {**_LATE_INDEXES}
    wanted |= {f"vectors_half_{each}": f"{_HNSW} WHERE language = '{each}'" for each in languages if is_indexed(each)}
    rows = connection.execute("SELECT indexname FROM pg_indexes WHERE schemaname = %s", [SCHEMA]).fetchall()
    for name in wanted.keys() - {row[0] for row in rows}:
        connection.execute(f"CREATE INDEX {name} ON {wanted[name]}")
    # Of all languages, as it was once made.
    connection.execute("DROP INDEX IF EXISTS vectors_half")


def prepare(database: PostgresDatabase, dimension: int) -> None:
    """Make the tables, or bring older ones up to date.

    Raises:
        DatabaseUnfit: the server or pgvector is too old, pgvector is missing, or a right is.
    """
    steps = (_SNAPSHOTS, _RECORDS, _PASSAGES, _vectors(dimension), _SHARED, _COPIES)
    database.prepare(steps, lambda connection: _require_server(connection, database.address))
    found = database.scalar("SELECT dimension FROM archive")
    if found != dimension:
        raise DatabaseUnfit(
            f"{database.address} holds vectors of {found} numbers, and this model makes {dimension}; "
            "use another database"
        )


def _require_server(connection: Connection, address: str) -> None:
    """Refuse what cannot search as it must; make the extension where that is allowed."""
    if connection.info.server_version < _LEAST_SERVER:
        raise DatabaseUnfit(
            f"{address}: PostgreSQL {connection.info.server_version // 10_000} is too old; 14 is needed"
        )
    version = pgvector_version(connection)
    if version is None:
        there = connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'").fetchone()
        if not there:
            raise DatabaseUnfit(f"{address}: the server has no pgvector; install it there, version 0.8 or newer")
        try:
            connection.execute("CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public")
        except Exception as error:
            if getattr(error, "sqlstate", None) != "42501":
                raise
            raise DatabaseUnfit(
                f"{address}: pgvector is not in this database; as its administrator run there: CREATE EXTENSION vector"
            ) from error
        version = pgvector_version(connection)
    if version is None or tuple(int(part) for part in version.split(".")[:2]) < _LEAST_PGVECTOR:
        raise DatabaseUnfit(
            f"{address}: pgvector {version} is too old, since it loses neighbours behind filters; install 0.8 or newer "
            "on the server, then run there: ALTER EXTENSION vector UPDATE"
        )


def pgvector_version(connection: Connection) -> str | None:
    """Return the version of pgvector in a database; None when it is not there."""
    found = connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'").fetchone()
    return str(found[0]) if found else None
