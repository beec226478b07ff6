"""Persons made to be looked at: shielded ones, names that are long or in other scripts, and the one of the guide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.demo.after_settlement import settled_life
from core.demo.draw import Draw
from core.demo.lives import Draft, Life
from core.demo.places import in_mottak

LONG = ("Abdurrahmaan-Mohamuud Cabdullaahi Xirsiyo", "Woldegebriel-Tesfamariam Gebremeskelovna")
"""Forty letters or more each."""


def guide(draw: Draw) -> list[Draft]:
    """The person of the guide: in Havblikk mottak in Kristiansand since December 2020, asylum in January 2021."""
    arrived, granted = date(2020, 12, 1), date(2021, 1, 2)
    life = Life(arrived, arrived).moves(in_mottak("M102", arrived)).granted("asyl", granted, years=9)
    known = {"duf": "209900000103", "familie": "FAM-0100001", "fornavn": "Eksempel", "etternavn": "Veiledersen"}
    return [Draft(life, date(1990, 3, 15), "K", naming="syrisk", **known)]


def shielded_household(draw: Draw) -> list[Draft]:
    """A family of four in Kristiansand; one has a confidential address, and so all are shielded."""
    members = draw.family(settled_life(draw, draw.ago(100, 500), "4204"), 4)
    return [replace(members[0], skjerming="fortrolig"), *members[1:]]


def strictly_shielded(draw: Draw) -> list[Draft]:
    """Alone in Havblikk mottak, strictly confidential."""
    day = draw.ago(120, 300)
    life = Life(day, day).moves(in_mottak("M102", day)).granted("asyl", draw.after(day, 60, 110))
    return [draw.adult(life, skjerming="strengt_fortrolig")]


def shielded_in_oslo(draw: Draw) -> list[Draft]:
    """Alone in Oslo with a confidential address."""
    return [draw.adult(settled_life(draw, draw.ago(100, 500), "0301"), skjerming="fortrolig")]


def long_names(draw: Draw) -> list[Draft]:
    """Names that no column is wide enough for."""
    return [draw.adult(_in_havblikk(draw), naming="somalisk", fornavn=LONG[0], etternavn=LONG[1])]


def arabic_script(draw: Draw) -> list[Draft]:
    """A name written from the right."""
    return [draw.adult(_in_havblikk(draw), naming="arabisk_skrift")]


def ethiopic_script(draw: Draw) -> list[Draft]:
    """A name in Ge'ez script."""
    return [draw.adult(_in_havblikk(draw), naming="etiopisk_skrift")]


def cyrillic_script(draw: Draw) -> list[Draft]:
    """A name in Cyrillic letters."""
    return [draw.adult(_in_havblikk(draw), naming="kyrillisk_skrift")]


def _in_havblikk(draw: Draw) -> Life:
    day = draw.ago(120, 300)
    return Life(day, day).moves(in_mottak("M102", day)).granted("asyl", draw.after(day, 40, 110))
