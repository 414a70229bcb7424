"""Texts to vectors: articles are cut into passages, and passages and questions are embedded."""
