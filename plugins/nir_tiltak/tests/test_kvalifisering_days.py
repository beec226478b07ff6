"""The rule against a slow one that asks about every single day, over lives at random."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.api import Permit, PersonFacts, Relative, Residence
from plugins.nir_tiltak.rules import kvalifisering_i_mottak

FIRST, LAST = date(2020, 12, 1), date(2021, 3, 10)
OWN = ["asyl", "overforing", "opphold_humanitaert", "kollektiv_beskyttelse"]

days = st.dates(date(2020, 12, 10), date(2021, 2, 28))
maybe = st.none() | days
duf = st.sampled_from(["", "a", "b"])
kinds = st.sampled_from([*OWN, "familie", "familie", "familie", "arbeid"])
permits = st.builds(Permit, kinds, days, trukket=maybe, gyldig_til=maybe, referanse_duf=duf)
homes = st.sampled_from(["mottak", "mottak", "amot", "privat", "kommune"])
residences = st.builds(Residence, homes, days, maybe)
lives = st.builds(
    PersonFacts,
    st.dates(date(2002, 12, 20), date(2003, 2, 20)) | st.just(date(1990, 1, 1)),
    st.dates(date(2020, 12, 25), date(2021, 1, 5)),
    permits=st.lists(permits, max_size=3).map(tuple),
    residences=st.lists(residences, min_size=1, max_size=4, unique_by=lambda row: (row.type, row.fra)).map(tuple),
    relatives=st.lists(
        st.builds(Relative, duf, st.lists(permits, max_size=2).map(tuple), st.booleans()), max_size=2
    ).map(tuple),
)


def granted(permit: Permit, today: date) -> bool:
    return permit.vedtaksdato <= today and not (permit.trukket and permit.trukket <= today)


def paragraph_9(life: PersonFacts, permit: Permit, today: date) -> bool:
    if not granted(permit, today):
        return False
    if permit.type in OWN:
        return True
    if permit.type != "familie":
        return False
    for other in life.relatives:
        meant = other.household if permit.referanse_duf == "" else other.duf == permit.referanse_duf
        if meant and any(theirs.type in OWN and granted(theirs, today) for theirs in other.permits):
            return True
    return False


def in_mottak(life: PersonFacts, today: date) -> bool:
    covering = [row for row in life.residences if row.fra <= today and (row.til is None or row.til >= today)]
    newest = [row.type for row in covering if row.fra == max(one.fra for one in covering)]
    return bool(newest) and not {"kommune", "privat"} & set(newest)


def has_right(life: PersonFacts, today: date) -> bool:
    turned_18 = (today.year - life.fodselsdato.year, today.month, today.day) >= (
        18,
        life.fodselsdato.month,
        life.fodselsdato.day,
    )
    counting = [permit for permit in life.permits if paragraph_9(life, permit, today)]
    if today.year < 2021 or not turned_18 or not counting or not in_mottak(life, today):
        return False
    return life.ankommet.year >= 2021 or min(permit.vedtaksdato for permit in counting).year >= 2021


@settings(max_examples=400, deadline=None)
@given(lives)
def test_the_same_as_asking_day_by_day(life: PersonFacts) -> None:
    periods = kvalifisering_i_mottak(life)
    today = FIRST
    while today <= LAST:
        inside = [one for one in periods if one.fra <= today and (one.til is None or today <= one.til)]
        assert len(inside) == has_right(life, today), today
        today += timedelta(days=1)


@settings(max_examples=200, deadline=None)
@given(lives)
def test_periods_are_apart_in_order_and_explained(life: PersonFacts) -> None:
    periods = kvalifisering_i_mottak(life)
    for one, after in zip(periods, periods[1:], strict=False):
        assert one.til is not None
        assert one.til + timedelta(days=1) < after.fra
    for one in periods:
        told = {reason.fact: reason.value for reason in one.reasons}
        assert {"tillatelse", "lov", "bosted", "alder"} <= set(told)
        assert max(told[key] for key in ("tillatelse", "bosted", "alder")) <= one.fra.isoformat()
        assert (one.til is not None) == (len(set(told) - {"tillatelse", "referanse", "lov", "bosted", "alder"}) == 1)
