"""`tanya doctor`: looks at everything that a running bot depends on, and says what to do about what is wrong."""

from tanya.doctor.examination import examine
from tanya.doctor.findings import Finding, Outcome, Trouble
from tanya.doctor.machine import wrong_settings

__all__ = ["Finding", "Outcome", "Trouble", "examine", "wrong_settings"]
