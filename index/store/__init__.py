"""Passages kept and searched: vectors by FAISS, text and words by SQLite, behind Haystack's `DocumentStore`."""
