"""Tables and lists of rows, one article a row: JSON Lines, JSON, CSV."""
