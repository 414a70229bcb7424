"""A database is made ready for an index, or refused with what to do."""

from __future__ import annotations

from contextlib import closing, suppress

import psycopg
import pytest

from index.embedding.encoder import DIMENSION
from index.errors import DatabaseUnfit, IndexMissing
from index.passages import PassageSettings
from index.store.postgres.snapshots.archive import PostgresArchive
from index.store.records import Removal
from tests.conftest import MODEL


def asked(url: str, dimension: int = DIMENSION) -> None:
    """Ask an archive for what it serves, and let go of it."""
    archive = PostgresArchive(url, dimension=dimension)
    try:
        archive.current_name()
    finally:
        archive.close()


def test_an_old_pgvector_is_refused(postgres_url: str) -> None:
    """It loses neighbours behind filters."""
    with psycopg.connect(postgres_url) as connection:
        connection.execute("UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'")
    with pytest.raises(DatabaseUnfit, match=r"pgvector 0\.7\.4 is too old.*ALTER EXTENSION vector UPDATE"):
        asked(postgres_url)


def test_a_missing_pgvector_is_made_by_who_may(postgres_url: str) -> None:
    """Others are told who can."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP EXTENSION vector")
        with suppress(psycopg.errors.DuplicateObject):
            connection.execute("CREATE ROLE owner LOGIN")
        connection.execute("GRANT ALL ON DATABASE " + connection.info.dbname + " TO owner")
    with pytest.raises(DatabaseUnfit, match="as its administrator run there: CREATE EXTENSION vector"):
        asked(postgres_url.replace("postgres@", "owner@"))
    with pytest.raises(IndexMissing):
        asked(postgres_url)
    with pytest.raises(IndexMissing):
        asked(postgres_url)


def test_an_owner_without_other_rights_is_enough(postgres_url: str) -> None:
    """To make the tables and to publish in them; a reader needs less."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        for name in ("owner", "reader"):
            with suppress(psycopg.errors.DuplicateObject):
                connection.execute(f"CREATE ROLE {name} LOGIN")
        connection.execute(f"GRANT CREATE ON DATABASE {connection.info.dbname} TO owner")
    with pytest.raises(IndexMissing):
        asked(postgres_url.replace("postgres@", "owner@"))
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("GRANT USAGE ON SCHEMA tanya_index TO reader")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA tanya_index TO reader")
    with pytest.raises(IndexMissing):
        asked(postgres_url.replace("postgres@", "reader@"))


def test_a_database_of_another_model_is_refused(postgres_url: str) -> None:
    """Its vectors have another length."""
    with pytest.raises(IndexMissing):
        asked(postgres_url)
    with pytest.raises(DatabaseUnfit, match="384 numbers, and this model makes 5; use another database"):
        asked(postgres_url, 5)


def test_what_an_earlier_version_removed_is_known_by_its_id(archive: PostgresArchive, postgres_url: str) -> None:
    """Its table had no other column for it."""
    with archive.build(MODEL, PassageSettings()) as build:
        build.store.articles.exclude({"a": Removal("/a.md", "hash")})
        build.publish()
    with psycopg.connect(postgres_url) as connection:
        connection.execute("ALTER TABLE tanya_index.excluded DROP COLUMN copy_hash")
        connection.execute("UPDATE tanya_index.schema_steps SET done = done - 1")
    later = PostgresArchive(postgres_url, dimension=DIMENSION, keep=3)
    with closing(later), later.build(MODEL, PassageSettings()) as build:
        assert build.store.articles.excluded() == {"a": Removal("/a.md")}
