"""Parsing that a hostile page or feed can make hang or fill the memory, done in a process of its own.

`pool` keeps such processes, `process` is one of them, `program` is what runs in it, `values` is what goes through the
pipe between them.
"""
