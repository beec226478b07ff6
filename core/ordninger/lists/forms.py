"""The form of lists: words that no address holds."""

from __future__ import annotations

from wtforms import StringField

from core.i18n import lazy
from core.persons.search.stored import LONGEST
from core.web.forms import Form
from core.web.limits import Longest


class WordsForm(Form):
    """A DUF-nummer or a name; empty for everyone."""

    keyed = False
    q = StringField(lazy("DUF-nummer eller navn"), validators=[Longest(LONGEST)])
