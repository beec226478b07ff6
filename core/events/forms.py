"""What narrows a log down: a period, and a user."""

from __future__ import annotations

from typing import Any

from wtforms import Field, SelectField, ValidationError

from core.i18n import _, lazy
from core.web.forms import DateField, Form


class PeriodForm(Form):
    """The first and the last day; each may be empty. It changes nothing, and so it is sent by the address."""

    class Meta:
        """A form that only looks needs no token."""

        csrf = False

    looks = True
    fra = DateField(lazy("Fra og med"))
    til = DateField(lazy("Til og med"))

    def validate_til(self, field: Any) -> None:
        """Raises ValidationError for a period that ends before it begins."""
        if self.fra.data and field.data and field.data < self.fra.data:
            raise ValidationError(_("Siste dag må være lik eller etter første dag."))


class SeenForm(PeriodForm):
    """The same, and one of the users who have seen the person."""

    bruker = SelectField(lazy("Bruker"), default="", validate_choice=False)

    def validate_bruker(self, field: Field) -> None:
        """Raises ValidationError for one who has not seen her."""
        if field.data and field.data not in dict(field.choices):
            raise ValidationError(_("Velg en av brukerne."))
