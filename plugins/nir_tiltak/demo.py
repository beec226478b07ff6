"""STUB until written."""


def add_demo_tiltak(session, persons, random):
    return None
