"""How long a text may be."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import Field, ValidationError

from core.i18n import _


class Longest:
    """The text has at most so many signs; the message tells how many it has."""

    def __init__(self, most: int) -> None:
        """`most` is a number of signs."""
        self.most = most

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Raises ValidationError for a longer text."""
        length = len(field.data or "")
        if length > self.most:
            raise ValidationError(
                _("Teksten har %(antall)s tegn. Skriv høyst %(most)s.", antall=length, most=self.most)
            )
