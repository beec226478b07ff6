"""Everything a plugin may import from core. What does not stand here is not part of the contract."""

from __future__ import annotations

from core.access.kept import columns_of, kept_like
from core.access.scope import OutOfScope, writable
from core.access.users import SignedIn
from core.access.walls import add_rows
from core.codes.lists import Code, CodeList, read_code_list
from core.dates import DateError, add_months, add_years, age_on, birthday, parse_date
from core.db import AboutPerson, Base, public
from core.events.record import Recorded, record
from core.events.seen import shown
from core.facts import facts, facts_changed
from core.holidays import easter_sunday, is_public_holiday, working_days
from core.house import now, today
from core.i18n import _, language, lazy, ngettext
from core.importer.errors import ImportErrors
from core.importer.reader import Notes as ImportNotes
from core.importer.reader import Reader as ImportReader
from core.items import (
    API_VERSION,
    Change,
    EventType,
    Fact,
    FactType,
    ImportResult,
    ImportSection,
    MenuItem,
    Ordning,
    Panel,
    Period,
    Permission,
    Permit,
    PersonFacts,
    PluginInfo,
    ReachGrant,
    Reason,
    Relative,
    Residence,
    Role,
    Tag,
    Task,
)
from core.list_items import Column, Facet, Gap, ListContext
from core.months import Month, month_of, months_between
from core.ordninger.models import OrdningPeriode
from core.ordninger.queries import periods_of, state_on
from core.parameters import N_, Parameter, Value
from core.persons.lived import Lived, lived_on
from core.persons.models import Person
from core.persons.queries import home_on, homes_of
from core.places.followed import became
from core.places.register import bydel_name, kommune_name
from core.plugins import hook
from core.versions import Conflict, check_version
from core.web.blueprints import person_blueprint, plugin_blueprint
from core.web.forms import DateField, Filled, Form, NumberField, first_time, sent
from core.web.limits import Longest
from core.web.menu import stand_on
from core.web.needs import needs, needs_ordning, person_access
from core.web.needs import public as public_page
from core.web.page import page
from core.web.person import person_head
from core.web.request import db, house, user
from core.web.texts import date_text, month_short, month_text, number_text

__all__ = [
    "API_VERSION",
    "AboutPerson",
    "Base",
    "Change",
    "Code",
    "CodeList",
    "Column",
    "Conflict",
    "DateError",
    "DateField",
    "EventType",
    "Fact",
    "Facet",
    "FactType",
    "Filled",
    "Gap",
    "Form",
    "ImportErrors",
    "ImportNotes",
    "ImportReader",
    "ImportResult",
    "ImportSection",
    "ListContext",
    "Lived",
    "Longest",
    "MenuItem",
    "Month",
    "N_",
    "NumberField",
    "Ordning",
    "OrdningPeriode",
    "OutOfScope",
    "Panel",
    "Parameter",
    "Period",
    "Permission",
    "Permit",
    "Person",
    "PersonFacts",
    "PluginInfo",
    "ReachGrant",
    "Reason",
    "Recorded",
    "Relative",
    "Residence",
    "Role",
    "SignedIn",
    "Tag",
    "Task",
    "Value",
    "_",
    "add_months",
    "add_rows",
    "add_years",
    "age_on",
    "became",
    "birthday",
    "bydel_name",
    "check_version",
    "columns_of",
    "date_text",
    "db",
    "easter_sunday",
    "facts",
    "facts_changed",
    "first_time",
    "home_on",
    "homes_of",
    "hook",
    "house",
    "is_public_holiday",
    "kept_like",
    "kommune_name",
    "language",
    "lazy",
    "lived_on",
    "month_of",
    "month_short",
    "month_text",
    "months_between",
    "needs",
    "needs_ordning",
    "ngettext",
    "now",
    "number_text",
    "page",
    "parse_date",
    "periods_of",
    "person_access",
    "person_blueprint",
    "person_head",
    "plugin_blueprint",
    "public",
    "public_page",
    "read_code_list",
    "record",
    "sent",
    "shown",
    "stand_on",
    "state_on",
    "today",
    "user",
    "working_days",
    "writable",
]
