"""What there is: people, chats and messages; what people do, and what of it the bot hears."""
