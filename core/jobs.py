"""What is done at set times, whoever asks for it: each job can be run again and changes nothing then."""

from __future__ import annotations

from core.access.held import sweep
from core.access.scope import system_scope
from core.access.signin import sweep_failures
from core.events.anchor import anchor_head
from core.events.days import lock_days
from core.house import House
from core.persons.name_rows import forget_unused_words


def run_jobs(house: House) -> list[str]:
    """Runs every job; gives a sentence for each that did something. Raises AnchorError."""
    told: list[str] = []
    with house.session(write=True) as session:
        sweep(session)
        sweep_failures(session)
        with system_scope(session, "jobs"):
            forget_unused_words(session)
        session.commit()
    if days := lock_days(house):
        told.append(f"Innsynsloggen er låst for {days} {'dag' if days == 1 else 'dager'}.")
    if path := house.settings.log_anchor:
        with house.session() as session:
            if anchor_head(session, path):
                told.append(f"Ankeret er skrevet til {path}.")
    return told
