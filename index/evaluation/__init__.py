"""Measured on questions whose answers are known."""
