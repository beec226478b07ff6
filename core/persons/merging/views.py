"""*Slå sammen*: the other record's number, the two side by side, and the last yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for

from core.events.seen import shown
from core.i18n import _, lazy
from core.persons.merging.changes import merge, settled
from core.persons.merging.choice import Choice, store_choice, stored_choice
from core.persons.merging.facts import differing, preferred, shielding_family, usual
from core.persons.merging.forms import OTHER, THIS, CompareForm, ConfirmForm, NumberForm
from core.persons.merging.queries import Side, merged_into, older_of, side_of, twins, with_number
from core.persons.merging.words import TITLES
from core.persons.models import Person
from core.versions import Conflict
from core.web.forms import first_time, sent
from core.web.menu import stand_on
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, house, user

MERGE = "person.sla_sammen"
TITLE = lazy("Slå sammen")
blueprint = Blueprint("merging", __name__, url_prefix="/personer/<uuid:person_id>/sla-sammen")


@blueprint.get("/")
@needs(MERGE, title=TITLE)
def ask(person: Person) -> Response:
    """Asks for the other record's number; tells what was merged into this one before."""
    return _ask(person, NumberForm(), 200)


@blueprint.post("/")
@needs(MERGE, title=TITLE)
def find(person: Person) -> Any:
    """Finds the other record, and answers with an address that does not tell the number."""
    form = NumberForm()
    other = _other(person, form) if sent(form) else None
    if other is None:
        return _ask(person, form, 422)
    choice = store_choice(db(), user(), Choice(other.id))
    return redirect(url_for("merging.compare", person_id=person.id, sok=choice), 303)


@blueprint.get("/sammenlign/")
@needs(MERGE, title=TITLE)
def compare(person: Person) -> Any:
    """The two side by side, and what stays of each."""
    asked = request.args.get("sok", "")
    other = _chosen(person, stored_choice(db(), user(), asked))
    return _gone(person) if other is None else _compare(person, other, asked, 200)


@blueprint.post("/sammenlign/")
@needs(MERGE, title=TITLE)
def choose(person: Person) -> Any:
    """Keeps what was chosen, and asks once more, at the address of the record that is kept."""
    asked = request.form.get("sok", "")
    other = _chosen(person, stored_choice(db(), user(), asked))
    if other is None:
        return _gone(person)
    form, facts = CompareForm(), differing(person, other)
    form.only(facts)
    if not sent(form) or not _family_stays(form, person, other):
        return _compare(person, other, asked, 422, form)
    versions = {person.id: form.opened_version, other.id: form.others_version}
    if versions != {person.id: person.versjon, other.id: other.versjon}:
        return _compare(person, other, asked, 409)
    kept, dropped = (person, other) if form.behold.data == THIS else (other, person)
    theirs = THIS if dropped is person else OTHER
    taken = tuple(fact for fact, whose in form.chosen(facts).items() if whose == theirs)
    choice = store_choice(db(), user(), Choice(dropped.id, taken, versions))
    return redirect(url_for("merging.confirm", person_id=kept.id, sok=choice), 303)


@blueprint.get("/bekreft/")
@needs(MERGE, title=TITLE)
def confirm(person: Person) -> Any:
    """Says what will happen, and that it cannot be undone."""
    asked = request.args.get("sok", "")
    choice = stored_choice(db(), user(), asked)
    dropped = _chosen(person, choice)
    if dropped is None or choice is None or set(choice.versjoner or ()) != {person.id, dropped.id}:
        return _gone(person)
    return _confirm(person, dropped, choice, ConfirmForm(sok=asked))


@blueprint.post("/bekreft/")
@needs(MERGE, title=TITLE)
def merge_records(person: Person) -> Any:
    """Makes the two one."""
    form = ConfirmForm()
    choice = stored_choice(db(), user(), str(form.sok.data)) if sent(form) else None
    if choice is None or set(choice.versjoner or ()) != {person.id, choice.andre}:
        return _gone(person)
    if first_time(form):
        try:
            merge(db(), user(), person.id, choice.tatt, choice.versjoner or {})
        except (Conflict, LookupError):
            return _ask(person, NumberForm(formdata=None), 409)
    flash(_("Registreringene er slått sammen. Det gamle nummeret og den gamle adressen fører hit."), "success")
    return redirect(url_for("persons.person", person_id=person.id), 303)


def _ask(person: Person, form: NumberForm, status: int) -> Response:
    stand_on("sla_sammen")
    merged = merged_into(db(), person.id)
    return page("persons/merge.html", status, person=person, form=form, merged=merged, changed=status == 409)


def _other(person: Person, form: NumberForm) -> Person | None:
    """The other record; None with a fault on the field."""
    found = with_number(db(), form.q.data or "")
    others = [one for one in found if one.id != person.id]
    if len(others) == 1:
        return others[0]
    if others:
        fault = _("Flere registreringer har dette nummeret. Skriv DUF-nummeret eller Reg-nummeret til den du mener.")
    elif found:
        fault = _("Dette nummeret fører til personen du står på. Skriv nummeret til den andre registreringen.")
    else:
        fault = _("Ingen person har dette nummeret. Se om hvert siffer er riktig.")
    form.q.errors = [*form.q.errors, fault]
    return None


def _chosen(person: Person, choice: Choice | None) -> Person | None:
    """The record that was chosen, while it still is another and the user sees it."""
    if choice is None or choice.andre == person.id:
        return None
    found = db().get(Person, choice.andre)
    if found is not None:
        shown(db(), [found.id])
    return found


def _gone(person: Person) -> Any:
    """What was chosen is forgotten after an hour, and when the other record is no more."""
    flash(_("Den andre registreringen er ikke valgt lenger. Skriv nummeret på nytt."), "warning")
    return redirect(url_for("merging.ask", person_id=person.id), 303)


def _family_stays(form: CompareForm, person: Person, other: Person) -> bool:
    """False, with a fault, where the family that was chosen would end her shielding."""
    by_family = shielding_family(person, other)
    if by_family is None or (by_family == person.id) == (form["familie"].data == THIS):
        return True
    form["familie"].errors = [
        _("Personen er skjermet gjennom denne familien, og skjermingen må følge med. Velg familien som er skjermet.")
    ]
    return False


def _compare(person: Person, other: Person, asked: str, status: int, form: CompareForm | None = None) -> Response:
    facts = differing(person, other)
    if form is None:
        form = _fresh(person, other, facts, asked)
    sides = [(THIS, side_of(db(), person)), (OTHER, side_of(db(), other))]
    stand_on("sla_sammen")
    return page(
        "persons/merge_compare.html",
        status,
        person=person,
        form=form,
        sides=sides,
        differing=facts,
        facts=TITLES,
        both=twins(sides[0][1], sides[1][1]),
        plugins=_plugins(sides),
        changed=status == 409,
    )


def _fresh(person: Person, other: Person, facts: Sequence[str], asked: str) -> CompareForm:
    """The form as it is shown first: what usually stays is chosen."""
    first = preferred(person, other, older_of(db(), person.id, other.id))
    second = other if first == person.id else person
    best = person if first == person.id else other
    whose = {fact: usual(fact, best, second) for fact in facts} | {"behold": first}
    data = {name: THIS if one == person.id else OTHER for name, one in whose.items()}
    form = CompareForm(formdata=None, versjon=person.versjon, sok=asked, andre_versjon=other.versjon, **data)
    form.only(facts)
    return form


def _confirm(person: Person, dropped: Person, choice: Choice, form: ConfirmForm) -> Response:
    kept_side, side = side_of(db(), person), side_of(db(), dropped)
    taken = settled(person, dropped, choice.tatt)
    stand_on("sla_sammen")
    return page(
        "persons/merge_confirm.html",
        person=person,
        dropped=dropped,
        form=form,
        side=side,
        taken=taken,
        differing_facts=differing(person, dropped),
        facts=TITLES,
        both=twins(kept_side, side),
        plugins=_plugins([(THIS, kept_side), (OTHER, side)]),
    )


def _plugins(sides: Sequence[tuple[str, Side]]) -> list[tuple[Any, list[int]]]:
    """A plugin's title, and how many rows it has about each; those with none are left out."""
    titles = {loaded.info.name: loaded.info.title for loaded in house().plugins.loaded}
    titles["core"] = _("Annet i kjernen")
    rows = [(titles[name], [side.rows.get(name, 0) for _whose, side in sides]) for name in sides[0][1].rows]
    return [(title, numbers) for title, numbers in rows if any(numbers)]
