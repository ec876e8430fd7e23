"""The condition that narrows a statement to some points of sale."""

from __future__ import annotations

from bot.store import Store
from bot.store.staff.point_of_sale_scope import scope_condition, scope_list
from tests.store.samples import keep, known


def test_places_are_numbered_after_the_values_that_were_there() -> None:
    assert scope_list(1, ["lyon"]) == "('', $1)"
    assert scope_list(3, ["lyon", "nice"]) == "('', $3, $4)"
    assert scope_condition([], ["a"]) == ("1 = 1", ["a"])
    assert scope_condition(["lyon", "nice"], ["a", 2])[1] == ["a", 2, "lyon", "nice"]


async def test_what_is_of_these_points_of_sale_and_of_none_is_reached(store: Store) -> None:
    for chat, place in ((1, "lyon"), (2, "nice"), (3, "o'hara; --"), (4, None)):
        await keep(store, known(chat, facts={"point_of_sale": place} if place else {}))
    for scope, chats in (([], {1, 2, 3, 4}), (["lyon"], {1, 4}), (["o'hara; --", "nice"], {2, 3, 4}), (["x"], {4})):
        scoped, values = scope_condition(scope, [])
        rows = await store.database.read(f"SELECT t.customer FROM threads t WHERE {scoped}", *values)
        assert {row[0] for row in rows} == {known(chat).id for chat in chats}
