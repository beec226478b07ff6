"""Measures how fast and how small it is: `fotfeste bench`."""
