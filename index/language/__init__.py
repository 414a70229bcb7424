"""What words say: languages, days, questions and how they are written. Pure: no model, no file of the archive."""
