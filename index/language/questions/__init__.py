"""Questions taken apart by rule: what they ask, what they follow on, and what is no question."""
