"""The form of a tiltak: which fields it has follows from the type."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import BooleanField, SelectField, ValidationError

from core.api import DateField, Filled, Form, NumberField, _, add_years, date_text, language, lazy, number_text

from . import parameters
from .changes import Values
from .codes import IKKE_REGISTRERT, gjennomforing, grupper, has_mottatt_tilbud, needs_gjennomforing, typer, types_in

CHOOSE = ("", lazy("Velg"))


class TiltakForm(Form):
    """A tiltak as it is typed.

    Call `fit()` once the data is in: it sets the choices that follow from gruppe and type.
    """

    gruppe = SelectField(
        lazy("Tiltakgruppe"), validators=[Filled(lazy("Velg en tiltakgruppe."))], validate_choice=False
    )
    type = SelectField(lazy("Tiltaktype"), validators=[Filled(lazy("Velg en tiltaktype."))], validate_choice=False)
    fra = DateField(lazy("Fra dato"), validators=[Filled(lazy("Skriv datoen tiltaket begynner."))])
    til = DateField(lazy("Til dato"), validators=[Filled(lazy("Skriv datoen tiltaket slutter."))])
    timer_per_uke = NumberField(
        lazy("Antall timer per uke"), validators=[Filled(lazy("Skriv hvor mange timer per uke."))]
    )
    gjennomforing = SelectField(lazy("Gjennomføring av tiltak"), default=IKKE_REGISTRERT, validate_choice=False)
    mottatt_tilbud = BooleanField(lazy("Mottatt tilbud i omsorgspermisjonen"))
    erstattende = BooleanField(lazy("Erstattende tiltak"))

    day: date

    def fit(self, day: date) -> TiltakForm:
        """Sets the choices as of a day: a code that has gone out of use stays choosable where it stands already."""
        self.day = day
        keep_gruppe, keep_type = (
            (self.gruppe.data,) if self.gruppe.data else (),
            (self.type.data,) if self.type.data else (),
        )
        self.gruppe.choices = [CHOOSE, *grupper().choices(day, language(), keep=keep_gruppe)]
        types = types_in(self.gruppe.data or "")
        self.type.choices = [
            CHOOSE,
            *types.choices(day, language(), keep=tuple(key for key in keep_type if key in types)),
        ]
        self.gjennomforing.choices = gjennomforing().choices(day, language())
        return self

    @property
    def chosen_type(self) -> str:
        """The type when it is one of the gruppe chosen; else empty."""
        return self.type.data if self.type.data and self.type.data in types_in(self.gruppe.data or "") else ""

    @property
    def asks_gjennomforing(self) -> bool:
        """True for the types whose completion is registered."""
        return needs_gjennomforing(self.chosen_type)

    @property
    def asks_mottatt_tilbud(self) -> bool:
        """True for the type that has a tick for the offer received."""
        return has_mottatt_tilbud(self.chosen_type)

    def validate_gruppe(self, field: Any) -> None:
        """The gruppe is one of the list."""
        if field.data and field.data not in grupper():
            raise ValidationError(_("Velg en tiltakgruppe fra listen."))

    def validate_type(self, field: Any) -> None:
        """The type belongs to the gruppe, also when the form is forged."""
        if not field.data:
            return
        if field.data not in typer():
            raise ValidationError(_("Velg en tiltaktype fra listen."))
        if not self.chosen_type:
            raise ValidationError(_("Tiltaktypen hører ikke til tiltakgruppen. Velg en type fra listen."))

    def validate_fra(self, field: Any) -> None:
        """Not before 1990."""
        first = parameters.FORSTE_DAG.on(self.day)
        if field.data and field.data < first:
            raise ValidationError(_("Datoen må være %(dato)s eller senere. Sjekk årstallet.", dato=date_text(first)))

    def validate_til(self, field: Any) -> None:
        """Not before `fra`, and not more than ten years ahead."""
        last = add_years(self.day, parameters.AR_FRAM.on(self.day))
        if field.data and field.data > last:
            raise ValidationError(_("Datoen kan ikke være etter %(dato)s. Sjekk årstallet.", dato=date_text(last)))
        if field.data and self.fra.data and field.data < self.fra.data:
            raise ValidationError(_("Til dato kan ikke være før fra dato. Rett en av dem."))

    def validate_timer_per_uke(self, field: Any) -> None:
        """From 0.5 to 60, in halves."""
        least, most = parameters.TIMER_LAVEST.on(self.day), parameters.TIMER_HOYEST.on(self.day)
        step = parameters.TIMER_STEG.on(self.day)
        if field.data is None:
            return
        if not least <= field.data <= most:
            raise ValidationError(
                _("Skriv fra %(fra)s til %(til)s timer.", fra=number_text(least), til=number_text(most))
            )
        if field.data % step:
            raise ValidationError(_("Skriv hele eller halve timer, for eksempel 3 eller 7,5."))

    def validate_gjennomforing(self, field: Any) -> None:
        """One of the three, where it is asked for."""
        if self.asks_gjennomforing and field.data not in gjennomforing():
            raise ValidationError(_("Velg en av verdiene i listen."))

    @property
    def labels(self) -> list[str]:
        """The fields' labels, in the order of Values."""
        names = [field.name for field in fields(Values)]
        return [str(self[name].label.text) for name in names]

    def values(self) -> Values:
        """What was typed, for a form that is right. Fields the type does not have are left empty."""
        return Values(
            gruppe=self.gruppe.data,
            type=self.type.data,
            fra=self.fra.data or date.min,
            til=self.til.data or date.min,
            timer_per_uke=Decimal(self.timer_per_uke.data or 0),
            erstattende=bool(self.erstattende.data),
            mottatt_tilbud=bool(self.mottatt_tilbud.data) if self.asks_mottatt_tilbud else None,
            gjennomforing=self.gjennomforing.data if self.asks_gjennomforing else None,
        )


class DeleteForm(Form):
    """Nothing but what every form carries: deleting is asked once more."""
