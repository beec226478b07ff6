"""What came of a file: how many, what was refused and why, what was remarked. Its size is bounded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from core.importer.check import MOTTAK, PERSON, UNKNOWN
from core.importer.entry import CHANGED, NEW, UNCHANGED

REFUSED = "avvist"
MOST_REFUSED = 1000
MOST_REMARKS = 200
MOST_LINES = 10
TITLES = {MOTTAK: "Mottak", PERSON: "Personer", UNKNOWN: "Linjer som ikke kan leses"}
FORMS = {MOTTAK: ("nye", "endret"), PERSON: ("nye", "endret")}


@dataclass(frozen=True)
class Told:
    """What came of one line: its outcome, or the faults that refused it."""

    number: int
    kind: str
    outcome: str = REFUSED
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    skipped: frozenset[str] = frozenset()


@dataclass
class Remark:
    """A remark, how many lines it is made of, and the first of their numbers."""

    count: int = 0
    lines: list[int] = field(default_factory=list)
    last: int = 0


@dataclass
class Report:
    """The outcome of a file. `refused` holds the first 1,000 refused lines; `counts` is all, by kind and outcome."""

    dry_run: bool = False
    lines: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    refused: list[Told] = field(default_factory=list)
    remarks: dict[str, Remark] = field(default_factory=dict)
    more_remarks: int = 0

    def add(self, told: Told) -> None:
        """Counts a line."""
        self.counts[told.kind, told.outcome] += 1
        self.skipped.update(told.skipped)
        if told.outcome == REFUSED and len(self.refused) < MOST_REFUSED:
            self.refused.append(told)
        for text in told.remarks:
            self.remark(text, told.number)

    def remark(self, text: str, line: int) -> None:
        """Remarks something of a line that was read."""
        if text not in self.remarks and len(self.remarks) >= MOST_REMARKS:
            self.more_remarks += 1
            return
        found = self.remarks.setdefault(text, Remark())
        if found.last == line:
            return
        found.count, found.last = found.count + 1, line
        if len(found.lines) < MOST_LINES:
            found.lines.append(line)

    def count(self, outcome: str, kind: str | None = None) -> int:
        """How many lines had this outcome: `ny`, `endret`, `uendret` or `avvist`; of one kind when it is named."""
        return sum(number for (of, what), number in self.counts.items() if what == outcome and kind in (None, of))

    def text(self) -> str:
        """The whole report, in bokmål."""
        return "\n".join([*self._head(), *self._refused(), *self._remarks()])

    def _head(self) -> list[str]:
        head = ["Prøvekjøring: ingenting er lagret."] if self.dry_run else []
        head += [f"{TITLES[kind]}: {self._numbers(kind)}." for kind in (MOTTAK, PERSON)]
        if unread := self.count(REFUSED, UNKNOWN):
            head.append(f"Linjer som ikke kan leses: {unread} avvist.")
        head.append(f"I alt: {self._numbers(None)}.")
        if self.skipped:
            head.append(
                f"Hoppet over: {', '.join(f'«{key}» i {n} linjer' for key, n in sorted(self.skipped.items()))}."
            )
        return head

    def _numbers(self, kind: str | None) -> str:
        words = ((NEW, "nye"), (CHANGED, "endret"), (UNCHANGED, "uendret"), (REFUSED, "avvist"))
        return ", ".join(f"{self.count(outcome, kind)} {word}" for outcome, word in words)

    def _refused(self) -> list[str]:
        if not self.refused:
            return []
        more = self.count(REFUSED) - len(self.refused)
        return [
            "",
            "Avviste linjer (rett dem og les dem inn på nytt):",
            *(f"  Linje {told.number}: {' '.join(told.faults)}" for told in self.refused),
            *([f"  … og {more} til. Bruk --refused for å få alle i en fil."] if more else []),
        ]

    def _remarks(self) -> list[str]:
        if not self.remarks:
            return []
        return [
            "",
            "Merknader (linjene er lest inn):",
            *(f"  {_lines(remark)}: {text}" for text, remark in self.remarks.items()),
            *([f"  … og {self.more_remarks} andre merknader."] if self.more_remarks else []),
        ]


def _lines(remark: Remark) -> str:
    numbers = ", ".join(str(line) for line in remark.lines)
    more = remark.count - len(remark.lines)
    return f"Linje {numbers} og {more} til" if more > 0 else f"Linje {numbers}"
