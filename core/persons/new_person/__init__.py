"""*Ny person*: one who stands before the desk and has no number yet."""
