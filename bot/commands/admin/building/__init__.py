"""Builds that administrators begin: one at a time, with its progress in one message, and a report at its end."""
