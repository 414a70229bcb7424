"""Web pages: which part of one is the article, what it says of itself, and its blocks as text."""
