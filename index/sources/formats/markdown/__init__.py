"""Markdown documents: their front matter, what Obsidian adds, and their blocks as text."""
