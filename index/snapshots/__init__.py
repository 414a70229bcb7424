"""Published, immutable, verified: what is served, and what is kept beside it."""
