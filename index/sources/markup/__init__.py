"""HTML as the text that a person reads: blocks, lists and tables, and tags taken off whatever their faults."""
