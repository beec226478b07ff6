"""Personsøk: one box for six identifiers, and Avansert søk with a field for each."""

from core.persons.search.people import Found, find
from core.persons.search.stored import LONGEST, store_search, stored_words

__all__ = ["LONGEST", "Found", "find", "store_search", "stored_words"]
