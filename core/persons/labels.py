"""Words for the codes of master data, in the user's language."""

from __future__ import annotations

from core.i18n import lazy

KJONN = {"K": lazy("Kvinne"), "M": lazy("Mann"), "X": lazy("Annet")}

FAMILIE_ROLLE = {
    "hovedperson": lazy("Hovedperson"),
    "ektefelle": lazy("Ektefelle"),
    "barn": lazy("Barn"),
    "enslig_mindrearig": lazy("Enslig mindreårig"),
}

SKJERMING = {"ingen": lazy("Ingen"), "fortrolig": lazy("Fortrolig"), "strengt_fortrolig": lazy("Strengt fortrolig")}

TILLATELSE = {
    "asyl": lazy("Asyl"),
    "overforing": lazy("Overføringsflyktning"),
    "opphold_humanitaert": lazy("Opphold på humanitært grunnlag"),
    "kollektiv_beskyttelse": lazy("Kollektiv beskyttelse"),
    "familie": lazy("Familieinnvandring"),
    "arbeid": lazy("Arbeid"),
    "annet": lazy("Annen tillatelse"),
}

BOSTED = {
    "mottak": lazy("Mottak"),
    "amot": lazy("Alternativ mottaksplass (AMOT)"),
    "privat": lazy("Privat"),
    "kommune": lazy("Bosatt i kommune"),
}

MOTTAK_TYPE = {
    "ordinaert": lazy("Ordinært mottak"),
    "integreringsmottak": lazy("Integreringsmottak"),
    "transitt": lazy("Transittmottak"),
    "akutt": lazy("Akuttinnkvartering"),
    "tilrettelagt": lazy("Tilrettelagt avdeling"),
    "em": lazy("Mottak for enslige mindreårige"),
}

TALL = {
    "duf": lazy("DUF-nummer"),
    "fnr": lazy("fødselsnummer"),
    "regnr": lazy("Reg-nummer"),
    "unhcr": lazy("UNHCR-nummer"),
    "navn": lazy("navn"),
    "navn_dato": lazy("navn og fødselsdato"),
    "dato": lazy("fødselsdato"),
    "nummer": lazy("nummer"),
    "tegn": lazy("tegn"),
}
