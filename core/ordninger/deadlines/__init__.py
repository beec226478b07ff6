"""Frister: what falls due this week and this month, and what is overdue, for the unit and for oneself."""
