"""The three steps: the other record's number, what stays, and the last yes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from wtforms import Field, HiddenField, RadioField, SelectChoice, StringField, ValidationError

from core.i18n import _, lazy
from core.persons.merging.facts import FACTS
from core.persons.merging.queries import numbers_in
from core.persons.merging.words import TITLES
from core.persons.search import LONGEST
from core.web.forms import VERSION, Filled, Form
from core.web.limits import Longest

THIS, OTHER = "denne", "andre"
"""The record in the address, and the other one."""


class NumberForm(Form):
    """A whole number of the other record."""

    looks = True
    q = StringField(
        lazy("Den andre registreringens nummer"),
        validators=[Filled(lazy("Skriv hele nummeret til den andre registreringen.")), Longest(LONGEST)],
    )

    def validate_q(self, field: Field) -> None:
        """Nothing but a whole number leads to anyone here."""
        if not field.errors and not numbers_in(field.data or ""):
            raise ValidationError(
                _("Skriv hele DUF-nummeret, Reg-nummeret, UNHCR-nummeret eller fødselsnummeret, ikke et navn.")
            )


class _ChoiceField(RadioField):
    """One of the two records."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(
            label, choices=[SelectChoice(one, "") for one in (THIS, OTHER)], validate_choice=False, **options
        )

    def pre_validate(self, form: Any) -> None:
        """Raises ValidationError for anything else."""
        if self.data not in (THIS, OTHER):
            raise ValidationError(_("Velg en av de to."))


class CompareForm(Form):
    """Which record is kept, and whose each differing fact is. `andre_versjon` is the other record's version."""

    sok = HiddenField()
    andre_versjon = HiddenField()
    behold = _ChoiceField(lazy("Registreringen som blir igjen"))
    fornavn = _ChoiceField(TITLES["fornavn"])
    etternavn = _ChoiceField(TITLES["etternavn"])
    fodselsdato = _ChoiceField(TITLES["fodselsdato"])
    fnr = _ChoiceField(TITLES["fnr"])
    kjonn = _ChoiceField(TITLES["kjonn"])
    statsborgerskap = _ChoiceField(TITLES["statsborgerskap"])
    morsmal = _ChoiceField(TITLES["morsmal"])
    familie = _ChoiceField(TITLES["familie"])
    ankommet = _ChoiceField(TITLES["ankommet"])
    soknad_registrert = _ChoiceField(TITLES["soknad_registrert"])
    soknad_avslag = _ChoiceField(TITLES["soknad_avslag"])

    def only(self, differing: Collection[str]) -> None:
        """Leaves out the facts that there is nothing to choose of."""
        for fact in FACTS:
            if fact not in differing:
                del self[fact]

    def chosen(self, differing: Sequence[str]) -> dict[str, str]:
        """Whose each of these facts is."""
        return {fact: self[fact].data for fact in differing}

    @property
    def others_version(self) -> int:
        """The version of the other record when the form was opened; 0 when it is forged."""
        return int(self.andre_versjon.data) if VERSION.fullmatch(str(self.andre_versjon.data)) else 0


class ConfirmForm(Form):
    """The button that merges."""

    sok = HiddenField()
