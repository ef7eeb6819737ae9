"""veraPDF for the tests: the reference validator behind `generator/checks/verapdf.py`."""

from generator.checks.verapdf import FLAVOURS, failures

__all__ = ["FLAVOURS", "failures"]
