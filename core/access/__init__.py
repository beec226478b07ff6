"""Who may see and do what: users, units, roles, reach, shielding, sign-in and sessions."""
