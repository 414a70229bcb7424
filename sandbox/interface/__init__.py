"""What scripts and the chat page drive the sandbox with."""
