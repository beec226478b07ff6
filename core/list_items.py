"""What a plugin adds to lists of lines: a way to narrow them down, and a column. Frozen, as in `core.items`."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.items import Ordning


@dataclass(frozen=True)
class ListContext:
    """The list a facet or a column is asked about: the law, its ordninger that the user sees, and the day it is.

    `kommuner` are the numbers whose lines the list can hold, in use today; None: every one there is.
    """

    session: Any
    lov: str
    ordninger: tuple[Ordning, ...]
    day: date
    kommuner: frozenset[str] | None


@dataclass(frozen=True, eq=False)
class Facet:
    """A way to narrow a list down; its key stands in the address.

    `condition(line, value, context)` is SQL about `line`, which has the columns of `OrdningLinje`. `choices(context)`
    gives the values one chooses between, each with its title; one of less than two choices is not shown. Without
    `choices` the value is a date. `none` is what is said where nothing is chosen. `first`: always a field of its own.
    `names`: the titles are names of places, the same in every language. `owner(value, context)` names the plugin a
    value comes from, where that is another than the facet's own. `steady`: the choices follow from the context and the
    language alone, not from what is stored, and are asked for once.
    """

    key: str
    title: Any
    condition: Callable[[Any, Any, ListContext], Any]
    choices: Callable[[ListContext], Sequence[tuple[str, Any]]] | None = None
    none: Any = ""
    order: int = 100
    first: bool = False
    names: bool = False
    owner: Callable[[str, ListContext], str] | None = None
    steady: bool = False


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a list: `values(session, person_ids)` tells it by person, or `expression(line)` is SQL about a line.

    What has an expression sorts. A date is shown as one, None as a dash; `words` makes a value something to read.
    """

    key: str
    title: Any
    values: Callable[[Any, Sequence[uuid.UUID]], Mapping[uuid.UUID, Any]] | None = None
    expression: Callable[[Any], Any] | None = None
    words: Callable[[Any], Any] | None = None
    order: int = 100
    standard: bool = False


@dataclass(frozen=True)
class Gap:
    """A line of the mangelliste: what is lacking of someone who is followed up, told of an open line of the lists.

    `condition(line, context)` is SQL, true where it lacks; `why` says which rule or deadline asks for it, `since(line)`
    from which day (without it: since the kategori opened). `ordninger`: keys of those it can lack in (empty: any).
    """

    key: str
    title: Any
    why: Any
    condition: Callable[[Any, ListContext], Any]
    since: Callable[[Any], Any] | None = None
    ordninger: tuple[str, ...] = ()
    order: int = 100
