"""What was done (the event log, chained) and what was seen (the access log)."""
