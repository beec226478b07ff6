"""Forms of sign-in and of opening a shielded person."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, StringField, TextAreaField

from core.i18n import lazy
from core.web.forms import Filled, Form
from core.web.limits import Longest


class SignInForm(Form):
    """User name and password; `neste` is where she was going."""

    keyed = False
    brukernavn = StringField(lazy("Brukernavn"), validators=[Filled(lazy("Skriv brukernavnet ditt.")), Longest(100)])
    passord = PasswordField(lazy("Passord"), validators=[Filled(lazy("Skriv passordet ditt.")), Longest(1000)])
    neste = HiddenField()


class ReasonForm(Form):
    """Why a shielded person is opened."""

    grunn = TextAreaField(
        lazy("Hvorfor trenger du opplysningene?"),
        validators=[Filled(lazy("Skriv hvorfor du åpner personen.")), Longest(500)],
    )
