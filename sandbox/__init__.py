"""A Bot API server of our own with a chat page: the bot as a person sees it, without Telegram."""

from __future__ import annotations

from sandbox.errors import BotDied, PortTaken, SandboxError
from sandbox.rules import Rules
from sandbox.running import run_sandbox
from sandbox.server import Sandbox

__all__ = ["BotDied", "PortTaken", "Rules", "Sandbox", "SandboxError", "run_sandbox"]
