"""Values to texts and buttons, in the reader's language."""
