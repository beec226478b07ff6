"""*Rydd i registreringen*: what lacks of those who are followed up, counted, with the way to mend it."""
