"""Views of a list that have been named: kept, opened, shared, and one of them the default."""
