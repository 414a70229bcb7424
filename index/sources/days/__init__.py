"""The day of an article: how it may be written, where a text says it, and whose word goes first."""
