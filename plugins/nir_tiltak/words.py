"""The words for what the rules tell: the facts that opened and closed a period, its frist, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.api import lazy

OPENED: Mapping[str, Any] = {
    "tillatelse": lazy("Tillatelse etter § 9 fra"),
    "tillatelse_annen": lazy("Tillatelse som ikke er etter § 9, fra"),
    "nyeste_tillatelse": lazy("Nyeste tillatelse, som gir kategorien, fra"),
    "referanse": lazy("Referansepersonen har tillatelse etter § 9 fra"),
    "lov": lazy("Lov"),
    "ankommet": lazy("Ankommet Norge"),
    "alder": lazy("Nådde aldersgrensen"),
    "alder_ved_vedtak": lazy("Alder da tillatelsen ble gitt, i hele år"),
    "bosted": lazy("Bor i mottak eller på AMOT fra"),
    "bosted_mottak": lazy("Bor i mottak fra"),
    "uten_svar": lazy("Verken tillatelse eller avslag per"),
    "bosatt": lazy("Bosatt"),
    "bosatt_med_avtale": lazy("Bosatt etter avtale"),
    "bosatt_uten_avtale": lazy("Bosatt uten avtale"),
    "bor_privat": lazy("Bor privat fra"),
}
"""What held when a period opened, or holds from another one."""

FRIST: Mapping[str, Any] = {
    "begynte": lazy("Begynte"),
    "frist_vedtak_og_oppstart": lazy("Frist for vedtak og oppstart"),
    "frist_oppstart": lazy("Frist for oppstart"),
    "frist_med_videregaende": lazy("Frist for å fullføre, med videregående opplæring"),
    "frist_uten_videregaende": lazy("Frist for å fullføre, uten videregående opplæring"),
    "frist_ukjent_videregaende": lazy("Frist for å fullføre, når videregående opplæring ikke er registrert"),
    "frist_tolv_maneder": lazy("Frist for å fullføre, regnet fra første vedtak"),
    "frist_programmets_slutt": lazy("Programmets slutt"),
    "frist_norsk_2003": lazy("Opplæringens slutt"),
}
"""What decided the frist."""

CLOSED: Mapping[str, Any] = {
    "flyttet_ut": lazy("Siste dag i mottak eller på AMOT"),
    "flyttet_fra_mottak": lazy("Siste dag i mottak med opplæring"),
    "flyttet_fra_privat": lazy("Siste dag i egen bolig"),
    "uten_bosted": lazy("Siste dag med bosted i Norge"),
    "trukket": lazy("Tillatelsen gjelder ikke lenger fra"),
    "referanse_trukket": lazy("Referansepersonens tillatelse gjelder ikke lenger fra"),
    "ny_tillatelse": lazy("Ny tillatelse fra"),
    "fikk_tillatelse": lazy("Fikk tillatelse"),
    "avslag": lazy("Fikk avslag"),
    "annen_lov": lazy("Omfattet av introduksjonsloven fra"),
    "ny_lov": lazy("Omfattet av integreringsloven fra"),
    "annet_grunnlag": lazy("Et annet grunnlag fra"),
    "kapittel_6a": lazy("Unntatt etter kapittel 6A fra"),
    "for_gammel": lazy("Nådde den øvre aldersgrensen"),
    "for_sent_a_begynne": lazy("For sent å begynne fra"),
    "regel_endret": lazy("Regelen ble endret"),
}
"""What closed a period."""

CHANGES: Mapping[str, Any] = {
    "endres_svar": lazy("Får personen tillatelse eller avslag, lukkes perioden dagen før."),
    "endres_flytter_opplaering": lazy(
        "Flytter personen fra mottaket til AMOT, transittmottak eller egen bolig, er den siste dagen i mottaket den "
        "siste i perioden."
    ),
    "endres_bosatt": lazy("Blir personen bosatt, lukkes perioden dagen før."),
    "endres_flytter": lazy("Flytter personen ut av mottak og AMOT, er den siste dagen der den siste i perioden."),
    "endres_trukket": lazy("Trekkes tillatelsen, lukkes perioden dagen før."),
    "endres_referanse_mottak": lazy("Trekkes referansepersonens tillatelse, lukkes perioden dagen før."),
    "endres_referanse": lazy("Trekkes referansepersonens tillatelse, kan personen bare få tilbud."),
    "endres_oppstart": lazy("Registrerer du et tiltak i ordningen, regnes det som oppstart, og denne fristen er møtt."),
    "endres_begynner": lazy("Begynner personen før %(verdi)s, varer perioden til den er registrert som fullført."),
    "endres_avtale": lazy("Blir personen bosatt etter avtale, får hun eller han rett og plikt fra den dagen."),
    "endres_alder": lazy("Personen når aldersgrensen %(verdi)s. Perioden varer til dagen før."),
    "endres_annen_tillatelse": lazy(
        "Får personen en tillatelse på et annet grunnlag før opplæringen har begynt, lukkes perioden."
    ),
    "endres_fullfores": lazy("Opplæringen har begynt. En ny tillatelse på et annet grunnlag lukker ikke perioden."),
}
"""What would close a period or move its frist; `%(verdi)s` is the change's value."""

REASONS: Mapping[str, Any] = {**OPENED, **FRIST, **CLOSED, **CHANGES}
"""All of them by key."""
