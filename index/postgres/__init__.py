"""Connections to a PostgreSQL server, lent to whoever keeps something there; nothing of it is loaded before that."""
