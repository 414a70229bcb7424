"""The Bot API as Telegram has it: methods by name, what each takes and refuses, budgets and faults."""
