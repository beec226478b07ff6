"""Situations of those who have not been settled. Each function gives the persons of one household."""

from __future__ import annotations

from calendar import isleap
from datetime import date

from core.dates import add_months, add_years
from core.demo.draw import Draw
from core.demo.lives import DAY, PARAGRAF_34, Draft, Life
from core.demo.places import ORDINARY, in_kommune, in_mottak


def _in_ordinary(draw: Draw, life: Life) -> Life:
    return life.moves(in_mottak(draw.random.choice(ORDINARY), life.ankommet))


def _with_permit(draw: Draw, least: int, most: int) -> Life:
    """Came to a mottak and was granted asylum so many days ago."""
    day = draw.ago(least, most)
    asked = day - DAY * draw.random.randint(60, 400)
    return _in_ordinary(draw, Life(asked, asked)).granted("asyl", day)


def seeks_asylum(draw: Draw) -> list[Draft]:
    """In a mottak, waiting for an answer."""
    return [draw.adult(_in_ordinary(draw, draw.arrived(20, 500)))]


def refused(draw: Draw) -> list[Draft]:
    """In a mottak with a first refusal."""
    life = _in_ordinary(draw, draw.arrived(150, 700))
    return [draw.adult(life.refused(draw.after(life.ankommet, 90, 140)))]


def transit(draw: Draw) -> list[Draft]:
    """Just come, in a transittmottak."""
    life = draw.arrived(2, 40)
    return [draw.adult(life.moves(in_mottak("M108", life.ankommet)))]


def emergency(draw: Draw) -> list[Draft]:
    """In akuttinnkvartering, with or without collective protection yet."""
    life = draw.arrived(5, 120)
    life = life.moves(in_mottak("M104", life.ankommet))
    if draw.random.random() < 0.6:
        life = life.granted(PARAGRAF_34, draw.after(life.ankommet, 5, 25), years=1)
    return [draw.adult(life, naming="ukrainsk")]


def tailored(draw: Draw) -> list[Draft]:
    """In a tilrettelagt avdeling."""
    life = draw.arrived(60, 400)
    return [draw.adult(life.moves(in_mottak("M105", life.ankommet)))]


def amot(draw: Draw) -> list[Draft]:
    """Lives outside a mottak, but has a place in one."""
    life = draw.arrived(40, 400)
    life = life.moves(in_kommune(draw.random, life.ankommet, type="amot"))
    life = life.granted(PARAGRAF_34, draw.after(life.ankommet, 7, 35), years=1)
    return [draw.adult(life, naming="ukrainsk")]


def with_permit(draw: Draw) -> list[Draft]:
    """In a mottak with asylum, waiting to be settled: kvalifisering i mottak."""
    return [draw.adult(_with_permit(draw, 5, 300))]


def family_with_permit(draw: Draw) -> list[Draft]:
    """The same, a family."""
    return draw.family(_with_permit(draw, 5, 300), draw.random.randint(3, 5))


def collective(draw: Draw) -> list[Draft]:
    """In a mottak with collective protection."""
    life = _in_ordinary(draw, draw.arrived(30, 300))
    life = life.granted(PARAGRAF_34, draw.after(life.ankommet, 5, 25), years=1)
    return [draw.adult(life, 19, 70, naming="ukrainsk")]


def moved_mottak(draw: Draw) -> list[Draft]:
    """From transit to one mottak and on to another, with a permit on the way."""
    day = draw.ago(200, 500)
    life = Life(day, day).moves(in_mottak("M108", day)).moves(in_mottak("M101", draw.after(day, 20, 40)))
    life = life.granted("asyl", draw.after(day, 90, 120)).moves(in_mottak("M102", draw.after(day, 130, 190)))
    return [draw.adult(life)]


def just_turned_18(draw: Draw) -> list[Draft]:
    """Came alone as a child, has a permit and turned 18 within the last weeks."""
    asked = draw.ago(300, 500)
    life = Life(asked, asked).moves(in_mottak("M106", asked)).granted("asyl", draw.after(asked, 100, 200))
    born = add_years(draw.ago(1, 45), -18)
    return [Draft(life, born, draw.kjonn(), rolle="enslig_mindrearig")]


def born_29_february(draw: Draw) -> list[Draft]:
    """Born on 29 February of the last leap year whose children are of age; in other years her birthday is 1 March."""
    year = next(year for year in range(draw.today.year - 19, 0, -1) if isleap(year))
    return [Draft(_with_permit(draw, 20, 200), date(year, 2, 29), "K")]


def alone_and_minor(draw: Draw) -> list[Draft]:
    """Enslig mindreårig in a mottak for them, with a permit or without."""
    life = draw.arrived(60, 300)
    life = life.moves(in_mottak("M106", life.ankommet))
    if draw.random.random() < 0.5:
        life = life.granted("asyl", draw.after(life.ankommet, 30, 60))
    return [Draft(life, draw.born(14, 16), draw.kjonn(), rolle="enslig_mindrearig")]


def withdrawn(draw: Draw) -> list[Draft]:
    """Had a permit that was withdrawn while she lived in the mottak."""
    life = _with_permit(draw, 200, 400)
    return [draw.adult(life.withdrawn(draw.ago(10, 150)))]


def expired(draw: Draw) -> list[Draft]:
    """Still in the mottak, with a permit whose time has run out."""
    day = add_months(draw.ago(5, 60), -12)
    asked = day - DAY * 30
    life = _in_ordinary(draw, Life(asked, asked)).granted(PARAGRAF_34, day, years=1)
    return [draw.adult(life, naming="ukrainsk")]
