"""What sites, channels and wikis give out of themselves: many articles in one file."""
