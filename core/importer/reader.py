"""Takes values out of a JSON object by key, and notes everything that is wrong with them.

What is asked for and faulty comes back empty (None, "", date.min): the faults decide that the line falls.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.dates import add_years
from core.importer import wording
from core.importer.errors import ImportErrors

EARLIEST = date(1900, 1, 1)
YEARS_AHEAD = 10
FAULTY = date.min
LONGEST = 200
ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control signs and half surrogate pairs: JSON can hold them, a database cannot."""


@dataclass
class Notes:
    """What is found in one line: `faults` refuse it, `remarks` do not."""

    today: date
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def stop_if_faulty(self) -> None:
        """Raises ImportErrors with every fault there is."""
        if self.faults:
            raise ImportErrors(*self.faults)


@dataclass(frozen=True)
class Reader:
    """One object of a line. `place` says where it stands, such as `bosted nr. 2`; empty for the line itself."""

    values: Mapping[str, Any]
    notes: Notes
    place: str = ""

    def fault(self, key: str, sentence: str) -> None:
        """Something about this key refuses the line."""
        self.notes.faults.append(f"{self._named(key)}: {sentence}")

    def remark(self, key: str, sentence: str) -> None:
        """Something about this key is told, and the line is read."""
        self.notes.remarks.append(f"{key}: {sentence}")

    def only(self, keys: Collection[str]) -> None:
        """Faults every key that is not among these."""
        for key in self.values.keys() - keys:
            self.fault(key[:40], wording.UNKNOWN_KEY)

    def must(self, key: str) -> bool:
        """Whether the key is there, with a value; a fault if not."""
        if self.values.get(key) is not None:
            return True
        self.fault(key, wording.MISSING)
        return False

    def text(self, key: str, longest: int = LONGEST) -> str | None:
        """Text, one space between words; None when absent, null or only spaces."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fault(key, wording.not_text(value))
            return None
        if sign := NOT_TEXT.search(value):
            self.fault(key, wording.bad_sign(sign[0]))
            return None
        plain = unicodedata.normalize("NFC", " ".join(value.split()))
        if len(plain) > longest:
            self.fault(key, wording.too_long(len(plain), longest))
            return None
        return plain or None

    def must_text(self, key: str, longest: int = LONGEST) -> str:
        """As `text`, but it must be there."""
        before = len(self.notes.faults)
        found = self.text(key, longest)
        if found is None and len(self.notes.faults) == before:
            self.fault(key, wording.MISSING)
        return found or ""

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str | None:
        """One of the codes allowed; the default when absent or null."""
        value = self.values.get(key)
        if value is None:
            return default
        if not isinstance(value, str) or value not in allowed:
            self.fault(key, wording.not_one_of(value, allowed))
            return default
        return value

    def must_choice(self, key: str, allowed: Collection[str]) -> str:
        """As `choice`, but it must be there."""
        return (self.choice(key, allowed) or "") if self.must(key) else ""

    def flag(self, key: str) -> bool | None:
        """True, false or None."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.fault(key, wording.not_flag(value))
        return None

    def number(self, key: str) -> float:
        """A number that must be there; 0 when it is faulty."""
        value = self.values.get(key)
        if not self.must(key):
            return 0
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(key, wording.not_number(value))
            return 0
        return value

    def day(self, key: str, *, any_year_ahead: bool = False) -> date | None:
        """A day, ISO, from 1900 to ten years ahead; with `any_year_ahead` there is no last year."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not ISO.fullmatch(value):
            self.fault(key, wording.not_a_day(value))
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fault(key, wording.no_such_day(value))
            return None
        return self._within(key, day, any_year_ahead)

    def must_day(self, key: str) -> date:
        """As `day`, but it must be there."""
        return (self.day(key) or FAULTY) if self.must(key) else FAULTY

    def in_order(self, first: str, fra: date | None, last: str, til: date | None) -> None:
        """Faults a period that ends before it begins. A day that was faulty has been said already."""
        if fra is not None and til is not None and til < fra and til != FAULTY:
            self.fault(last, wording.before(til, first, fra))

    def part(self, key: str) -> Reader:
        """The object under a key; an empty one when absent or null."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, dict):
            self.fault(key, wording.not_object(value))
        return Reader(value if isinstance(value, dict) else {}, self.notes, key)

    def parts(self, key: str) -> list[Reader]:
        """The objects in the list under a key; none when absent or null."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, wording.not_list(value))
            return []
        for number, part in enumerate(value, 1):
            if not isinstance(part, dict):
                self.fault(f"{key} nr. {number}", wording.not_object(part))
        return [
            Reader(part, self.notes, f"{key} nr. {number}")
            for number, part in enumerate(value, 1)
            if isinstance(part, dict)
        ]

    def _named(self, key: str) -> str:
        return f"{self.place}, {key}" if self.place else key

    def _within(self, key: str, day: date, any_year_ahead: bool) -> date | None:
        latest = date.max if any_year_ahead else add_years(self.notes.today, YEARS_AHEAD)
        if EARLIEST <= day <= latest:
            return day
        self.fault(key, wording.out_of_range(day, EARLIEST, latest))
        return None
