"""What administrators' commands do, and what the bot does for them by itself."""
