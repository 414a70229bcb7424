"""Out within Telegram's budgets, and what became of it."""
