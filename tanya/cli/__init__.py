"""The command line: one module for each group of commands, put together here."""

from __future__ import annotations

from tanya.cli.app import app, main

__all__ = ["app", "main"]
