"""`book`, as customers live it: what is free is offered, one place is one customer's, and it is moved and cancelled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.engine.steps.booking import MARGIN
from bot.model.appointment import AskAgenda
from tests.engine.chat import PARIS, Chat
from tests.engine.visiting import CHANGE, STORE, booked, flow, hers, lea_at, local, only, shop, told

H, H30 = "\u00a0h", "\u00a030"
TEN = f"mar. 3 mars, 10{H}"


def labels(lea: Chat) -> list[str]:
    return [choice.label for choice in lea.said[-1].content.choices]


def taken(lea: Chat, day: int, hour: int, minutes: int = 30, *, place: str = "lyon", about: str = "visit") -> None:
    at = datetime(2026, 3, day, hour, tzinfo=PARIS).astimezone(UTC)
    lea.visits.fill(place, about, at, at + timedelta(minutes=minutes))


def test_three_hours_are_offered_and_one_is_hers() -> None:
    lea = lea_at()
    assert labels(lea) == [
        f"lun. 2 mars, 12{H}{H30}",
        f"lun. 2 mars, 14{H}{H30}",
        TEN,
        "D’autres horaires",
        "Pas maintenant",
    ]
    booked(lea).ends("booked")
    assert hers(lea) == [("Tue 03/03 10:00", "booked")]
    assert told(lea) == [("appointment.booked", "Tue 03/03 10:00")]
    assert len(only(lea).reference) == 6


def test_hours_that_others_have_are_not_offered() -> None:
    lea = Chat(shop())
    taken(lea, 2, 12, 60)
    lea.opens().hears("quel horaire")
    assert labels(lea)[:2] == [f"lun. 2 mars, 14{H}", f"mar. 3 mars, 10{H}"]


def test_other_hours_are_others_until_there_are_none() -> None:
    lea, seen = lea_at(), set[str]()
    for _ in range(3):
        lea.hears("quel horaire")
        assert not seen & set(labels(lea)[:3])
        seen |= set(labels(lea)[:3])
        lea.presses("D’autres horaires")
    lea.ignores_what_was_said()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("samedi matin", "sam. 7 mars, 10"),
        ("plutôt jeudi après-midi", "jeu. 5 mars, 14"),
        ("après-demain", "mer. 4 mars, 10"),
        ("vendredi vers 16h", "ven. 6 mars, 15"),
    ],
)
def test_her_own_words_pick_among_the_free_hours(words: str, first: str) -> None:
    lea = lea_at().hears("quel horaire").says(words).hears("quel horaire")
    assert labels(lea)[0].startswith(first)


def test_a_day_and_an_hour_are_booked_at_once() -> None:
    lea = lea_at().hears("quel horaire").says("jeudi à 15h").hears("Le 5/3 à 15")
    assert hers(lea) == [("Thu 05/03 15:00", "booked")]


def test_an_hour_that_is_offered_is_taken_by_its_words() -> None:
    lea_at().hears("quel horaire").says("mardi 10h").hears("Le 3/3 à 10").ends("booked")


def test_a_time_that_is_not_free_is_told_with_the_nearest() -> None:
    lea = Chat(shop())
    taken(lea, 5, 15)
    lea.opens().hears("quel horaire").says("jeudi à 15h").hears("Rien de libre à ce moment-là")
    assert labels(lea)[:3] == [f"jeu. 5 mars, 14{H}", f"jeu. 5 mars, 14{H}{H30}", f"jeu. 5 mars, 15{H}{H30}"]
    lea.says("dimanche").hears("Rien de libre")


def test_the_last_place_is_one_customers_and_the_other_is_told_kindly() -> None:
    lea = lea_at().hears("quel horaire")
    taken(lea, 3, 10)
    lea.presses(TEN).hears("vient tout juste d’être pris")
    assert f"mar. 3 mars, 10{H}{H30}" in labels(lea)
    assert TEN not in labels(lea)
    assert hers(lea) == []
    assert told(lea) == []
    lea.presses(f"mar. 3 mars, 10{H}{H30}").hears("Le 3/3 à 10")


def test_an_hour_chosen_too_late_is_not_booked() -> None:
    lea = lea_at().hears("quel horaire").waits(hours=1)
    lea.presses(f"lun. 2 mars, 12{H}{H30}").hears("ne peut plus être réservé")
    assert hers(lea) == []


def test_not_now_is_an_answer() -> None:
    lea_at().hears("quel horaire").presses("Pas maintenant").hears("Une autre fois").ends("postponed")


def test_the_words_that_began_it_are_heard() -> None:
    lea = Chat(shop(flow("for: visit", starts="intent: visit")))
    lea.says("un rdv samedi matin à Annecy ?", means="flow:visit").hears("Moka Annecy")
    assert labels(lea)[0].startswith("sam. 7 mars, 10")


def test_the_shop_is_asked_for_where_there_are_several() -> None:
    lea = lea_at(shop(flow("for: visit"))).hears("Dans quelle boutique", choices=("Moka Lyon", "Moka Annecy"))
    lea.says("annecy").hears("Moka Annecy").hears_nothing()


def test_a_place_that_the_playbook_gives_and_nobody_has_is_asked_for() -> None:
    paris = flow("""for: visit, at: "{{ customer.city | default: 'Paris' }}" """)
    lea_at(shop(paris)).hears("Dans quelle boutique")
    lea_at(shop(paris), city="Annecy").hears("Moka Annecy")


def test_only_the_point_of_sale_that_offers_it_is_named() -> None:
    lea = lea_at(shop(flow("for: course"))).hears("Moka Lyon")
    assert labels(lea)[:2] == [f"sam. 7 mars, 9{H}", f"sam. 14 mars, 9{H}"]


def test_as_many_as_there_are_places_may_come() -> None:
    lea = Chat(shop(flow("for: course")))
    taken(lea, 7, 9, 120, about="course")
    lea.opens().hears("quel horaire").presses(f"sam. 7 mars, 9{H}").hears("Le 7/3 à 9")
    other = Chat(shop(flow("for: course")))
    other.visits = lea.visits
    other.opens()
    assert not any(label.startswith("sam. 7 mars") for label in labels(other))
    other.ignores_what_was_said()


def test_who_has_one_is_asked_what_to_do_with_it() -> None:
    lea = booked(lea_at()).opens()
    lea.hears(f"rendez-vous mardi 3 mars à 10{H}, Moka Lyon", choices=("Le garder", "Changer d’horaire", "L’annuler"))
    lea.presses("Le garder").hears("Le 3/3 à 10")
    assert told(lea) == []


def test_it_is_moved_and_its_old_hour_is_free_again() -> None:
    lea = booked(lea_at()).shop("x.change").hears("Vous avez rendez-vous").presses("Changer d’horaire")
    lea.hears("quel horaire")
    assert TEN not in labels(lea)
    lea.says("mercredi à 11h").hears("Le 4/3 à 11")
    assert hers(lea) == [("Wed 04/03 11:00", "booked")]
    assert told(lea) == [("appointment.changed", "Wed 04/03 11:00")]
    other = Chat(shop())
    other.visits = lea.visits
    assert TEN in labels(other.opens())
    other.ignores_what_was_said()


def test_it_is_moved_in_one_sentence() -> None:
    lea = booked(lea_at()).shop("x.change").hears("Vous avez rendez-vous")
    lea.says("jeudi 15h plutôt").hears("Le 5/3 à 15")
    assert hers(lea) == [("Thu 05/03 15:00", "booked")]


def test_it_is_cancelled_and_its_hour_is_free_again() -> None:
    lea = booked(lea_at()).shop("x.change").hears("Vous avez rendez-vous").presses("L’annuler")
    lea.hears("est annulé").hears("Une autre fois").ends("postponed")
    assert hers(lea) == [("Tue 03/03 10:00", "cancelled")]
    assert told(lea) == [("appointment.cancelled", "Tue 03/03 10:00")]
    assert TEN in labels(lea.opens().hears("quel horaire"))


def test_moving_to_an_hour_that_goes_leaves_the_old_one() -> None:
    lea = booked(lea_at()).shop("x.change").hears("Vous avez rendez-vous").presses("Changer d’horaire").hears("quel")
    label = labels(lea)[0]
    at = datetime(2026, 3, 2, 12, 30, tzinfo=PARIS).astimezone(UTC)
    for half in range(60):
        lea.visits.fill("lyon", "visit", at + timedelta(minutes=30 * half), at + timedelta(minutes=30 * half + 30))
    lea.presses(label).hears("vient tout juste d’être pris")
    assert hers(lea) == [("Tue 03/03 10:00", "booked")]
    lea.ignores_what_was_said()


def test_nothing_to_change_is_said() -> None:
    Chat(shop(CHANGE)).opens().hears("Bonjour").shop("x.change").hears("aucun rendez-vous à venir").hears(
        "Une autre fois"
    )


def test_an_appointment_that_has_begun_is_over() -> None:
    lea = booked(lea_at()).waits(days=1).shop("x.change").hears("aucun rendez-vous à venir").hears("Une autre fois")
    assert hers(lea) == [("Tue 03/03 10:00", "booked")]


def test_a_shop_that_is_full_says_so() -> None:
    lea = Chat(shop())
    taken(lea, 2, 0, 60 * 24 * 30)
    lea.opens().hears("plus rien de libre").hears("Une autre fois").ends("postponed")


def test_the_authors_branch_for_a_full_shop_is_taken() -> None:
    full = flow("for: visit, at: lyon, full: full", more="  - id: full\n    say: Complet.\n")
    lea = Chat(shop(full))
    taken(lea, 2, 0, 60 * 24 * 30)
    lea.opens().hears("Complet").ends("done")


def test_a_closed_shop_offers_nothing() -> None:
    closed = STORE.replace('hours: "Mo-Sa 10:00-13:00,14:00-19:00"', 'hours: "Mo-Sa 10:00-19:00; 2026 Mar off"')
    lea_at(shop(store=closed)).hears("plus rien de libre").hears("Une autre fois")


def test_a_kind_that_is_no_more_goes_to_people() -> None:
    lea = booked(lea_at()).shop("x.change").hears("Vous avez rendez-vous")
    lea.shelf = lea.shelf.__class__(
        current=shop(flow("for: course"), CHANGE, store=STORE.replace("  - { id: visit, name: Essai }\n", "")),
        earlier={lea.shelf.current.version: lea.shelf.current},
    )
    lea.presses("Changer d’horaire").hears("l’équipe s’en occupe")
    assert lea.customer.handover is not None
    assert lea.customer.handover.reason == "book_by_hand"


def test_by_sms_the_hours_are_numbered_lines() -> None:
    lea = Chat(shop(flow("for: visit, at: lyon", starts="intent: visit")), channel="sms")
    lea.says("un rendez-vous", means="flow:visit").hears("quel horaire")
    assert labels(lea)[2] == f"mar. 3 mars 10{H}"
    lea.says("3").hears("Le 3/3 à 10")


def test_a_word_in_between_comes_back_to_the_hours() -> None:
    lea = lea_at().hears("quel horaire").says("blablabla").hears("quel horaire")
    lea.says("mardi 10h").hears("Le 3/3 à 10")


def test_what_is_taken_is_asked_for_as_far_ahead_as_can_be_booked() -> None:
    lea = lea_at().ignores_what_was_said()
    [asked] = [effect for effect in lea.effects if isinstance(effect, AskAgenda)]
    assert asked.until - asked.since == timedelta(days=14) + MARGIN
    assert (asked.place, asked.about, asked.claim, asked.answering) == ("lyon", "visit", None, True)


def test_the_night_the_clocks_change_the_door_opens_at_ten() -> None:
    lea = lea_at(at=datetime(2026, 3, 28, 18, 0, tzinfo=PARIS)).hears("quel horaire").says("lundi matin")
    lea.hears("quel horaire")
    assert labels(lea)[0] == f"lun. 30 mars, 10{H}"
    lea.presses(labels(lea)[0]).hears("à 10")
    assert local(only(lea).at) == "Mon 30/03 10:00"
