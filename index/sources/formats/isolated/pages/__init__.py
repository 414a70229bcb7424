"""Text out of pages on which characters have places: lines, columns, tables, and what stands on every page."""
