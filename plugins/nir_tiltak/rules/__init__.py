"""The plugin's rules: values in, values out. Nothing here knows the database, the web or what day it is."""

from .averages import hours_text, month_average, months_shown, overlong
from .introduksjonsprogram import introduksjonsprogram
from .kvalifisering import kvalifisering_i_mottak
from .loven_2003 import introduksjonsprogram_2003, norsk_2003
from .norsk import norsk
from .opplaering import opplaering_i_mottak
from .tiltak import Tiltak, covered, touches
from .told import FORSTE_TILTAK

__all__ = [
    "FORSTE_TILTAK",
    "Tiltak",
    "covered",
    "hours_text",
    "introduksjonsprogram",
    "introduksjonsprogram_2003",
    "kvalifisering_i_mottak",
    "month_average",
    "months_shown",
    "norsk",
    "norsk_2003",
    "opplaering_i_mottak",
    "overlong",
    "touches",
]
