"""Answers out of passages: spans that a reader marks, weighed against each other."""
