"""Signing in and out, choosing a language, and opening a shielded person."""

from __future__ import annotations

import re
import uuid
from typing import Any

from flask import Blueprint, abort, after_this_request, flash, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user

from core.access.changes import choose_language, open_shielded
from core.access.devices import device_words
from core.access.forms import ReasonForm, SignInForm
from core.access.person_access import find_person
from core.access.signin import Throttled, authenticate, end_session, start_session
from core.access.users import SHIELDED
from core.events.record import record
from core.events.seen import shown
from core.i18n import LANGUAGES, LAST, _, lazy
from core.persons.merging.former import leads_to
from core.web.forms import sent
from core.web.held import NAME, after_sign_in
from core.web.needs import needs, public
from core.web.page import page
from core.web.request import act_as, db, house, no_use, user

blueprint = Blueprint("access", __name__)


@blueprint.get("/logg-inn")
@public(title=lazy("Logg inn"))
def sign_in() -> Any:
    """The sign-in form; one who is signed in already goes to the arbeidsflate.

    With `ubrukt` a page has sent the browser here, and not a person: 1 where it was left alone, 0 where its session had
    ended otherwise.
    """
    unused = request.args.get("ubrukt")
    if unused is None and current_user.is_authenticated:
        return redirect(url_for("start.arbeidsflate"), 303)
    if unused is not None:
        _left_alone(unused == "1")
    return page("access/sign_in.html", form=SignInForm(neste=request.args.get("neste", "")))


def _left_alone(unused: bool) -> None:
    """The page's own way here: it is told why, it is no use of the session, and the browser is asked to forget."""
    no_use()
    after_this_request(forgetting)
    if told := _why_here(unused, NAME in session):
        flash(told, "info")


def forgetting(response: Any) -> Any:
    """Asks the browser to forget what it kept; not its cookies: one of them keeps what was typed."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _why_here(unused: bool, held: bool) -> str:
    """Why a page sent the browser to sign in: nobody used it, or its session ended. `held`: what was typed is kept."""
    if unused and held:
        return _(
            "Siden ble låst fordi ingen hadde brukt den på en stund. Det du skrev, er tatt vare på i 30 minutter: "
            "logg inn, så står det i skjemaet igjen."
        )
    if unused:
        return _("Siden ble låst fordi ingen hadde brukt den på en stund. Logg inn for å gå videre.")
    if held:
        return _("Du er ikke logget inn lenger. Logg inn, så står det du skrev, i skjemaet igjen.")
    return ""


@blueprint.post("/logg-inn")
@public(title=lazy("Logg inn"))
def check_sign_in() -> Any:
    """Starts a session, or shows the form again with what to mend."""
    form = SignInForm()
    before = session.get(NAME)
    if sent(form) and _enter(form):
        return redirect(after_sign_in(db(), before, user().id) or local_path(form.neste.data), 303)
    return page("access/sign_in.html", 422, form=form)


def _enter(form: SignInForm) -> bool:
    try:
        found = authenticate(db(), form.brukernavn.data or "", form.passord.data or "", request.remote_addr or "")
    except Throttled:
        form.passord.errors = [_("For mange forsøk. Vent et kvarter og prøv igjen.")]
        return False
    if found is None:
        db().commit()  # the failure counts though the answer is no
        form.passord.errors = [_("Brukernavnet eller passordet er feil. Prøv igjen.")]
        return False
    if current_user.is_authenticated:
        end_session(db(), user().session_id)
    chosen = session.get("sprak")
    session.clear()
    who = start_session(db(), found, device_words(request.user_agent.string))
    if chosen in LANGUAGES:
        choose_language(db(), who.id, chosen)
    session[LAST] = chosen if chosen in LANGUAGES else who.sprak
    login_user(who)
    act_as(db(), who)
    record(db(), "logg_inn", "Logget inn")
    return True


LOCAL = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")
"""Browsers read a backslash as a slash and pass over tabs and line breaks: with them, `/x` may lead elsewhere."""


def local_path(target: str | None) -> str:
    """Where to go after sign-in: an address of this very site, else the arbeidsflate."""
    return target if target and LOCAL.fullmatch(target) else url_for("start.arbeidsflate")


@blueprint.post("/logg-ut")
@needs("", title=lazy("Logg ut"))
def sign_out() -> Any:
    """Ends the session and asks the browser to forget what it kept."""
    record(db(), "logg_ut", "Logget ut")
    end_session(db(), user().session_id)
    last = user().sprak
    logout_user()
    session.clear()
    session[LAST] = last
    flash(_("Du er logget ut."), "success")
    return forgetting(redirect(url_for("access.sign_in"), 303))


@blueprint.post("/sprak")
@public(title=lazy("Velg språk"))
def language() -> Any:
    """Chooses the language: the user's own when signed in, else for this sign-in."""
    chosen = request.form.get("sprak", "")
    if chosen not in LANGUAGES:
        abort(400)
    session[LAST if current_user.is_authenticated else "sprak"] = chosen
    if current_user.is_authenticated:
        choose_language(db(), user().id, chosen)
    return redirect(local_path(request.form.get("neste")), 303)


@blueprint.get("/skjermet/<uuid:shielded_id>/")
@needs(SHIELDED, title=lazy("Åpne skjermet person"))
def open_person(shielded_id: uuid.UUID) -> Any:
    """Asks a holder of the right why she opens a shielded person."""
    return _opening(shielded_id, ReasonForm(), 200)


@blueprint.post("/skjermet/<uuid:shielded_id>/")
@needs(SHIELDED, title=lazy("Åpne skjermet person"))
def confirm_open(shielded_id: uuid.UUID) -> Any:
    """Keeps the reason, good for the day, and goes to the person."""
    form = ReasonForm()
    if not sent(form):
        return _opening(shielded_id, form, 422)
    if not (access := find_person(db(), user(), shielded_id)):
        return _merged(shielded_id)
    if access.closed:
        open_shielded(db(), user().id, shielded_id, house().clock.today(), (form.grunn.data or "").strip())
    return redirect(url_for("persons.person", person_id=shielded_id), 303)


def _opening(shielded_id: uuid.UUID, form: ReasonForm, status: int) -> Any:
    access = find_person(db(), user(), shielded_id)
    if access is None:
        return _merged(shielded_id)
    if not access.closed:
        return redirect(url_for("persons.person", person_id=shielded_id), 303)
    shown(db(), [shielded_id])
    return page("access/open_person.html", status, form=form, person=access.person)


def _merged(shielded_id: uuid.UUID) -> Any:
    """The address of a record that was merged into another asks of her, for those who may see that she is there."""
    kept = leads_to(db(), shielded_id)
    if kept is None or find_person(db(), user(), kept) is None:
        abort(404)
    return redirect(url_for("access.open_person", shielded_id=kept), 303)
