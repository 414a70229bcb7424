"""Files of word processors, slides and sheets: each is read by a program of `index.sources.formats.isolated`."""
