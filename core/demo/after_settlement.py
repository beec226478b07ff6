"""Situations of those who have been settled, or live in a kommune on their own. Each function gives one household."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.demo.draw import Draw
from core.demo.lives import DAY, PARAGRAF_34, Draft, Life
from core.demo.places import ORDINARY, in_kommune, in_mottak

RENUMBERED = ("3024", "3005", "3807", "5401", "3034", "3025")
"""Kommune numbers of 2020-2023 that are others from 2024."""
SPLIT = "1507"


def settled_life(
    draw: Draw, settled: date, kommune: str = "", *, type: str = "asyl", avtale: bool = True, years: int = 5
) -> Life:
    """A mottak, a permit and a settlement on a day."""
    granted = settled - DAY * draw.random.randint(40, 250)
    asked = granted - DAY * draw.random.randint(60, 400)
    life = Life(asked, asked).moves(in_mottak(draw.random.choice(ORDINARY), asked)).granted(type, granted, years=years)
    return life.moves(in_kommune(draw.random, settled, kommune, avtale=avtale))


def settled(draw: Draw) -> list[Draft]:
    """Settled under agreement."""
    return [draw.adult(settled_life(draw, draw.ago(10, 1100)), 18, 58)]


def settled_family(draw: Draw) -> list[Draft]:
    """The same, a family."""
    return draw.family(settled_life(draw, draw.ago(10, 1100)), draw.random.randint(3, 6))


def settled_alone(draw: Draw) -> list[Draft]:
    """Settled without agreement."""
    return [draw.adult(settled_life(draw, draw.ago(10, 600), avtale=False))]


def settled_collective(draw: Draw) -> list[Draft]:
    """Settled with collective protection (§ 34), renewed each year."""
    day = draw.ago(10, 900)
    arrived = day - DAY * draw.random.randint(60, 200)
    life = Life(arrived, arrived).moves(in_mottak(draw.random.choice(ORDINARY), arrived))
    life = life.granted(PARAGRAF_34, draw.after(arrived, 5, 25), years=3).moves(in_kommune(draw.random, day))
    return [draw.adult(life, 18, 70, naming="ukrainsk")]


def private(draw: Draw) -> list[Draft]:
    """Found a home on her own before any settlement."""
    life = draw.arrived(60, 700)
    type = draw.random.choice((PARAGRAF_34, "asyl"))
    life = life.granted(type, draw.after(life.ankommet, 10, 50), years=3)
    return [draw.adult(life.moves(in_kommune(draw.random, life.ankommet, type="privat")), 18, 66)]


def reunited(draw: Draw) -> list[Draft]:
    """One settled with asylum, and the family that came later on permits that point at her."""
    first = draw.adult(settled_life(draw, draw.ago(500, 1200)), 25, 50, duf=draw.numbers.duf())
    home = first.life.stays[-1]
    day = draw.ago(30, 300)
    life = Life(day).granted("familie", day - DAY * 60, referanse_duf=first.duf).moves(replace(home, fra=day))
    others = [member for member in draw.family(life, draw.random.randint(3, 4)) if member.rolle != "hovedperson"]
    return [replace(first, kjonn="M" if others[0].kjonn == "K" else "K"), *others]


def family_of_other(draw: Draw) -> list[Draft]:
    """A familie permit whose reference person is nobody here."""
    life = draw.arrived(60, 600, applies=False)
    life = life.granted("familie", life.ankommet - DAY * 40, referanse_duf=draw.numbers.duf())
    return [draw.adult(life.moves(in_kommune(draw.random, life.ankommet, type="privat")), rolle="ektefelle")]


def several_permits(draw: Draw) -> list[Draft]:
    """First collective protection, then asylum; or asylum and its renewal."""
    life = settled_life(draw, draw.ago(400, 900), type=draw.random.choice((PARAGRAF_34, "asyl")), years=1)
    return [draw.adult(life.granted("asyl", draw.ago(5, 90)))]


def withdrawn_after(draw: Draw) -> list[Draft]:
    """Settled, and lost the permit."""
    return [draw.adult(settled_life(draw, draw.ago(400, 800)).withdrawn(draw.ago(5, 200)))]


def back_in_mottak(draw: Draw) -> list[Draft]:
    """Was settled, and lives in a mottak again."""
    life = settled_life(draw, draw.ago(300, 900))
    return [draw.adult(life.moves(in_mottak("M102", draw.ago(20, 150))))]


def moved_lately(draw: Draw) -> list[Draft]:
    """Moved from Kristiansand to Oslo within the time of late registration."""
    life = settled_life(draw, draw.ago(300, 800), "4204")
    return [draw.adult(life.moves(in_kommune(draw.random, draw.ago(5, 45), "0301")))]


def moved_long_ago(draw: Draw) -> list[Draft]:
    """Moved long ago from one kommune, whose rows stay its own, to another."""
    life = settled_life(draw, draw.ago(800, 1200), draw.random.choice(("4204", "0301")))
    return [draw.adult(life.moves(in_kommune(draw.random, draw.ago(200, 600))))]


def renumbered(draw: Draw) -> list[Draft]:
    """Settled under a number that became another in 2024."""
    day = draw.random.choice((date(2021, 9, 1), date(2022, 3, 14), date(2023, 2, 6)))
    return [draw.adult(settled_life(draw, day, draw.random.choice(RENUMBERED)))]


def in_split(draw: Draw) -> list[Draft]:
    """Settled in Ålesund before it was split in 2024; nobody has said which of the two she lives in."""
    return [draw.adult(settled_life(draw, date(2022, 8, 15), SPLIT))]


def by_old_law(draw: Draw) -> list[Draft]:
    """Came and was granted asylum before 2021: introduksjonsloven."""
    day = date(2020, 1, 15) + DAY * draw.random.randint(0, 300)
    asked = day - DAY * 150
    life = Life(asked, asked).moves(in_mottak("M102", asked)).granted("asyl", day, years=5)
    life = life.moves(in_kommune(draw.random, day + DAY * draw.random.randint(30, 200)))
    return [draw.adult(life.granted("asyl", date(2025, 10, 1)) if draw.today > date(2025, 10, 1) else life)]


def late_by_old_law(draw: Draw) -> list[Draft]:
    """Granted asylum before 2021 like those, and settled lately: still introduksjonsloven, with a programme to come."""
    return [draw.adult(_long_in_mottak(draw, avtale=True))]


def late_alone_by_old_law(draw: Draw) -> list[Draft]:
    """The same, settled without agreement: can be offered the programme."""
    return [draw.adult(_long_in_mottak(draw, avtale=False))]


def _long_in_mottak(draw: Draw, *, avtale: bool) -> Life:
    day = date(2020, 1, 15) + DAY * draw.random.randint(0, 300)
    asked = day - DAY * 150
    life = Life(asked, asked).moves(in_mottak("M102", asked)).granted("asyl", day, years=9)
    return life.moves(in_kommune(draw.random, draw.ago(30, 400), avtale=avtale))


def resettled(draw: Draw) -> list[Draft]:
    """A family taken out from abroad, straight to a kommune, known by UNHCR's numbers too."""
    life = draw.arrived(20, 900, applies=False)
    life = life.granted("overforing", life.ankommet - DAY * draw.random.randint(30, 150))
    naming = draw.random.choice(("kongolesisk", "lingala", "syrisk"))
    return draw.family(life.moves(in_kommune(draw.random, life.ankommet)), draw.random.randint(2, 5), naming=naming)


def known_by_regnr(draw: Draw) -> list[Draft]:
    """Resettled lately, with no DUF yet."""
    life = draw.arrived(2, 30, applies=False).granted("overforing", draw.ago(60, 120))
    return [draw.adult(life.moves(in_kommune(draw.random, life.ankommet, "4204")), number="regnr")]


def known_by_unhcr(draw: Draw) -> list[Draft]:
    """The same, known by her UNHCR number alone."""
    return [replace(draft, number="unhcr") for draft in known_by_regnr(draw)]


def works_here(draw: Draw) -> list[Draft]:
    """Has a permit to work: duty, and no right, to norsk."""
    return [draw.adult(_on_own_account(draw, "arbeid"))]


def other_permit(draw: Draw) -> list[Draft]:
    """Has another permit that is no protection, and leads to nothing."""
    return [draw.adult(_on_own_account(draw, "annet"))]


def _on_own_account(draw: Draw, type: str) -> Life:
    life = draw.arrived(100, 900, applies=False)
    life = life.granted(type, life.ankommet - DAY * 20, years=3)
    return life.moves(in_kommune(draw.random, life.ankommet, type="privat"))


def humanitarian(draw: Draw) -> list[Draft]:
    """Settled with a permit on humanitarian grounds."""
    return [draw.adult(settled_life(draw, draw.ago(30, 700), type="opphold_humanitaert", years=3))]


def minor_settled(draw: Draw) -> list[Draft]:
    """Came alone as a child, and lives in a kommune."""
    life = settled_life(draw, draw.ago(30, 300))
    return [Draft(life, draw.born(15, 16), draw.kjonn(), rolle="enslig_mindrearig")]


def gone_abroad(draw: Draw) -> list[Draft]:
    """Lives nowhere in Norway any more."""
    return [draw.adult(settled_life(draw, draw.ago(500, 900)).leaves(draw.ago(20, 200)))]
