"""The form of Avansert søk."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import Field, SelectField, StringField, ValidationError

from core.codes.countries import country_choices
from core.codes.languages import language_choices
from core.dates import DateError
from core.i18n import _, language, lazy
from core.persons.labels import TILLATELSE
from core.persons.names import latin_words
from core.persons.search.born import read_born
from core.persons.search.stored import LONGEST
from core.persons.search.typed import MOST_WORDS, read
from core.persons.search.wishes import Wishes
from core.web.forms import Form, shortened
from core.web.limits import Longest
from core.web.texts import date_fault

OLDEST = 150
ANY = [("", lazy("Alle"))]


def _select(label: Any) -> SelectField:
    return SelectField(label, default="", validate_choice=False)


class AdvancedForm(Form):
    """Any of the fields together; at least one."""

    keyed = False
    navn = StringField(lazy("Navn"), validators=[Longest(LONGEST)])
    nummer = StringField(lazy("Nummer"), validators=[Longest(LONGEST)])
    fodt = StringField(lazy("Fødselsdato"), validators=[Longest(LONGEST)])
    alder_fra = StringField(lazy("Alder fra"))
    alder_til = StringField(lazy("Alder til"))
    statsborgerskap = _select(lazy("Statsborgerskap"))
    morsmal = _select(lazy("Morsmål"))
    mottak = _select(lazy("Mottak"))
    kommune = _select(lazy("Kommune"))
    tillatelse = _select(lazy("Tillatelse"))

    def __init__(self, day: date, mottak: list[tuple[str, str]], kommuner: list[tuple[str, str]], **data: Any) -> None:
        """The lists to choose from; `day` is today."""
        super().__init__(**data)
        self.day = day
        self.statsborgerskap.choices = [*ANY, *country_choices(language())]
        self.morsmal.choices = [*ANY, *language_choices(language())]
        self.mottak.choices = [*ANY, *mottak]
        self.kommune.choices = [*ANY, *kommuner]
        self.tillatelse.choices = [*ANY, *TILLATELSE.items()]

    @property
    def chosen(self) -> dict[str, str]:
        """The fields that were filled in, as typed."""
        own = (field for field in self if field.name not in ("nokkel", "versjon", "csrf_token"))
        return {field.name: str(field.data).strip() for field in own if field.data and str(field.data).strip()}

    def validate_navn(self, field: Field) -> None:
        """Fields of which one at least is needed; a name has a letter."""
        if not self.chosen:
            raise ValidationError(_("Fyll ut minst ett felt."))
        if (field.data or "").strip() and not latin_words(field.data):
            raise ValidationError(_("Det du skrev, har verken bokstaver eller sifre. Skriv et navn."))

    def validate_nummer(self, field: Field) -> None:
        """A number has a digit."""
        if (field.data or "").strip() and not any(sign.isdigit() for sign in field.data):
            raise ValidationError(_("Skriv et helt nummer: DUF-nummer, Reg-nummer, UNHCR-nummer eller fødselsnummer."))

    def validate_fodt(self, field: Field) -> None:
        """A date as people write it."""
        if not (field.data or "").strip():
            return
        try:
            days = read_born(field.data, self.day)
        except DateError as error:
            raise ValidationError(date_fault(error, shortened(field.data))) from error
        if not days:
            raise ValidationError(_("Skriv datoen som dd.mm.åååå, for eksempel 02.04.2021."))

    def validate_alder_fra(self, field: Field) -> None:
        """A whole number of years."""
        if (field.data or "").strip() and _age(field.data) is None:
            raise ValidationError(_("Skriv alderen i hele år, for eksempel 18."))

    validate_alder_til = validate_alder_fra

    def wishes(self) -> Wishes:
        """What the fields ask for; call it on a valid form."""
        chosen = self.chosen
        return Wishes(
            words=latin_words(chosen.get("navn", ""))[:MOST_WORDS],
            number=read(chosen["nummer"], self.day) if "nummer" in chosen else None,
            days=read_born(chosen["fodt"], self.day) if "fodt" in chosen else (),
            age_from=_age(chosen.get("alder_fra", "")),
            age_to=_age(chosen.get("alder_til", "")),
            **{name: chosen.get(name, "") for name in CODES},
        )


CODES = ("statsborgerskap", "morsmal", "mottak", "kommune", "tillatelse")


def _age(text: str) -> int | None:
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and int(typed[:4]) <= OLDEST else None
