"""Values as people read them: dates, numbers, months and identifiers, and what is wrong with a typed date."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from babel.dates import format_date, get_month_names

from core.clock import OSLO
from core.dates import DateError, Month
from core.i18n import _, language, lazy, ngettext
from core.persons.identifiers import format_duf, format_fnr

MISSING = "–"
LAWS = {
    "integreringsloven": lazy("integreringsloven"),
    "integreringsforskriften": lazy("integreringsforskriften"),
    "introduksjonsloven": lazy("introduksjonsloven"),
}
"""What the rules call the laws, and what people call them."""


def date_text(day: date | None) -> str:
    """`02.04.2021`, or a dash."""
    return f"{day.day:02}.{day.month:02}.{day.year}" if day else MISSING


def moment_text(at: datetime) -> str:
    """`02.04.2021 kl. 13.05`, in Norwegian time. English has a colon in the time."""
    here = at.astimezone(OSLO)
    time = f"{here:%H:%M}" if language() == "en" else f"{here:%H.%M}"
    return _("%(dag)s kl. %(tid)s", dag=date_text(here.date()), tid=time)


def local_date(at: datetime) -> str:
    """The Norwegian day of a moment, as `02.04.2021`."""
    return date_text(at.astimezone(OSLO).date())


def iso_text(value: str) -> str:
    """An ISO date as `02.04.2021`; any other text as it is."""
    try:
        return date_text(date.fromisoformat(value))
    except ValueError:
        return value


def long_date(day: date) -> str:
    """`mandag 23. november 2026`, in the user's language."""
    return format_date(day, "EEEE d. MMMM y" if language() != "en" else "EEEE d MMMM y", locale=language())


def weekday(day: date) -> str:
    """`mandag`, in the user's language."""
    return format_date(day, "EEEE", locale=language())


def number_text(number: Decimal | float | int) -> str:
    """A number with the decimal comma, without needless zeros: `7,5`, `25`. English has the point."""
    text = f"{Decimal(str(number)).normalize():f}"
    return text if language() == "en" else text.replace(".", ",")


def month_text(month: Month) -> str:
    """`April 2021`, in the user's language."""
    return f"{_month_names('wide', language())[month.month - 1].capitalize()} {month.year}"


@cache
def _month_names(width: Any, speech: str) -> tuple[str, ...]:
    """The twelve names: Babel looks a locale up anew for each, and a page of tiltak says forty months."""
    names = get_month_names(width, locale=speech)
    return tuple(names[number] for number in range(1, 13))


def month_inline(month: Month) -> str:
    """A month inside a sentence: `april 2021`; English keeps its capital."""
    text = month_text(month)
    return text if language() == "en" else text.lower()


def month_short(number: int) -> str:
    """A month's short name, as under a bar: `jan`, `mars`."""
    return _month_names("abbreviated", language())[number - 1].rstrip(".")


def law_text(text: str) -> str:
    """A law or a place in one, `integreringsloven § 7`, with the law's name in the user's language."""
    name, space, place = text.partition(" ")
    return f"{LAWS.get(name, name)}{space}{place}"


def capital(text: str) -> str:
    """A text with a capital first, and the rest as it is: English has capitals within (`Persian (Farsi)`)."""
    return text[:1].upper() + text[1:]


def date_fault(error: DateError, typed: str) -> str:
    """What is wrong with a typed date and how to mend it."""
    if error.kind == "day_not_in_month":
        name = _month_names("wide", language())[error.month - 1].capitalize()
        days = ngettext("%(num)s dag", "%(num)s dager", error.days)
        return _("%(dato)s finnes ikke. %(maned)s har %(dager)s.", dato=typed.strip(), maned=name, dager=days)
    if error.kind == "no_such_month":
        return _("Det finnes ingen måned %(maned)s. Skriv måneden som et tall fra 1 til 12.", maned=error.month)
    if error.kind == "year_out_of_range":
        return _("Året %(ar)s kan ikke stemme. Skriv året med fire siffer, for eksempel 2021.", ar=error.year)
    return _("Skriv datoen som dd.mm.åååå, for eksempel 02.04.2021.")


FILTERS: dict[str, Any] = {
    "dato": date_text,
    "tidspunkt": moment_text,
    "lokaldato": local_date,
    "isodato": iso_text,
    "dag": long_date,
    "ukedag": weekday,
    "tall": number_text,
    "maned": month_text,
    "maned_i": month_inline,
    "lovsted": law_text,
    "stor": capital,
    "duf": format_duf,
    "fnr": format_fnr,
}
