"""The commands of `fotfeste`, a file for each group. What is slow to import is imported by the command that needs it."""
