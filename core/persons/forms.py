"""The search form."""

from __future__ import annotations

from wtforms import RadioField, StringField

from core.i18n import lazy
from core.persons.search import LONGEST
from core.web.forms import Filled, Form
from core.web.limits import Longest


class SearchForm(Form):
    """One box: a whole number or the beginning of a name."""

    q = StringField(
        lazy("Personsøk"),
        validators=[Filled(lazy("Skriv et nummer eller begynnelsen av et navn.")), Longest(LONGEST)],
    )


class DivisionForm(Form):
    """Which of the new kommuner she lives in."""

    kommune = RadioField(lazy("Kommune"), validators=[Filled(lazy("Velg en av kommunene."))], validate_choice=True)
