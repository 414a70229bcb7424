"""Where sentences begin and end, with exact character offsets."""
