"""Snapshots in PostgreSQL by the range in which each row is valid: built, published, gone back to, and pruned."""
