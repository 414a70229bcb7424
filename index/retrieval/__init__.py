"""Passages for a question: dense and lexical search together."""
