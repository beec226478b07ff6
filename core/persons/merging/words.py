"""Words of the page and of the event log, in the reader's language."""

from __future__ import annotations

from core.i18n import lazy

TITLES = {
    "fornavn": lazy("Fornavn"),
    "etternavn": lazy("Etternavn"),
    "fodselsdato": lazy("Fødselsdato"),
    "fnr": lazy("Fødselsnummer"),
    "kjonn": lazy("Kjønn"),
    "statsborgerskap": lazy("Statsborgerskap"),
    "morsmal": lazy("Morsmål"),
    "familie": lazy("Familie"),
    "ankommet": lazy("Ankommet Norge"),
    "soknad_registrert": lazy("Søknad registrert"),
    "soknad_avslag": lazy("Søknad avslått"),
}
"""The facts as the page calls them."""
MERGED = {
    "beholdt": lazy("Beholdt"),
    "slatt_sammen": lazy("Slått sammen med den"),
    "valgt": lazy("Valgt fra den andre"),
    "flyttet": lazy("Rader flyttet"),
    "sto_pa_begge": lazy("Sto på begge"),
    "duf": lazy("DUF-nummer"),
    "regnr": lazy("Reg-nummer"),
    "unhcr": lazy("UNHCR-nummer"),
    "skjerming": lazy("Skjerming"),
    "familie_referanse": lazy("Familie"),
    "familie_rolle": lazy("Rolle i familien"),
    "tillatelser": lazy("Tillatelser"),
    "bosted": lazy("Bosted"),
    "tabell": lazy("Tabell"),
    "type": lazy("Type"),
    "vedtaksdato": lazy("Vedtaksdato"),
    "hjemmel": lazy("Hjemmel"),
    "gyldig_fra": lazy("Gyldig fra"),
    "gyldig_til": lazy("Gyldig til"),
    "trukket": lazy("Trukket"),
    "fra": lazy("Fra"),
    "til": lazy("Til"),
    "mottak": lazy("Mottak"),
    "kommune": lazy("Kommune"),
    "bydel": lazy("Bydel"),
    "avtale": lazy("Avtale"),
    **TITLES,
}
"""The names of what a line of the log keeps of two records that were merged."""
