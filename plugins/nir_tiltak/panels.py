"""What Grunndata says of her tiltak: how many, and what she is offered this month."""

from __future__ import annotations

from functools import partial

from flask import render_template
from sqlalchemy.orm import Session

from core.api import Ordning, Panel, Person, lazy, month_of, today

from . import rules
from .read import ordninger_in_use, standing_tiltak


def tiltak_panel(session: Session, person: Person, ordninger: dict[str, Ordning]) -> Panel:
    """A panel beside Grunndata with a line for each ordning that has tiltak."""
    render = partial(_render, session, person, ordninger)
    return Panel("nir_tiltak.sammendrag", lazy("Tiltak"), "person.oversikt", render, needs="nir_tiltak.se")


def _render(session: Session, person: Person, ordninger: dict[str, Ordning]) -> str:
    month = month_of(today(session))
    found, used = standing_tiltak(person), ordninger_in_use(person)
    lines = []
    for key, ordning in ordninger.items():
        own = [one for one in found if one.ordning == key]
        if own:
            counted = [rules.Tiltak(one.fra, one.til, one.timer_per_uke, one.erstattende) for one in own]
            title = ordning.titles.get(used[key], ordning.title)
            lines.append((key, title, len(own), rules.hours_text(rules.month_average(counted, month))))
    return render_template("nir_tiltak/panel.html", person=person, month=month, lines=lines)
