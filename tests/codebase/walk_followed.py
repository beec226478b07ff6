"""The pages of what lacks, of deadlines, and of bringing a person in, for the walk. `walk` is a Walk, signed in."""

from __future__ import annotations

import re
import uuid
from typing import Any

from core.testing.client import Client


def walk_followed(walk: Any, own_duf: str | None) -> None:
    """All of them; `own_duf` is of one who lives here."""
    walk_gaps(walk)
    walk_new_person(walk)
    walk_fetching(walk, own_duf)


def walk_new_person(walk: Any) -> None:
    """One without numbers: nothing told, wrong dates, one who is alike, and registered."""
    new = "/personer/ny/"
    walk.see("new person", new)
    walk.keep("new person, nothing", walk.client.submit(new), 422)
    told = {"fornavn": "Zahra", "etternavn": "Nyankommet", "fodselsdato": "01.02.1990", "kjonn": "K", "bor": "privat"}
    told |= {"statsborgerskap": "AFG", "ankommet": "01.09.2026", "fra": "02.09.2026"}
    wrong = {"fodselsdato": "01.02.2090", "ankommet": "01.02.1980", "fra": "01.02.2090", "fornavn": "x" * 201}
    forged = {"kjonn": "tull", "statsborgerskap": "tull", "morsmal": "tull", "bor": "tull", "enhet": "tull"}
    for name, fault in {"wrong": wrong, "forged": forged, "odd": {"fornavn": "A\x07"}}.items():
        walk.keep(f"new person, {name}", walk.client.submit(new, {**told, **fault}), 422)
    walk.keep("new person, made", walk.client.submit(new, told))
    walk.keep("new person, alike", walk.client.submit(new, told), 422)


def walk_gaps(walk: Any) -> None:
    """Nothing to mend or meet, and something, late and soon."""
    permit = [{"type": "asyl", "vedtaksdato": "2026-06-01"}]
    walk.see("gaps, none", "/rydd/")
    walk.see("deadlines, none", "/frister/")
    for fra in ("2026-06-15", "2026-08-01", "2026-08-20"):
        home = [{"type": "kommune", "kommune": "4204", "fra": fra}]
        walk.make_person(fornavn="Frist", tillatelser=permit, bosted=home, fodselsdato="1990-01-01", ankommet=fra)
    for part in ("/rydd/", "/frister/", "/frister/?for=enheten", "/"):
        walk.see(f"gaps and deadlines, {part}", part)


def walk_fetching(walk: Any, own_duf: str | None) -> None:
    """UDI-søk, one brought in, and what both units are told."""
    udi = "/personer/udi-sok/"
    away = walk.make_person(bosted=[{"type": "kommune", "kommune": "0301", "fra": "2026-01-01"}])
    walk.see("udi", udi)
    walk.see("udi, forgotten", f"{udi}?sok={uuid.uuid4()}")
    for name, typed in {"nothing": "", "a name": "Amina"}.items():
        walk.keep(f"udi, {name}", walk.client.submit(udi, {"q": typed}), 422)
    walk.keep("udi, nobody", walk.client.submit(udi, {"q": "209900000199"}))
    found = walk.client.submit(udi, {"q": away.duf}).headers["Location"]
    walk.see("udi, found", found)
    walk.keep("udi, no reason", walk.client.submit(found, action=f"{udi}hent/"), 422)
    own = f"/personer/{away.id}/hentet-inn/"
    walk.see("udi, not hers", walk.client.submit(udi, {"q": own_duf}).headers["Location"])
    walk.keep("brought in", walk.client.submit(found, {"grunn": "krav"}, action=f"{udi}hent/"))
    caseworker = walk.client
    walk.client = Client(walk.app).as_user(walk.user("kommune_introbruker", "kommune:0301"))
    walk.see("tasks, brought in", "/")
    walk.keep("brought in, read", _button(walk, walk.see("brought in, unread", own), own))
    walk.client = caseworker
    walk.keep("brought in, closed", _button(walk, walk.see("brought in, own", own), own))
    walk.client.submit(found, {"grunn": "krav"}, action=f"{udi}hent/")
    walk.see("brought in, again", own)


def _button(walk: Any, page: str, url: str) -> Any:
    """Presses the page's button whose form goes below its own address."""
    found = re.search(f'action="({url}[^"]+)"', page)
    assert found is not None, url
    return walk.client.submit(url, action=found[1])
