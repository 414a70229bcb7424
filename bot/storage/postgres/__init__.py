"""What several bots keep together, in one PostgreSQL database; loaded only where one is set."""
