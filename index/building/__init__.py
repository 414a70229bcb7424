"""From sources to a snapshot."""
