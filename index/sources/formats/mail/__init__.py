"""Newsletters as mail programs keep them, and pages as browsers save them in the same form."""
