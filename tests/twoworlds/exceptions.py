"""All that may differ between two worlds, and why. One that no request has needed makes the check fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.matrix.expected import Roles, units
from tests.twoworlds.people import FOREIGN, SHIELDED

ROWS = re.compile(r'<tr><th scope="row"><a class="ds-link" href="/brukere/\?enhet=[^"]*">.*?</tr>\n', re.DOTALL)
GROUP = re.compile(r'<tbody id="\w+"><tr><th scope="rowgroup".*?</tbody>\n', re.DOTALL)
TALLY = re.compile(r'(<span class="ds-tag[^>]*>)(\d+)(</span>)')


FOUND = re.compile(r'\s*<section class="ds-card stack".*?</section>\s*', re.DOTALL)
"""What a search by whole number gives, or that it gives none."""


@dataclass(frozen=True)
class Exempt:
    """What may differ: at this endpoint, for who has the permission, the part that `without` takes out of a body.

    `kind` is the kind of persons it is about; where only others are unseen, nothing may differ.
    """

    key: str
    endpoint: str
    permission: str
    kind: str
    without: Callable[[str], str]
    why: str

    def holds(self, endpoint: str, roles: Roles, world: str) -> bool:
        """True for an answer that it is about, in the world with all kinds or with this one."""
        return endpoint == self.endpoint and bool(units(roles, self.permission)) and world in ("alle", self.kind)


def without_holder_tasks(body: str) -> str:
    """A page's tasks without the rows *Gi rollen Skjermede personer*, and so many fewer in the number above them."""

    def fewer(group: re.Match[str]) -> str:
        rest, gone = ROWS.subn("", group[0])
        if gone and '<th scope="row">' not in rest:
            return ""
        return TALLY.sub(lambda tally: f"{tally[1]}{int(tally[2]) - gone}{tally[3]}", rest, count=1)

    return GROUP.sub(fewer, body)


EXCEPTIONS = (
    Exempt(
        "oppgaven «Gi rollen Skjermede personer»",
        "start.arbeidsflate",
        "skjerming.gi",
        SHIELDED,
        without_holder_tasks,
        "En enhet som følger opp en skjermet person, og der ingen har rollen, er en oppgave for IMDi. Ellers ville "
        "ingen kunne se personen. Oppgaven nevner enheten, aldri personen, hvor mange de er eller dagen.",
    ),
    Exempt(
        "UDI-søk på helt nummer",
        "udi.search",
        "person.hent_inn",
        FOREIGN,
        lambda body: FOUND.sub("", body),
        "Den som skal hente inn en person fra en annen enhet, skriver hele nummeret, og får vite at personen finnes, "
        "navn og fødselsdato. Den som er skjermet, finnes ikke der heller.",
    ),
)
