"""A list as it is asked for: whose lines, narrowed how, and the SQL that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from core.access.users import SignedIn
from core.digits import only_digits
from core.house import house_of
from core.items import Ordning
from core.list_items import Column, ListContext
from core.ordninger.lists.asked import Asked, read_asked
from core.ordninger.lists.columns import SORTED_BY
from core.ordninger.lists.facets import open_now
from core.ordninger.lists.offered import Offered, offered_columns, offered_facets
from core.ordninger.lists.whose import Whose, whose
from core.ordninger.models import OrdningLinje
from core.persons.merging.former import present_dufs
from core.persons.models import NameWord
from core.persons.names import latin_words
from core.plugins import guarded

END = "\U0010ffff"
DUF = 12
"""Digits."""


@dataclass
class Listing:
    """A list: the session it is read in, what the address asks for, and what could be asked for."""

    session: Session
    whose: Whose
    context: ListContext
    every: tuple[Ordning, ...]
    offered: Mapping[str, Offered]
    columns: Mapping[str, Column]
    asked: Asked
    words: str = ""

    @property
    def shown_columns(self) -> list[Column]:
        """The columns asked for, in order."""
        return [self.columns[key] for key in self.asked.columns]

    @property
    def nationwide(self) -> bool:
        """No kommune is named: the counts stop, and only what has an index of its own sorts everyone."""
        return self.context.kommuner is None and not {"kommune", "fylke"} & self.asked.chosen.keys()

    def conditions(self, line: Any = OrdningLinje) -> list[ColumnElement[bool]]:
        """SQL for the lines of the list. The shielded are not among them, whoever asks (core.ordninger.lists.shielded).

        `line` is the model, or the model as a query wants it said (core.ordninger.lists.queries). A plugin's facet that
        fails is left out; the page says so.
        """
        found = [line.lov == self.context.lov, line.skjermet.is_(False), self.whose.condition(line, self.every)]
        if "vis" not in self.asked.chosen:
            found.append(open_now(line, self.context.day))
        for key in self.asked.chosen:
            condition = self._narrowed(key, line)
            if condition is not None:
                found.append(condition)
        return found + _named(line, self.words, self.nationwide)

    def _narrowed(self, key: str, line: Any) -> Any:
        one = self.offered[key]
        value = self.asked.chosen[key] if one.choices is not None else self.asked.date_of(key)
        make = partial(one.facet.condition, line, value, self.context)
        owner = self.owner(key)
        return make() if owner == "core" else guarded(self.session, owner, make)

    def owner(self, key: str) -> str:
        """The plugin that a chosen facet comes from."""
        one = self.offered[key]
        return one.facet.owner(self.asked.chosen[key], self.context) if one.facet.owner else one.owner

    def order(self, line: Any = OrdningLinje) -> list[Any]:
        """What the list is sorted by, the id last: no two lines are equal."""
        key = self.asked.sort
        if key in SORTED_BY:
            return [*SORTED_BY[key](line), line.id]
        expression = self.columns[key].expression
        return [expression(line) if expression else line.fra, line.id]


def listing(session: Session, user: SignedIn, lov: str, args: MultiDict[str, str], words: str = "") -> Listing:
    """The list of a law as this user asks for it. `words`: a DUF-nummer or names, which no address holds."""
    house = house_of(session)
    registry, day = house.plugins.registry, house.clock.today()
    mine = whose(registry, user, lov, day)
    context = ListContext(session, lov, mine.ordninger, day, mine.kommuner)
    offered, columns = offered_facets(session, registry, context), offered_columns(registry)
    asked = read_asked(args, offered, columns)
    every = tuple(one for one in registry.ordninger.values() if one.law == lov)
    return Listing(session, mine, context, every, offered, columns, asked, _as_kept(session, words))


def _as_kept(session: Session, words: str) -> str:
    """The whole DUF-nummer of a merged record becomes that of the person it was merged into."""
    number = only_digits(words)
    return words if number is None or len(number) != DUF else present_dufs(session, [number]).get(number, words)


def _named(line: Any, words: str, nationwide: bool) -> list[ColumnElement[bool]]:
    """A DUF-nummer or the beginning of one, or words that each begin a word of her names."""
    number = only_digits(words)
    if number is not None:
        return [line.duf >= number, line.duf < number + END]
    typed = latin_words(words)
    if words.strip() and not typed:
        return [line.duf == words]  # nothing that could be in a name: nobody
    return [_has_word(line, word, nationwide) for word in typed]


def _has_word(line: Any, word: str, nationwide: bool) -> ColumnElement[bool]:
    """Within a kommune each line is asked; in all the country the word finds the persons."""
    begins = (NameWord.ord >= word, NameWord.ord < word + END)
    if nationwide:
        found: ColumnElement[bool] = line.person_id.in_(select(NameWord.person_id).where(*begins))
        return found
    return exists(select(NameWord.person_id).where(NameWord.person_id == line.person_id, *begins))
