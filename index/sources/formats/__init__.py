"""One module a format: a reader that makes drafts of articles out of bytes."""
