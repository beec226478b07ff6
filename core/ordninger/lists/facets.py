"""Core's own ways to narrow a list of lines down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select

from core.codes.languages import language_choices, languages
from core.collation import norwegian
from core.i18n import _, language, lazy
from core.list_items import Facet, ListContext
from core.ordninger.lists.whose import followed_by
from core.places.followed import former
from core.places.models import Mottak
from core.places.register import bydeler, fylke_of, fylker_on, kommune_label, kommuner_on
from core.places.tables import tables

Choices = Sequence[tuple[str, Any]]
Condition = Callable[[Any, Any, ListContext], Any]
NO_KOMMUNE = "ingen"
"""The kommune is not known, or was divided and nobody has chosen: IMDi's to find."""
STATES = {
    "kommende": lazy("Kommende kategorier"),
    "avsluttede": lazy("Avsluttede kategorier"),
    "alle": lazy("Alle kategorier, også avsluttede"),
}


class Said:
    """A line with some of its columns said so that no index of them fits: the database keeps to the one that is meant.

    Without statistics of how the lines are spread it would choose by their number of columns alone.
    """

    def __init__(self, line: Any, **columns: ColumnElement[Any]) -> None:
        """`line` is the model; `columns` is how those are said."""
        self._line, self._columns = line, columns

    def __getattr__(self, name: str) -> Any:
        """A column."""
        return self._columns[name] if name in self._columns else getattr(self._line, name)


def open_now(line: Any, day: date) -> ColumnElement[bool]:
    """SQL: the kommune follows her up today and the period holds."""
    return and_(line.apen_til >= day, line.apen_fra <= day)


def _in_state(line: Any, value: str, context: ListContext) -> ColumnElement[bool]:
    """Lines of those followed up today, whose period has ended, has not begun, or whichever."""
    day = context.day
    here = and_(line.unit_fra <= day, or_(line.unit_til.is_(None), line.unit_til >= day))
    if value == "alle":
        return here
    return and_(here, line.til < day) if value == "avsluttede" else and_(here, line.fra > day)


def _kategorier(context: ListContext) -> Choices:
    return list(dict(pair for ordning in context.ordninger for pair in ordning.kategorier.items()).items())


def _ordninger(context: ListContext) -> Choices:
    return [(ordning.key, ordning.title) for ordning in context.ordninger]


def _numbers(context: ListContext) -> frozenset[str]:
    if context.kommuner is not None:
        return context.kommuner
    return frozenset(kommune.nummer for kommune in kommuner_on(context.day))


def _kommuner(context: ListContext) -> Choices:
    named = [(number, kommune_label(number, context.day)) for number in _numbers(context)]
    found = sorted(named, key=lambda pair: norwegian(pair[1]))
    return [*found, (NO_KOMMUNE, _("Ingen kommune ennå"))] if context.kommuner is None else found


def _in_kommune(line: Any, value: str, context: ListContext) -> ColumnElement[bool]:
    return line.unit_id.is_(None) if value == NO_KOMMUNE else followed_by(line, [value])


def _fylker(context: ListContext) -> Choices:
    known = {fylke_of(number, context.day) for number in _numbers(context)}
    return [(fylke.nummer, fylke.navn) for fylke in fylker_on(context.day) if fylke in known]


def _in_fylke(line: Any, value: str, context: ListContext) -> ColumnElement[bool]:
    inside = [one.nummer for one in kommuner_on(context.day) if one.fylke == value]
    return followed_by(line, inside)


def _bydeler(context: ListContext) -> Choices:
    numbers = sorted({bydel.kommune for bydel in tables().bydeler.values()} & _numbers(context))
    several = len(numbers) > 1
    return [
        (bydel.nummer, f"{kommune_label(number, context.day)}: {bydel.navn}" if several else bydel.navn)
        for number in numbers
        for bydel in bydeler(number, context.day)
    ]


MOTTAK = select(Mottak.kode, Mottak.navn).order_by(Mottak.navn, Mottak.kode)
MOTTAK_IN = MOTTAK.where(Mottak.kommune.in_(bindparam("kommuner", expanding=True)))


def _mottak(context: ListContext) -> Choices:
    """Those that lie in the list's kommuner, whatever number they were registered with."""
    if context.kommuner is None:
        found = context.session.execute(MOTTAK)
    else:
        known = {old for number in context.kommuner for old in (number, *former(number, context.day))}
        found = context.session.execute(MOTTAK_IN, {"kommuner": sorted(known)})
    return [(kode, f"{navn} ({kode})") for kode, navn in found]


def _languages(context: ListContext) -> Choices:
    return language_choices(language())


def _speaks(line: Any, value: str, context: ListContext) -> ColumnElement[bool]:
    """Codes of two letters and of three are the same language."""
    found = languages().get(value)
    codes = {value, found.more["iso639_1"]} - {""} if found else {value}
    condition: ColumnElement[bool] = line.morsmal.in_(sorted(codes))
    return condition


def _lives_in(column: str) -> Condition:
    return lambda line, value, context: getattr(line, column) == value


def _places(key: str, title: Any, condition: Condition, choices: Any, none: Any, order: int) -> Facet:
    return Facet(key, title, condition, choices, none, order=order, names=True, steady=choices is not _mottak)


def core_facets() -> list[Facet]:
    """Kategori first, then where she lives, then the rest."""
    return [
        Facet(
            "kategori",
            lazy("Kategori"),
            lambda line, value, context: line.kategori == value,
            _kategorier,
            lazy("Alle kategorier"),
            order=10,
            first=True,
            steady=True,
        ),
        Facet(
            "ordning",
            lazy("Ordning"),
            lambda line, value, context: line.ordning == value,
            _ordninger,
            lazy("Alle ordninger"),
            order=30,
            steady=True,
        ),
        Facet(
            "vis",
            lazy("Åpen eller avsluttet"),
            _in_state,
            lambda context: list(STATES.items()),
            lazy("Bare åpne kategorier"),
            order=40,
            steady=True,
        ),
        _places("fylke", lazy("Fylke"), _in_fylke, _fylker, lazy("Alle fylker"), 50),
        _places("kommune", lazy("Oppfølgingskommune"), _in_kommune, _kommuner, lazy("Alle kommuner"), 60),
        _places("bydel", lazy("Bydel"), _lives_in("bydel"), _bydeler, lazy("Alle bydeler"), 70),
        _places("mottak", lazy("Mottak"), _lives_in("mottak"), _mottak, lazy("Alle bosteder"), 80),
        Facet("morsmal", lazy("Morsmål"), _speaks, _languages, lazy("Alle morsmål"), order=90, steady=True),
        Facet("frist", lazy("Frist før"), lambda line, value, context: line.frist < value, order=45, steady=True),
    ]
