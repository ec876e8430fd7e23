"""Kinds of visits that nobody could book."""

from __future__ import annotations

import pytest

from bot.playbook.check.appointments import unbookable_appointments
from tests.playbook.check.cases import Case, prove
from tests.playbook.visits import STORE, STORE_FILE


def case(wrong: str, says: str, right: str, severity: str = "error") -> Case:
    store = STORE.replace("{ id: visit }", "KIND")
    broken, mended = store.replace("KIND", wrong), store.replace("KIND", right)
    return Case(unbookable_appointments, broken, says, mended, file=STORE_FILE, severity=severity)


CASES = [
    case("{ id: visit, stores: [▸paris] }", "there is no point of sale `paris`", "{ id: visit, stores: [lyon] }"),
    case(
        "{ id: ▸visit, lead: 3 days, ahead: 1 day }", "`lead` must be less", "{ id: visit, lead: 1 day, ahead: 3 days }"
    ),
    case(
        "{ id: ▸visit, length: 10 hours }",
        "fits into no opening of a whole year",
        "{ id: visit, length: 9 hours }",
        "warning",
    ),
    case(
        '{ id: ▸visit, hours: "Su 09:00-12:00" }',
        "fits into no opening",
        '{ id: visit, hours: "Sa 09:00-12:00" }',
        "warning",
    ),
    Case(
        unbookable_appointments,
        STORE.replace(', hours: "Mo-Sa 10:00-19:00"', "").replace("id: visit", "id: ▸visit"),
        "no point of sale with `hours` offers `visit`",
        STORE,
        file=STORE_FILE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_appointment_can_be_had(case: Case) -> None:
    prove(case)
