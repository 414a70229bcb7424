"""Stands in for Haystack's usage statistics, whose module imports PostHog's client even when they are turned off.

What is not imported cannot be turned on, connect or keep anything.
"""

from __future__ import annotations

import sys
from types import ModuleType

_PACKAGE = "haystack.telemetry"
_MODULE = f"{_PACKAGE}._telemetry"


def leave_out_telemetry() -> None:
    """Let Haystack find these modules instead of its own; to be called before it is imported anywhere."""
    if _PACKAGE in sys.modules:
        return
    package, module = ModuleType(_PACKAGE, __doc__), ModuleType(_MODULE, __doc__)
    nothing = {"pipeline_running": _ignore, "tutorial_running": _ignore}
    vars(module).update(nothing | {"telemetry": None})
    vars(package).update(nothing | {"_telemetry": module, "__path__": []})
    sys.modules |= {_PACKAGE: package, _MODULE: module}


def _ignore(_what: object) -> None:
    """Tell nobody that a pipeline or a tutorial runs."""
