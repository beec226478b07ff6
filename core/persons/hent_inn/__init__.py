"""UDI-søk and *Hent inn*: a person outside one's own reach, found by a whole number and brought in with a reason."""
