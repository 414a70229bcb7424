"""The names of the files that a store is made of: what a snapshot's manifest lists, and what a backup takes."""

PASSAGES_FILE = "passages.sqlite"
VECTORS_FILE = "dense.faiss"
FILES = (PASSAGES_FILE, VECTORS_FILE)
