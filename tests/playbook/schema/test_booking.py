"""`book` as written: what is refused, and where."""

from __future__ import annotations

import pytest

from bot.playbook import compiled
from tests.playbook.playbooks import FLOW, assert_told, flow, playbook
from tests.playbook.visits import STORE, STORE_FILE

END = "\n  - id: end\n    stop: done\n"
WRONG = [
    ("  - book: ▸{ booked: end }", "expected exactly one of `for`, `from`, found none"),
    ("  - book: ▸{ for: visit, from: appointment }", "expected exactly one of `for`, `from`"),
    ("  - book: { from: ▸order }", "`order` is not known here"),
    ("  - book: { from: appointment, ▸at: lyon }", "`at` belongs to a new visit"),
    ("  - book: { for: visit, ▸none: end }", "`none` belongs to `from: appointment`"),
    ("  - book: { for: ▸vist }", "there is no appointment `vist`; did you mean `visit`?"),
    ("  - book: { for: visit, at: ▸paris }", "there is no point of sale `paris`"),
    ("  - book: { for: visit, booked: ▸nowhere }", "nowhere"),
    ("  - book: { for: visit, ▸book: end }", "book"),
    ("  - book: ▸visit", "expected a mapping"),
]


@pytest.mark.parametrize(("steps", "says"), WRONG)
def test_what_is_wrong_with_a_booking_is_told(steps: str, says: str) -> None:
    assert_told(FLOW, flow(steps + END), says, others={STORE_FILE: STORE})


def test_a_branch_is_a_step_by_its_name_or_steps() -> None:
    steps = "  - book: { for: visit, at: lyon, booked: end, cancelled: { stop: no_ }, full: end }" + END
    step = playbook({FLOW: flow(steps), STORE_FILE: STORE}).flows["order"].steps["1"]
    assert isinstance(step, compiled.BookStep)
    assert (step.source, step.about, step.booked, step.full) == ("new", "visit", "end", "end")
    assert (step.has_full, step.has_none, step.has_silent) == (True, False, False)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{ id: a, capacity: ▸0 }", "expected a whole number from 1 to 500"),
        ("{ id: a, capacity: ▸many }", "expected a whole number"),
        ("{ id: a, length: ▸1 minute }", "expected from 5 minutes to 12 hours"),
        ("{ id: a, ahead: ▸3 years }", "expected from 1 hour to 6 months"),
        ('{ id: a, hours: ▸"Lu 10h" }', "is not known in opening hours"),
        ("{ id: a, ▸capacty: 2 }", "capacty"),
        ("▸{ name: x }", "`id` is missing"),
    ],
)
def test_what_is_wrong_with_a_kind_of_visit_is_told(written: str, says: str) -> None:
    assert_told(STORE_FILE, STORE.replace("{ id: visit }", written), says)
