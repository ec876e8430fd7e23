"""Who is told of a handover: of that team, who may answer there, once, with the customer's first name alone."""

from __future__ import annotations

from bot.model.staff import Role, Staff
from bot.store import Store
from bot.store.database.script import Script, once
from bot.work.watching.staff_alerts import FRESH, StaffAlerts
from tests.store.samples import NOON
from tests.store.staff.test_staff_alerts import LEA, handed_over

PEOPLE = {
    "of the team": (Role.AGENT, ("magasin",), ()),
    "of all teams": (Role.OWNER, (), ()),
    "of another": (Role.AGENT, ("livraison",), ()),
    "who only reads": (Role.VIEWER, (), ()),
    "elsewhere": (Role.AGENT, (), ("paris",)),
}


async def with_people(store: Store) -> None:
    for number, (name, (role, teams, points)) in enumerate(PEOPLE.items()):
        staff = Staff(id=name, email=name, name=name, role=role, teams=teams, points_of_sale=points)
        await store.staff.add(staff, "test", NOON)
        await store.staff_chats.make_link(name, name, NOON)
        await store.staff_chats.link(name, str(number), name, NOON)


async def queued(store: Store) -> list[str]:
    return [row[0] for row in await store.database.read("SELECT customer FROM outbox ORDER BY customer")]


async def test_the_team_that_may_see_the_customer_is_told_once(store: Store) -> None:
    await with_people(store)
    await handed_over(store)
    await store.database.transact(_at_lyon)
    alerts = StaffAlerts(store, say=lambda one, staff: f"{one.customer} {staff.id}", clock=lambda: NOON)
    for _ in range(2):
        await alerts.look()
    assert await queued(store) == ["staff:of all teams", "staff:of the team"]


async def test_old_news_and_what_is_in_hands_is_told_to_nobody(store: Store) -> None:
    await with_people(store)
    await handed_over(store)
    await StaffAlerts(store, say=lambda one, staff: "", clock=lambda: NOON + FRESH).look()
    assert await queued(store) == []
    assert await store.staff_alerts.to_tell() == []


async def test_what_is_somebodys_is_told_to_them_alone(store: Store) -> None:
    await with_people(store)
    await handed_over(store)
    await store.threads.assign(LEA, "of another")
    await StaffAlerts(store, say=lambda one, staff: "", clock=lambda: NOON).look()
    assert await queued(store) == []


def _at_lyon() -> Script[None]:
    yield once("UPDATE threads SET point_of_sale = 'lyon' WHERE customer = $1", LEA)
