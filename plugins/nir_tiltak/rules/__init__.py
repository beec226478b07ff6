"""The plugin's rules: values in, values out. Nothing here knows the database, the web or what day it is."""

from .averages import hours_text, month_average, months_shown, overlong
from .kvalifisering import kvalifisering_i_mottak
from .tiltak import Tiltak, touches

__all__ = [
    "Tiltak",
    "hours_text",
    "kvalifisering_i_mottak",
    "month_average",
    "months_shown",
    "overlong",
    "touches",
]
