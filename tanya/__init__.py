"""The command `tanya` and its settings: what puts `index` and `bot` together."""
