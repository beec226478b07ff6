"""The demonstration: users and made-up persons in every situation there is. Nothing here is about anyone real."""
