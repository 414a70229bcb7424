"""Vectors by number, added, written to one file and searched: FAISS over a mapped file."""
