"""The store of one machine: a SQLite file and a file of vectors in a folder, behind Haystack's `DocumentStore`."""
