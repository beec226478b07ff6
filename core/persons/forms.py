"""The search form."""

from __future__ import annotations

from wtforms import Field, RadioField, StringField, ValidationError

from core.i18n import _, lazy
from core.persons.search import LONGEST
from core.web.forms import Filled, Form
from core.web.limits import Longest


class SearchForm(Form):
    """One box: a whole number, a name or a birth date."""

    keyed = False
    q = StringField(
        lazy("Personsøk"),
        validators=[Filled(lazy("Skriv et nummer, et navn eller en fødselsdato.")), Longest(LONGEST)],
    )

    def validate_q(self, field: Field) -> None:
        """A letter or a digit is needed: `%` and `_` stand for nothing here."""
        if (field.data or "").strip() and not any(sign.isalnum() for sign in field.data):
            raise ValidationError(_("Det du skrev, har verken bokstaver eller sifre. Skriv et nummer eller et navn."))


class DivisionForm(Form):
    """Which of the new kommuner she lives in."""

    kommune = RadioField(lazy("Kommune"), validators=[Filled(lazy("Velg en av kommunene."))], validate_choice=False)

    def validate_kommune(self, field: Field) -> None:
        """One of those it was divided into."""
        if field.data and field.data not in dict(field.choices):
            raise ValidationError(_("Velg en av kommunene."))
