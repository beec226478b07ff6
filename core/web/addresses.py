"""What may stand in an address, by type: anything else is an address that does not exist."""

from __future__ import annotations

from werkzeug.routing import BaseConverter

from core.months import Month


class MonthConverter(BaseConverter):
    """A month in an address: `<maned:month>` for 2021-04."""

    regex = r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> Month:
        """The month as a value; year 0000 is no address."""
        return Month.parse(value)

    def to_url(self, value: Month) -> str:
        """As it stands in the address."""
        return str(value)


class KeyConverter(BaseConverter):
    """A key in an address: small letters, digits and underscores."""

    regex = r"[a-z][a-z0-9_]{0,60}"


class FileConverter(BaseConverter):
    """A front-end file: its name, the hash of its content, and its kind."""

    regex = r"[a-z]+\.[0-9a-f]{10}\.(?:css|js|svg)"


class UnitConverter(BaseConverter):
    """A unit in an address, `kommune:4204` or `imdi`; `-` is no unit."""

    regex = r"-|imdi|(?:kommune|mottak|fylke):[^/]{1,12}"

    def to_python(self, value: str) -> str:
        """The unit; empty for none."""
        return "" if value == "-" else value

    def to_url(self, value: str) -> str:
        """As it stands in the address."""
        return super().to_url(value or "-")


CONVERTERS = {"maned": MonthConverter, "nokkel": KeyConverter, "fil": FileConverter, "enhet": UnitConverter}
