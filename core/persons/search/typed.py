"""What was typed in the one box, and how it is understood. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from core.dates import DateError
from core.digits import plain
from core.persons.identifiers import recognise
from core.persons.names import latin_words
from core.persons.search.born import Days, read_born

MOST_WORDS = 8
DIGITS_WITHIN = re.compile(r"\d.*\d")
WORDS_WITHIN = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Typed:
    """How a text is understood.

    `kind`: duf, fnr, regnr, unhcr, dato, navn, navn_dato, nummer (digits that are none of these) or tegn (no letter and
    no digit). `value` is a number as it is kept; `remark` what is odd about it (core.persons.identifiers). `words` are
    a name's in the letters a-z, `days` what a birth date may mean, `fault` why a date is none.
    """

    text: str
    kind: str
    value: str = ""
    remark: str = ""
    words: tuple[str, ...] = ()
    days: Days = ()
    fault: DateError | None = None

    @property
    def raw(self) -> str:
        """The text as a reg-number or UNHCR number that looks like none we know is kept; empty without digits."""
        return plain(self.text).upper() if any(sign.isdigit() for sign in self.text) else ""


def read(text: str, today: date) -> Typed:
    """Recognises a whole number first, then a birth date, then a name, also with a birth date beside it."""
    known = recognise(text)
    if known is not None:
        return Typed(text, known.kind, known.value, known.remark or "")
    typed = plain("".join(sign if sign.isprintable() else " " for sign in text))
    try:
        days = read_born(typed, today)
    except DateError as error:
        return Typed(text, "dato", fault=error)
    if days:
        return Typed(text, "dato", days=days)
    return _name(text, typed, today)


def _name(text: str, typed: str, today: date) -> Typed:
    if not WORDS_WITHIN.search(typed):
        return Typed(text, "nummer" if any(sign.isdigit() for sign in typed) else "tegn")
    name, days = _apart(typed, today)
    words = latin_words(name)[:MOST_WORDS]
    return Typed(text, "navn_dato" if days else "navn", words=words, days=days)


def _apart(typed: str, today: date) -> tuple[str, Days]:
    """A name and the birth date beside it."""
    found = DIGITS_WITHIN.search(typed)
    if found is None:
        return typed, ()
    try:
        days = read_born(found[0], today)
    except DateError:
        days = ()
    rest = f"{typed[: found.start()]} {typed[found.end() :]}"
    return (rest, days) if days and WORDS_WITHIN.search(rest) else (typed, ())
