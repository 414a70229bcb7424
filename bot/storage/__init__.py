"""What the bot keeps, in SQLite files of its own."""
