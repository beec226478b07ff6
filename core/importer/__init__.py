"""Reads people and places from a file, a line at a time: each line stands or falls whole, and the others are read."""
