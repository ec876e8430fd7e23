"""Who lives in a demonstration."""

from __future__ import annotations

from decimal import Decimal

from bot.model.events import CustomerImported, ShopReported, StaffWrote
from bot.model.order import Order, OrderLine
from bot.work.demonstration.people import PARIS, UNSEEN, opening, people
from tests.work.demonstration.lives import BEGAN, NOW


def test_they_are_of_all_channels_and_both_languages_and_nobody_twice() -> None:
    everybody = people(7, 240, BEGAN, NOW)
    assert {one.addresses[0].channel for one in everybody} == {"telegram", "whatsapp", "sms", "web"}
    assert {one.language for one in everybody} == {"fr", "en"}
    addresses = [address for one in everybody for address in one.addresses]
    assert len(set(addresses)) == len(addresses)
    assert len({one.id for one in everybody}) == 240


def test_names_are_people_s_the_longest_none_arabic_and_an_emoji_among_them() -> None:
    names = [" ".join(one.name).strip() for one in people(7, 240, BEGAN, NOW)]
    assert max(map(len, names)) > 60
    assert "" in names
    assert any("الشريف" in name for name in names)
    assert any("☕" in name for name in names)


def test_nothing_comes_before_they_are_known_or_after_now() -> None:
    for one in people(7, 60, BEGAN, NOW):
        assert isinstance(one.story[0].event, CustomerImported)
        assert all(one.since <= each.at <= NOW for each in one.story[:1])


def test_staff_answer_in_the_shop_s_hours_and_not_yet_what_has_just_come() -> None:
    [one] = people(7, 1, BEGAN, NOW)
    answered = one.handed_over("h", "atelier", NOW - UNSEEN * 3, NOW)
    assert any(isinstance(each.event, StaffWrote) for each in answered)
    local = opening(answered[0].at).astimezone(PARIS)
    assert 9 <= local.hour < 19
    waits = [one.handed_over(f"h{n}", "magasin", NOW - UNSEEN / 2, NOW) for n in range(40)]
    assert any(not any(isinstance(each.event, StaffWrote) for each in inputs) for inputs in waits)


def test_who_orders_in_the_chat_mostly_pays_and_who_has_a_machine_so_buys_no_other() -> None:
    order = Order(
        key="019df19ec5038b94",
        total=Decimal(349),
        lines=(OrderLine(name="Machine Aroma 2", offer="aroma-2"),),
        more={"reference": "8K8XDX"},
    )
    everybody = people(7, 100, BEGAN, NOW)
    paid = {one: one.pays(order, NOW) for one in everybody}
    payers = [one for one, told in paid.items() if told]
    assert 60 < len(payers) < 95
    for one in payers:
        confirmed, *later = [each.event for each in paid[one] if isinstance(each.event, ShopReported)]
        assert (confirmed.name, confirmed.data["reference"]) == ("order.confirmed", "8K8XDX")
        assert [each.name for each in later][:1] == ["order.paid"]
        bought = [each for each in one.story if isinstance(each.event, ShopReported) and _is_a_machine(each.event)]
        assert not any(one.would(each) for each in bought)
    [other, *_] = (one for one in everybody if one not in payers)
    assert all(other.would(each) for each in other.story)


def _is_a_machine(event: ShopReported) -> bool:
    return event.data.get("category") == "machine"
