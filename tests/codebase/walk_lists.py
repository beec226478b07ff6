"""The walk past NIR personlister: each state of a list, its files, and the pages of named views."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.codebase.walk import Walk

LIST = "/personlister/integreringsloven/"
FAR = "?vis=alle&kol=navn,kategori,fra,til,ordning,frist,kommune,fylke,bydel,mottak,fodselsdato,statsborgerskap,morsmal"
WRONG = "?kategori=tull&tull=1&kol=tull&sorter=tull&frist=tull&visning=tull&sok=tull"
SOON = [{"type": "kommune", "kommune": "4204", "fra": "2026-08-05"}]
NOW = [{"type": "kommune", "kommune": "4204", "fra": "2026-08-01"}]
LATE = [{"type": "kommune", "kommune": "4204", "fra": "2026-05-05"}]
"""Deadlines that are near, that are today, and that have passed."""
ENDED = [{"type": "asyl", "vedtaksdato": "2021-01-02", "trukket": "2022-02-02"}]
CHILD = "2009-03-15"
"""Turns 18 in some months: what is to come."""


def walk_lists(walk: Walk) -> None:
    """As a caseworker, as one who may see the shielded, and as IMDi."""
    walk.client.as_user(walk.caseworker)
    for home in (SOON, NOW, LATE):
        walk.make_person(bosted=home, tillatelser=[{"type": "asyl", "vedtaksdato": home[0]["fra"]}], morsmal="ti")
    walk.make_person(tillatelser=ENDED)
    walk.make_person(fodselsdato=CHILD)
    for number in range(26):
        walk.make_person(fornavn=f"Fyll{number}")
    walk.see("lists", "/personlister/")
    for query in ("", FAR, WRONG, "?side=2", "?kategori=tull", "?frist=01.01.2000", "?sorter=frist&frist=01.01.2030"):
        walk.see(f"list {query}", LIST + query)
    walk.see("list of the older law", "/personlister/introduksjonsloven/")
    _words(walk)
    assert walk.client.get(f"{LIST}csv/{FAR}").text.count("\r\n") > 26
    assert walk.client.get(f"{LIST}excel/").data.startswith(b"PK")
    _views(walk)
    walk.client.as_user(walk.user("imdi_saksbehandler", "imdi"))
    walk.see("list of IMDi", f"{LIST}?kommune=4204&side=2")


def _words(walk: Walk) -> None:
    token = {"csrf_token": walk.client.form("/personlister/", "/logg-ut")["csrf_token"]}
    walk.keep("list, searched", walk.client.http.post(LIST, data={"q": "fyll1", **token}))
    walk.keep("list, too long a search", walk.client.http.post(LIST, data={"q": "x" * 201, **token}), 422)


def _views(walk: Walk) -> None:
    walk.see("views, none", f"{LIST}visninger/")
    save = f"{LIST}lagre/?kategori=kvalifisering_i_mottak"
    walk.see("save view", save)
    form = walk.client.form(save, f"{LIST}lagre/")
    walk.keep("save view, no name", walk.client.http.post(save, data={**form, "navn": ""}), 422)
    walk.keep("save view, no such unit", walk.client.http.post(save, data={**form, "navn": "x", "unit_id": "x"}), 422)
    for name, more in {"A": {}, "B": {"unit_id": "kommune:4204", "standard": "y"}}.items():
        form = walk.client.form(save, f"{LIST}lagre/")
        walk.keep(f"view {name} saved", walk.client.http.post(save, data={**form, "navn": name, **more}))
    page = walk.see("views", f"{LIST}visninger/")
    walk.see("list with a default", LIST)
    walk.see("list with a view", walk.link(page, r"\?visning="))
    one = walk.link(page, "/visninger/[0-9a-f]")
    walk.see("view", one)
    walk.keep("view chosen", walk.client.submit(one, action=f"{one}standard/"))
    walk.see("view, chosen", one)
    walk.keep("view not chosen", walk.client.submit(one, action=f"{one}standard/"))
    holder = walk.user("kommune_introbruker", "kommune:4204")
    walk.user("skjermede_personer", "kommune:4204", name=holder)
    walk.client.as_user(holder)
    walk.make_person(skjerming="fortrolig")
    walk.see("list with the shielded apart", LIST)
    walk.see("view of another", walk.link(walk.see("views of another", f"{LIST}visninger/"), "/visninger/[0-9a-f]"))
    walk.client.as_user(walk.caseworker)
    walk.keep("view deleted", walk.client.submit(one, action=f"{one}slett/"))
