"""Counting statements, for the tests of a plugin's pages."""

from core.statements import counted

__all__ = ["counted"]
