"""`tanya doctor`: looks at everything that a running bot depends on, and says what to do about what is wrong.

The checks themselves are in `tanya.doctor.examination`, which loads the bot.
"""

from tanya.doctor.findings import Finding, Outcome, Trouble, wrong_settings

__all__ = ["Finding", "Outcome", "Trouble", "wrong_settings"]
