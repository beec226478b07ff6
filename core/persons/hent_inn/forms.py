"""The forms of UDI-søk and of bringing in."""

from __future__ import annotations

from wtforms import Field, HiddenField, RadioField, SelectChoice, SelectField, StringField, ValidationError

from core.i18n import _, lazy
from core.persons.hent_inn.codes import GRUNNER
from core.persons.identifiers import recognise
from core.persons.search import LONGEST
from core.web.forms import Filled, Form
from core.web.limits import Longest


class UdiSearchForm(Form):
    """A whole DUF-nummer or fødselsnummer."""

    looks = True
    q = StringField(
        lazy("Nummer"),
        validators=[Filled(lazy("Skriv hele DUF-nummeret eller fødselsnummeret.")), Longest(LONGEST)],
    )

    def validate_q(self, field: Field) -> None:
        """Nothing but a whole number finds anyone here."""
        known = recognise(field.data or "")
        if not field.errors and (known is None or known.kind not in ("duf", "fnr")):
            raise ValidationError(_("Skriv hele nummeret: 12 siffer for DUF-nummer, 11 for fødselsnummer."))


class FetchForm(Form):
    """Why she is brought in, and by which of the user's units."""

    sok = HiddenField()
    person = HiddenField()
    grunn = RadioField(
        lazy("Hvorfor henter du inn personen?"),
        choices=[SelectChoice(key, title) for key, title in GRUNNER.items()],
        validators=[Filled(lazy("Velg hvorfor du henter inn personen."))],
        validate_choice=False,
    )
    enhet = SelectField(lazy("Enhet som følger opp"), validate_choice=False)

    def validate_grunn(self, field: Field) -> None:
        """One of the reasons."""
        if field.data and field.data not in GRUNNER:
            raise ValidationError(_("Velg hvorfor du henter inn personen."))

    def validate_enhet(self, field: Field) -> None:
        """One of the user's own."""
        if field.data not in dict(field.choices):
            raise ValidationError(_("Velg en av enhetene dine."))


class MarkForm(Form):
    """A button that changes one row."""
