"""Who lives in a demonstration."""

from __future__ import annotations

from bot.model.events import CustomerImported, StaffWrote
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
