"""The form of *Ny person*."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import Field, HiddenField, RadioField, SelectField, StringField, ValidationError

from core.codes.countries import country_choices
from core.codes.languages import language_choices
from core.i18n import _, language, lazy
from core.persons.labels import KJONN
from core.persons.new_person.changes import NewPerson
from core.web.forms import DateField, Filled, Form
from core.web.limits import Longest

LONGEST = 200
EARLIEST = date(1900, 1, 1)
CHOOSE = [("", lazy("Velg"))]
BOR = {
    "privat": lazy("Bor privat"),
    "avtale": lazy("Bosatt etter avtale med IMDi"),
    "uten_avtale": lazy("Bosatt uten avtale"),
}
"""How she lives in the kommune: the type of bosted, and whether it is under agreement."""


def _name(label: Any, message: Any) -> StringField:
    return StringField(label, validators=[Filled(message), Longest(LONGEST)])


class NewPersonForm(Form):
    """Who she is, when she came, and where she lives. `bekreft` says that none of those alike is her."""

    fornavn = _name(lazy("Fornavn"), lazy("Skriv fornavnet."))
    etternavn = _name(lazy("Etternavn"), lazy("Skriv etternavnet."))
    fodselsdato = DateField(lazy("Fødselsdato"), validators=[Filled(lazy("Skriv fødselsdatoen."))])
    ankommet = DateField(lazy("Ankommet Norge"), validators=[Filled(lazy("Skriv når personen kom til Norge."))])
    statsborgerskap = SelectField(
        lazy("Statsborgerskap"), validators=[Filled(lazy("Velg statsborgerskap."))], validate_choice=False
    )
    morsmal = SelectField(lazy("Morsmål"), validate_choice=False)
    kjonn = RadioField(lazy("Kjønn"), validators=[Filled(lazy("Velg kjønn."))], validate_choice=False)
    enhet = SelectField(lazy("Kommune"), validate_choice=False)
    fra = DateField(lazy("Bor her fra"), validators=[Filled(lazy("Skriv når personen flyttet hit."))])
    bor = RadioField(lazy("Bosted"), validators=[Filled(lazy("Velg hvordan personen bor."))], validate_choice=False)
    bekreft = HiddenField()

    def __init__(self, day: date, enheter: list[tuple[str, str]], **data: Any) -> None:
        """`day` is today, `enheter` the user's kommuner."""
        super().__init__(**data)
        self.day = day
        self.kjonn.choices = list(KJONN.items())
        self.bor.choices = list(BOR.items())
        self.statsborgerskap.choices = [*CHOOSE, *country_choices(language())]
        self.morsmal.choices = [("", lazy("Ikke kjent")), *language_choices(language())]
        self.enhet.choices = enheter

    def validate_fornavn(self, field: Field) -> None:
        """Letters and marks that can be read."""
        if any(not sign.isprintable() for sign in field.data or ""):
            raise ValidationError(_("Navnet har tegn som ikke kan leses. Skriv det på nytt."))

    validate_etternavn = validate_fornavn

    def validate_fodselsdato(self, field: Field) -> None:
        """Not in the future, and in living memory."""
        if field.data and not EARLIEST <= field.data <= self.day:
            raise ValidationError(_("Fødselsdatoen kan ikke være fram i tid eller før 1900."))

    def validate_ankommet(self, field: Field) -> None:
        """Between the birth and today."""
        self._after_birth(field)

    def validate_fra(self, field: Field) -> None:
        """The same."""
        self._after_birth(field)

    def _after_birth(self, field: Field) -> None:
        if field.data and field.data > self.day:
            raise ValidationError(_("Datoen kan ikke være fram i tid."))
        if field.data and self.fodselsdato.data and field.data < self.fodselsdato.data:
            raise ValidationError(_("Datoen kan ikke være før fødselsdatoen."))

    def _one_of(self, field: Field, message: str) -> None:
        if field.data and field.data not in dict(field.choices):
            raise ValidationError(message)

    def validate_kjonn(self, field: Field) -> None:
        """One of those there are."""
        self._one_of(field, _("Velg kjønn."))

    def validate_statsborgerskap(self, field: Field) -> None:
        """A country."""
        self._one_of(field, _("Velg statsborgerskap."))

    def validate_morsmal(self, field: Field) -> None:
        """A language, or none."""
        self._one_of(field, _("Velg et språk fra listen."))

    def validate_bor(self, field: Field) -> None:
        """One of the three."""
        self._one_of(field, _("Velg hvordan personen bor."))

    def validate_enhet(self, field: Field) -> None:
        """One of the user's own."""
        if field.data not in dict(field.choices):
            raise ValidationError(_("Velg en av kommunene dine."))

    def told(self) -> NewPerson:
        """What the form tells, when every field is right."""
        settled = self.bor.data != "privat"
        return NewPerson(
            fornavn=" ".join(self.fornavn.data.split()),
            etternavn=" ".join(self.etternavn.data.split()),
            fodselsdato=self.fodselsdato.data,  # type: ignore[arg-type]
            kjonn=self.kjonn.data,
            statsborgerskap=self.statsborgerskap.data,
            morsmal=self.morsmal.data or None,
            ankommet=self.ankommet.data,  # type: ignore[arg-type]
            unit_id=self.enhet.data,
            bor="kommune" if settled else "privat",
            avtale=self.bor.data == "avtale" if settled else None,
            fra=self.fra.data,  # type: ignore[arg-type]
        )
