"""The forms of named views."""

from __future__ import annotations

from wtforms import BooleanField, Field, SelectField, StringField, ValidationError

from core.i18n import _, lazy
from core.web.forms import Filled, Form
from core.web.limits import Longest


class ViewForm(Form):
    """What a view is called, whose it is, and whether the list opens with it."""

    navn = StringField(lazy("Navn"), validators=[Filled(lazy("Skriv et navn på visningen.")), Longest(60)])
    standard = BooleanField(lazy("Åpne listen med denne visningen"))
    unit_id = SelectField(lazy("Hvem ser visningen"), validate_choice=False)

    def validate_unit_id(self, field: Field) -> None:
        """Hers alone, or one of her units'."""
        if field.data not in dict(field.choices):
            raise ValidationError(_("Velg en av dem på listen."))


class DeleteForm(Form):
    """Nothing but the question."""
