"""Runs the plugins' rules for a person and keeps the periods, the deadlines and the reasons."""
