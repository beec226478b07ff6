"""Forms: what every form carries, and fields that understand what people type."""

from __future__ import annotations

import re
import secrets
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from babel.support import Translations
from flask import abort, flash, request
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import delete
from wtforms import Field, HiddenField, ValidationError
from wtforms.i18n import messages_path
from wtforms.widgets import TextInput

from core.access.models import FormKey
from core.dates import DateError, parse_date
from core.db import insert_if_new
from core.digits import plain
from core.i18n import _, language, ngettext
from core.web.held import awaited, typed_before
from core.web.request import SAFE, db, house, user
from core.web.texts import date_fault, date_text, number_text

KEPT = timedelta(days=1)
NUMBER = re.compile(r"[+-]?([0-9]{1,15}\.?[0-9]{0,15}|\.[0-9]{1,15})")
VERSION = re.compile(r"[0-9]{1,9}")


@cache
def _own_words(lang: str) -> Any:
    return Translations.load(messages_path(), [lang], domain="wtforms")


class Form(FlaskForm):
    """What every form carries: the version it was opened with, and a key that makes a double click one change."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """What WTForms is told of the form."""

        def get_translations(self, form: Any) -> Any:
            """WTForms' own words in the language being spoken, read once and not, as usual, for each request."""
            return _own_words(language())

    nokkel = HiddenField()
    versjon = HiddenField()
    keyed: ClassVar[bool] = True
    """False for a form that changes no row: it is taken without key and version too (signing in, searching)."""
    looks: ClassVar[bool] = False
    """True for a form that only looks for something: what is typed in it is no work that could be lost."""

    def __init__(self, *args: Any, versjon: int = 0, **kwargs: Any) -> None:
        """A form shown for the first time gets its key and the version of the row it is about."""
        if awaited() and current_user.is_authenticated and (typed := typed_before(db(), user().id)):
            kwargs["formdata"] = typed
            flash(
                _("Du ble logget ut før skjemaet var lagret. Det du skrev, står her, og er ikke lagret ennå."),
                "warning",
            )
        super().__init__(*args, **kwargs)
        self.came_whole = not self.keyed or bool(self.nokkel.raw_data and self.nokkel.data and self.versjon.data)
        if not self.nokkel.data:
            self.nokkel.data = secrets.token_urlsafe(24)
        if not self.versjon.data:
            self.versjon.data = str(versjon)

    @property
    def opened_version(self) -> int:
        """The version the form was opened with; 0 when it is forged or new."""
        return int(self.versjon.data) if VERSION.fullmatch(str(self.versjon.data)) else 0

    def take_version(self, versjon: int) -> None:
        """From now on the form is about this version: after a conflict has been shown, the next sending counts."""
        self.versjon.data = str(versjon)
        self.nokkel.data = secrets.token_urlsafe(24)

    @property
    def holds_work(self) -> bool:
        """True where one types or chooses what would be lost with the page: no search, and no form of buttons alone."""
        only_looks = self.looks or not self.keyed
        return not only_looks and not all(isinstance(field, HiddenField) for field in self)

    @property
    def faults(self) -> list[tuple[str, Any, str]]:
        """Every fault as (field id, label, text), in the order of the fields, for the error summary."""
        return [
            (field.id, field.label.text, str(text))
            for field in self
            for text in field.errors
            if field.name != "csrf_token"
        ]

    @property
    def fault_heading(self) -> str:
        """How many fields must be mended."""
        number = len({field_id for field_id, _label, _text in self.faults})
        return ngettext("Ett felt må rettes", "%(num)s felt må rettes", number)


def sent(form: Form) -> bool:
    """True when the form was sent and every field is right.

    One sent without its key or its version is refused (400): a double click, or another's change, could not be told.
    """
    if request.method in SAFE:
        return False
    if not form.came_whole:
        abort(400)
    return form.validate()


def first_time(form: Form) -> bool:
    """False when this very form has been received before: a double click, or Back and send again.

    The key is stored in the same transaction as the change, so both stand or neither does.
    """
    session, now = db(), house().clock.now()
    key = {"key": str(form.nokkel.data)[:64], "user_id": user().id, "at": now}
    new = insert_if_new(session, FormKey, key)
    session.execute(delete(FormKey).where(FormKey.at < now - KEPT))
    return new


class DateField(Field):
    """A date as people type it; what was typed stays as typed."""

    widget = TextInput()
    data: date | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return date_text(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Reads the typed date. Raises ValidationError with how to mend it."""
        self.data = None
        typed = str(valuelist[0]) if valuelist else ""
        if not typed.strip():
            return
        try:
            self.data = parse_date(typed)
        except DateError as error:
            raise ValidationError(date_fault(error, shortened(typed))) from error


class NumberField(Field):
    """A number with decimal comma or point; what was typed stays as typed."""

    widget = TextInput()
    data: Decimal | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return number_text(self.data) if self.data is not None else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Reads the typed number. Raises ValidationError with how to mend it."""
        self.data = None
        typed = plain(str(valuelist[0])).replace(",", ".") if valuelist else ""
        if not typed.strip():
            return
        number = _decimal(typed)
        if number is None:
            raise ValidationError(_("Skriv et tall, for eksempel 3 eller 7,5."))
        self.data = number


def _decimal(typed: str) -> Decimal | None:
    """The number, or None for a text that is none. Python would take `1e9`, `1_000` and `NaN` for numbers too."""
    return Decimal(typed) if NUMBER.fullmatch(typed) else None


class Filled:
    """The field must be filled in; `message` says what to write."""

    field_flags = {"required": True}

    def __init__(self, message: Any) -> None:
        """`message` is a lazy text."""
        self.message = message

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Raises ValidationError for an empty field that has no other fault."""
        if field.errors:
            return
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()):
            raise ValidationError(str(self.message))


def shortened(text: str, most: int = 40) -> str:
    """A typed text short enough to stand in a message."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most]}…"
