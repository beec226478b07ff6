"""The commands of `fotfeste`, a file for each group. What is slow to import, the command that needs it imports."""
