"""Persons: who they are, their permits, and where they live."""
