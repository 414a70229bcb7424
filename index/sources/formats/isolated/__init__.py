"""Readers of formats whose parsers can be led astray: each runs as a program of its own.

`index.sources.formats.isolation` runs them.

These programs import nothing of this project but each other and what is as small, so that they start quickly. One takes
a file and the most characters to return, and prints one JSON object a line: while it takes long "page" with how far it
is, and at last the fields of a `Draft`, or "problem" with the reason why there is none.
"""
