"""Rules are run where facts change; what they say is stored with its reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from core.access.models import Reach
from core.access.scope import system_scope
from core.facts import facts_changed
from core.house import House
from core.items import Change, Fact, FactType, Period, PersonFacts, ReachGrant
from core.ordninger.models import OrdningLinje, OrdningPeriode
from core.ordninger.queries import periods_of, state_on
from core.ordninger.run import Ran, run_all, run_rules
from core.persons.models import Person
from core.registry import PluginError
from core.testing import TODAY
from core.testing.people import MOTTAK
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, gives, ordning, period

Rule = Callable[[PersonFacts], tuple[Period, ...]]
START = date(2020, 12, 1)


def alfa(rule: Rule, **more: Any) -> Any:
    """A plugin with one ordning, `norsk`."""
    hooks = {key: more.pop(key) for key in ("person_facts", "person_reach", "register_facts") if key in more}
    return fake("alfa", register_ordninger=gives(ordning("norsk", rule, **more)), **hooks)


def stored(house: House) -> list[OrdningPeriode]:
    """Every period there is, in the order the rule gave them."""
    with house.session() as session, system_scope(session, "test"):
        order = (OrdningPeriode.person_id, OrdningPeriode.lopenummer)
        return list(session.scalars(select(OrdningPeriode).order_by(*order)))


def changed(house: House, *persons: Person) -> None:
    """As a plugin says after something was registered."""
    with house.session(write=True) as session:
        facts_changed(session, [person.id for person in persons])
        session.commit()


def test_what_a_rule_says_is_stored_with_its_reasons(world: Callable[..., World]) -> None:
    first = period("norsk", START, date(2021, 5, 31), frist=date(2021, 3, 1))
    other = period("norsk", date(2022, 1, 1), status="mangler_opplysning", mangler="vedtak")
    other = replace(other, changes=(Change("endres_svar", "2022-02-02"),))
    here = world(alfa(lambda facts: (first, other)))
    person = here.make_person(skjerming="fortrolig")
    one, two = stored(here.house)
    assert (one.person_id, one.unit_id, one.skjermet) == (person.id, None, True)
    assert (one.ordning, one.kategori, one.fra, one.til) == ("norsk", "norsk_k", START, date(2021, 5, 31))
    assert (one.frist, one.status, one.mangler, one.regelversjon) == (date(2021, 3, 1), "beregnet", "", "1")
    reason = {"fact": "alder", "value": "2020-12-01", "source": "person.fodselsdato", "paragraph": "§ 1"}
    assert one.begrunnelse == [{**reason, "parameter": ""}]
    assert (one.endres, two.endres) == ([], [{"key": "endres_svar", "value": "2022-02-02"}])
    assert one.beregnet.date() == TODAY
    assert (two.til, two.frist, two.status, two.mangler) == (None, None, "mangler_opplysning", "vedtak")


def test_what_a_rule_is_told(world: Callable[..., World]) -> None:
    told: list[PersonFacts] = []

    def person_facts(session: Any, person_ids: Any, keys: Any) -> list[Fact]:
        return [Fact(one, "vgs", True, TODAY, "alfa") for one in person_ids]

    rule: Rule = lambda facts: told.append(facts) or ()  # type: ignore[func-returns-value]  # noqa: E731
    here = world(alfa(rule, person_facts=person_facts, register_facts=gives(FactType("vgs", "Vgs"))))
    here.make_person(
        fodselsdato="1990-02-28",
        soknad={"registrert": "2020-12-02", "avslag": "2021-06-01"},
        tillatelser=[
            {"type": "arbeid", "vedtaksdato": "2022-01-01", "trukket": "2023-01-01", "gyldig_til": "2024-01-01"},
            {"type": "asyl", "vedtaksdato": "2021-01-02", "hjemmel": "utl. § 28"},
        ],
        bosted=[
            {"type": "kommune", "kommune": "0301", "fra": "2023-01-01", "avtale": False},
            {"type": "mottak", "mottak": "M108", "fra": "2020-12-01", "til": "2022-12-31"},
        ],
    )
    facts = told[-1]
    assert (facts.fodselsdato, facts.ankommet, facts.soknad_avslag) == (date(1990, 2, 28), START, date(2021, 6, 1))
    assert facts.statsborgerskap == "SYR"
    assert [(permit.type, permit.trukket, permit.gyldig_til, permit.hjemmel) for permit in facts.permits] == [
        ("asyl", None, None, "utl. § 28"),
        ("arbeid", date(2023, 1, 1), date(2024, 1, 1), ""),
    ]
    assert [(home.type, home.mottak_type, home.kommune, home.avtale, home.til) for home in facts.residences] == [
        ("mottak", "transitt", "", True, date(2022, 12, 31)),
        ("kommune", "", "0301", False, None),
    ]
    assert [(fact.key, fact.value) for fact in facts.facts] == [("vgs", True)]
    assert facts.relatives == ()


def test_a_changed_fact_changes_the_period_and_nothing_else_does(world: Callable[..., World]) -> None:
    known: dict[str, date] = {}

    def person_facts(session: Any, person_ids: Any, keys: Any) -> list[Fact]:
        return [Fact(one, "start", known["start"], TODAY, "alfa") for one in person_ids if known]

    def rule(facts: PersonFacts) -> tuple[Period, ...]:
        return tuple(period("norsk", fact.value) for fact in facts.facts)

    here = world(alfa(rule, person_facts=person_facts, register_facts=gives(FactType("start", "Start"))))
    person, other = here.make_person(), here.make_person()
    assert stored(here.house) == []
    known["start"] = START
    changed(here.house, person)
    (before,) = stored(here.house)
    assert (before.person_id, before.fra) == (person.id, START)
    changed(here.house, person)
    (same,) = stored(here.house)
    assert (same.id, same.beregnet) == (before.id, before.beregnet), "not written anew"
    known["start"] = TODAY
    changed(here.house, person)
    (after,) = stored(here.house)
    assert (after.fra, after.id == before.id) == (TODAY, False)
    known.clear()
    changed(here.house, person, other)
    assert stored(here.house) == []


def test_only_those_that_differ_are_told_as_changed(world: Callable[..., World]) -> None:
    here = world(alfa(lambda facts: (period("norsk", facts.ankommet),)))
    first, other = here.make_person(), here.make_person()
    with here.house.session(write=True) as session:
        with system_scope(session, "test"):
            session.delete(session.scalars(select(OrdningPeriode).where(OrdningPeriode.person_id == other.id)).one())
        assert run_rules(session, [first.id, other.id]) == {other.id}
        assert run_rules(session, [first.id, other.id]) == set()


def test_a_rule_that_raises_undoes_all(world: Callable[..., World]) -> None:
    failing = {"now": False}

    def rule(facts: PersonFacts) -> tuple[Period, ...]:
        if failing["now"]:
            raise LookupError("no value on that day")
        return (period("norsk", facts.ankommet),)

    here = world(alfa(rule))
    person = here.make_person()
    before = [row.id for row in stored(here.house)]
    failing["now"] = True
    with pytest.raises(LookupError):
        changed(here.house, person)
    assert [row.id for row in stored(here.house)] == before


def test_everyone_is_computed_anew_by_command(world: Callable[..., World]) -> None:
    here = world(alfa(lambda facts: (period("norsk", facts.ankommet),)))
    for _ in range(3):
        here.make_person()
    newer = world(alfa(lambda facts: (period("norsk", facts.ankommet, rule_version="2"),)))
    done: list[int] = []
    with newer.house.session(write=True) as session:
        assert run_all(session, done.append).changed == 3
    assert {row.regelversjon for row in stored(here.house)} == {"2"}
    assert done[-1] == 3
    with newer.house.session(write=True) as session:
        assert run_all(session, done.append) == Ran(0, 0)


def test_a_plugin_that_comes_back_has_its_periods_lines_and_reach_again(world: Callable[..., World]) -> None:
    """While it was off something about her changed, and nobody asked it."""

    def person_reach(session: Any, person_ids: Any) -> list[ReachGrant]:
        return [ReachGrant(person_id, "fylke:42", "hel", START, None, "veiledning") for person_id in person_ids]

    on = alfa(lambda facts: (period("norsk", facts.ankommet),), person_reach=person_reach)
    here = world(on)
    person = here.make_person()
    before = kept(here.house)
    assert [len(rows) for rows in before] == [1, 1, 3]  # of reach: her mottak, its kommune, and the plugin's
    changed(world().house, person)
    assert [len(rows) for rows in kept(here.house)] == [0, 0, 2]
    with world(on).house.session(write=True) as session:
        assert run_all(session, lambda done: None) == Ran(changed=1, reached=1)
    assert kept(here.house) == before


def kept(house: House) -> list[set[Any]]:
    """What is kept of everyone: periods, lines and reach."""
    with house.session() as session, system_scope(session, "test"):
        return [
            set(session.execute(select(*columns)).all())
            for columns in (
                (OrdningPeriode.person_id, OrdningPeriode.ordning, OrdningPeriode.fra),
                (OrdningLinje.person_id, OrdningLinje.ordning, OrdningLinje.unit_id),
                (Reach.person_id, Reach.unit_id, Reach.why),
            )
        ]


def test_two_ordninger_and_one_without_a_rule(world: Callable[..., World]) -> None:
    rules = [
        ordning("norsk", lambda facts: (period("norsk", START),), order=20),
        ordning("intro", lambda facts: (period("intro", TODAY),), order=10),
        ordning("gammel"),
    ]
    here = world(fake("alfa", register_ordninger=gives(*rules)))
    person = here.make_person()
    assert {row.ordning for row in stored(here.house)} == {"norsk", "intro"}
    with here.house.session() as session, system_scope(session, "test"):
        assert [row.ordning for row in periods_of(session, person.id)] == ["intro", "norsk"], "newest first"
        assert [row.fra for row in periods_of(session, person.id, "norsk")] == [START]
        assert list(periods_of(session, person.id, "gammel")) == []


def test_an_ordning_makes_its_two_permissions(world: Callable[..., World]) -> None:
    made = ordning("norsk", se=("kommune_introbruker", "imdi_fordeler"), endre=("kommune_introbruker",))
    registry = world(fake("alfa", register_ordninger=gives(made))).house.plugins.registry
    assert registry.permissions["norsk.se"].roles == ("kommune_introbruker", "imdi_fordeler")
    assert {"norsk.se", "norsk.endre"} <= registry.role_permissions("kommune_introbruker")
    assert registry.role_permissions("imdi_fordeler") & {"norsk.se", "norsk.endre"} == {"norsk.se"}


def test_a_rule_gives_periods_of_its_own_ordning_alone(world: Callable[..., World]) -> None:
    given = [period("norsk", START)]
    here = world(alfa(lambda facts: tuple(given)))
    person = here.make_person()
    given.append(period("introduksjonsprogram", START))
    with pytest.raises(PluginError, match="«alfa»: regelen for «norsk» ga en periode i «introduksjonsprogram»"):
        changed(here.house, person)
    assert [one.ordning for one in stored(here.house)] == ["norsk"], "nothing of it is stored"


def test_the_page_shows_what_is_and_what_comes(world: Callable[..., World]) -> None:
    rows = (
        period("norsk", date(2021, 1, 1), date(2021, 12, 31)),
        period("norsk", date(2026, 1, 1), frist=date(2026, 12, 24)),
        period("norsk", date(2027, 1, 1), status="mangler_opplysning", mangler="vedtak"),
    )
    here = world(alfa(lambda facts: rows, kategorier={"norsk_k": "Rett og plikt norsk"}, se=("kommune_introbruker",)))
    person = here.make_person()
    here.caseworker()
    page = here.page_of(person)
    for text in ("Rett og plikt norsk", "Aktiv", "Avsluttet", "Mangler opplysning", "24.12.2026", "31.12.2021"):
        assert text in page, text


@pytest.mark.parametrize(
    ("fra", "til", "state"),
    [
        (date(2026, 11, 2), None, "kommende"),
        (TODAY, None, "aktiv"),
        (TODAY, TODAY, "aktiv"),
        (date(2026, 1, 1), date(2026, 10, 31), "avsluttet"),
        (date(2026, 1, 1), TODAY, "aktiv"),
    ],
)
def test_state_at_the_boundary_days(fra: date, til: date | None, state: str) -> None:
    assert state_on(OrdningPeriode(fra=fra, til=til), TODAY) == state


def test_the_mottak_of_the_tests_are_of_the_kinds_named() -> None:
    assert {line["kode"]: line["type"] for line in MOTTAK}["M108"] == "transitt"
