"""Why a period opened and closed."""

from datetime import date

import pytest

from core.api import Change, Parameter, Period, Reason, Value
from plugins.nir_tiltak.rules import kvalifisering, kvalifisering_reasons
from plugins.nir_tiltak.rules import kvalifisering_i_mottak as rule
from plugins.nir_tiltak.tests.lives import Row, home, mottak, permit, person, relative

ASYL = permit("2022-06-10")
OTHER = "209900000208"


def first(*rows: Row, **life: str) -> Period:
    return rule(person(*rows, **life))[0]


def short(period: Period) -> dict[str, str]:
    return {reason.fact: reason.value for reason in period.reasons}


def test_the_whole_of_an_open_period() -> None:
    assert rule(person(ASYL, mottak("2022-01-01"))) == (
        Period(
            "kvalifisering_i_mottak",
            "kvalifisering_i_mottak",
            date(2022, 6, 10),
            None,
            (
                Reason("tillatelse", "2022-06-10", "tillatelse.asyl", "integreringsloven § 9", "paragraf_9_typer"),
                Reason("lov", "integreringsloven", "vedtaksdato", "integreringsforskriften § 72"),
                Reason("bosted", "2022-01-01", "bosted.mottak", "integreringsloven § 7", "kvalifisering_bosted"),
                Reason("alder", "2008-03-15", "fodselsdato", "integreringsloven § 7", "kvalifisering_alder"),
            ),
            "kvalifisering-1",
            changes=(Change("endres_bosatt"), Change("endres_flytter"), Change("endres_trukket")),
        ),
    )


def test_the_law_by_arrival() -> None:
    reason = first(permit("2020-10-01"), mottak("2021-02-01"), arrived="2021-02-01").reasons[1]
    assert (reason.fact, reason.source) == ("lov", "ankommet")


def test_the_moving_in_is_the_start_of_the_unbroken_stay() -> None:
    rows = [mottak("2022-01-01", "2022-03-31"), home("amot", "2022-04-01"), home("privat", "2021-01-01", "2021-12-31")]
    assert short(first(ASYL, *rows))["bosted"] == "2022-01-01"


def test_a_second_period_tells_of_the_second_moving_in() -> None:
    rows = [mottak("2022-01-01"), home("privat", "2023-01-01", "2023-03-31")]
    assert [short(period)["bosted"] for period in rule(person(ASYL, *rows))] == ["2022-01-01", "2023-04-01"]


def test_of_two_permits_the_earliest_is_told_of() -> None:
    assert short(first(permit("2022-07-01"), ASYL, mottak("2022-09-01")))["tillatelse"] == "2022-06-10"


@pytest.mark.parametrize(("reference", "source"), [(OTHER, "referanseperson"), ("", "husstand")])
def test_the_reference_person_is_told_of_but_never_named(reference: str, source: str) -> None:
    his = relative(permit("2022-08-01"), duf=OTHER)
    period = first(permit("2022-06-10", "familie", reference=reference), his, mottak("2022-01-01"))
    assert Reason("referanse", "2022-08-01", source, "integreringsloven § 9 f") in period.reasons
    assert OTHER not in repr(period)


def test_a_reference_persons_older_permit_counts_from_her_own() -> None:
    his = relative(permit("2016-08-01"), duf=OTHER)
    assert (
        short(first(permit("2022-06-10", "familie", reference=OTHER), his, mottak("2022-01-01")))["referanse"]
        == "2022-06-10"
    )


def test_closed_by_settlement() -> None:
    period = first(ASYL, mottak("2022-01-01", "2022-12-31"), home("kommune", "2023-01-01"))
    assert short(period)["bosatt"] == "2023-01-01"


def test_closed_by_a_move() -> None:
    for after in ([], [home("privat", "2023-01-01")]):
        assert short(first(ASYL, mottak("2022-01-01", "2022-12-31"), *after))["flyttet_ut"] == "2022-12-31"


def test_closed_by_withdrawal() -> None:
    assert short(first(permit("2022-06-10", trukket="2023-02-01"), mottak("2022-01-01")))["trukket"] == "2023-02-01"


def test_closed_by_withdrawal_of_the_reference_persons_permit() -> None:
    his = relative(permit("2021-05-01", trukket="2023-02-01"), duf=OTHER)
    rows: list[Row] = [his, mottak("2022-01-01")]
    assert short(first(permit("2022-06-10", "familie", reference=OTHER), *rows))["referanse_trukket"] == "2023-02-01"
    hers_too = permit("2022-06-10", "familie", "2023-02-01", OTHER)
    assert short(first(hers_too, *rows))["trukket"] == "2023-02-01"


def test_settled_and_withdrawn_the_same_day_tells_of_the_settlement() -> None:
    period = first(permit("2022-06-10", trukket="2023-01-01"), mottak("2022-01-01"), home("kommune", "2023-01-01"))
    assert short(period)["bosatt"] == "2023-01-01"
    assert "trukket" not in short(period)


def test_closed_by_an_older_permit_that_comes_to_count() -> None:
    his = relative(permit("2023-02-01"), duf=OTHER)
    period = first(ASYL, permit("2020-06-01", "familie", reference=OTHER), his, mottak("2022-01-01"))
    assert short(period)["annen_lov"] == "2023-02-01"


def test_an_age_that_the_law_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    moved = Parameter("alder", (Value(18, "x", til=date(2024, 12, 31)), Value(19, "x", fra=date(2025, 1, 1))))
    for module in (kvalifisering, kvalifisering_reasons):
        monkeypatch.setattr(module, "KVALIFISERING_ALDER", moved)
    found = rule(person(ASYL, mottak("2022-01-01"), born="2006-07-01"))
    assert [(period.fra, period.til) for period in found] == [
        (date(2024, 7, 1), date(2024, 12, 31)),
        (date(2025, 7, 1), None),
    ]
    assert short(found[0])["regel_endret"] == "2025-01-01"
