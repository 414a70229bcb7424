"""What keeps passages and finds them: the protocols that the rest asks, and a room for each implementation."""
