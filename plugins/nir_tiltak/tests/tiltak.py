"""A tiltak as a line of the import has it, for tests of the plugin and of core."""

from __future__ import annotations

from typing import Any

TILTAK: dict[str, Any] = {
    "ordning": "kvalifisering_i_mottak",
    "gruppe": "norsk_og_samfunnskunnskap",
    "type": "norskopplaering",
    "fra": "2021-04-02",
    "til": "2021-04-30",
    "timer_per_uke": 20,
}
