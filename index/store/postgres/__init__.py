"""The store of many machines: articles, passages, vectors and snapshots in one PostgreSQL database with pgvector."""
