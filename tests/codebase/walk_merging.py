"""The pages of *Slå sammen*, for the walk."""

from __future__ import annotations

from typing import Any

from core.persons.models import Person


def walk_merging(walk: Any, person: Person, other: Person) -> None:
    """IMDi merges one record into another, with a mistake at each step. `walk` is a Walk, signed in as IMDi."""
    page = f"/personer/{person.id}/sla-sammen/"
    walk.see("merge", page)
    for name, typed in {"nothing": "", "a name": "Amina", "nobody": "209900000199", "herself": person.duf}.items():
        walk.keep(f"merge, {name}", walk.client.submit(page, {"q": typed}), 422)
    walk.see("merge, forgotten", f"{page}sammenlign/")
    compare = walk.client.submit(page, {"q": other.duf}).location
    walk.see("merge, compare", compare)
    forged = {"behold": "", "fornavn": ""}
    walk.keep("merge, forged", walk.client.submit(compare, forged, action=f"{page}sammenlign/"), 422)
    late = {"andre_versjon": "99"}
    walk.keep("merge, changed", walk.client.submit(compare, late, action=f"{page}sammenlign/"), 409)
    confirm = walk.client.submit(compare, {"behold": "denne"}, action=f"{page}sammenlign/").location
    again = walk.client.submit(compare, {"behold": "denne"}, action=f"{page}sammenlign/").location
    walk.see("merge, confirm", confirm)
    form = walk.client.form(again)
    walk.keep("merge, done", walk.client.submit(confirm, action=f"{page}bekreft/"))
    walk.keep("merge, too late", walk.client.http.post(f"{page}bekreft/", data=form), 409)
    walk.keep("merge, old address", walk.client.get(f"/personer/{other.id}/"))
    walk.keep("merge, sent to the old address", walk.client.http.post(f"/personer/{other.id}/sla-sammen/", data=form))
    walk.see("merge, done before", page)
