"""The command line: its application, and what all commands share: settings, exit codes, the terminal."""

from __future__ import annotations

from tanya.cli.app import app, main

__all__ = ["app", "main"]
