"""Cautions about a tiltak that can be saved all the same."""

from __future__ import annotations

from core.api import _, ngettext, number_text

from . import parameters
from .models import Tiltak
from .table import Table


def cautions(table: Table, tiltak: Tiltak) -> list[str]:
    """Outside the period of the ordning, equal to another, or in a month over full time: one sentence each."""
    found = []
    if not table.covers(tiltak):
        found.append(_("Tiltaket ligger helt eller delvis utenfor perioden for ordningen."))
    if table.twins(tiltak):
        found.append(_("Det finnes et likt tiltak fra før. Slett det ene hvis det er registrert to ganger."))
    over = [line for line in table.lines_of(tiltak) if line.overlong]
    if over:
        limit = number_text(parameters.MANED_OVER.on(over[0].month.first_day))
        text = ngettext(
            "Gjennomsnittet er over %(grense)s timer per uke i %(num)s måned.",
            "Gjennomsnittet er over %(grense)s timer per uke i %(num)s måneder.",
            len(over),
            grense=limit,
        )
        found.append(text)
    return found
