"""What the bot keeps, in SQLite files of its own or in a PostgreSQL database."""
