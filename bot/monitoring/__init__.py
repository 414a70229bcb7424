"""What can be watched, without what people wrote."""
