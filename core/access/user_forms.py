"""Forms about users and their roles."""

from __future__ import annotations

from wtforms import Field, SelectField, StringField, ValidationError

from core.i18n import _, lazy
from core.web.forms import Filled, Form
from core.web.limits import Longest


class GiveRoleForm(Form):
    """A role to a user, in a unit. The choices are set by who gives."""

    brukernavn = StringField(lazy("Brukernavn"), validators=[Filled(lazy("Skriv brukernavnet.")), Longest(100)])
    rolle = SelectField(lazy("Rolle"), validators=[Filled(lazy("Velg en rolle."))], validate_choice=False)
    enhet = SelectField(lazy("Enhet"), validate_choice=False)


class NewUserForm(Form):
    """A new local user; the first password is made for her."""

    brukernavn = StringField(lazy("Brukernavn"), validators=[Filled(lazy("Skriv brukernavnet.")), Longest(100)])
    navn = StringField(lazy("Navn"), validators=[Filled(lazy("Skriv navnet.")), Longest(200)])

    def validate_brukernavn(self, field: Field) -> None:
        """One word, with no sign that is not seen."""
        name = (field.data or "").strip()
        if not all(sign.isprintable() and not sign.isspace() for sign in name):
            raise ValidationError(_("Skriv brukernavnet uten mellomrom."))

    def validate_navn(self, field: Field) -> None:
        """No line breaks and no signs that are not seen."""
        if not (field.data or "").strip().isprintable():
            raise ValidationError(_("Skriv navnet uten linjeskift og usynlige tegn."))


class ConfirmForm(Form):
    """Nothing but what every form carries: it is asked once more."""
