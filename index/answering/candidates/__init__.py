"""What the reader found: spans, whole lists, their lines side by side, and what is known of each."""
