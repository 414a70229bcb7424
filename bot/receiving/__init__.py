"""Updates in: fetched or delivered, written down, and handed on in order."""
