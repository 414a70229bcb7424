"""The command `tanya`, also as `python -m tanya`: heeds Ctrl-C before it loads anything that takes long."""

from __future__ import annotations

from tanya.interrupts import INTERRUPTED, leave_when_interrupted, wait_for_modules_when_interrupted


def main() -> None:
    """Run the command line."""
    leave_when_interrupted()
    from tanya.cli import main as run

    try:
        wait_for_modules_when_interrupted()
        run()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()
