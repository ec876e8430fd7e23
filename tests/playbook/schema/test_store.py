"""`store.yaml`."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import STORE, assert_told, playbook

FILE = "flows/store.yaml"
WRONG = [
    (STORE.replace("timezone: ", "timezone: ▸").replace("Europe/Paris", "Europe/Pari"), "did you mean `Europe/Paris`?"),
    (STORE.replace("timezone: Europe/Paris", "timezone: ▸CEST"), "is no time zone"),
    (STORE.replace("country: FR", "country: ▸France"), "a country of two capital letters"),
    (STORE.replace("currency: EUR", "currency: ▸€"), "a currency of three capital letters"),
    (STORE.replace("[fr]", "▸[]"), "nothing is written here"),
    (STORE.replace("[fr]", "▸fr"), "expected a list"),
    (STORE.replace("[fr]", "[▸français]"), "is not a language"),
    (STORE.replace("[fr]", "[fr, ▸xx]"), "`xx` is no language whose dates and numbers are known"),
    (STORE.replace("name: Lyon }", 'name: Lyon, hours: ▸"Lu-Sa 10:00-19:00" }'), "`Lu` in `Lu-Sa 10:00-19:00`"),
    (STORE.replace("name: Lyon }", 'name: Lyon, hours: ▸"Mo-Sa 10h-19h" }'), "write them as `Mo-Fr 10:00-19:00; Sa"),
    (STORE.replace("name: Lyon }", 'name: Lyon, hours: ▸"Mo-Sa 10:00-31:00" }'), "`31:00` in"),
    (STORE.replace("name: Lyon }", "name: Lyon, hours: ▸[] }"), "opening hours"),
    (STORE.replace("name: Lyon }", "name: Lyon, location: ▸[45.7] }"), "`[latitude, longitude]`"),
    (STORE.replace("name: Lyon }", "name: Lyon, location: ▸[145.7, 4.8] }"), "in degrees"),
    (f"{STORE}order_notes: [{{ notes: ▸[] }}]\n", "nothing is written here"),
    (f"{STORE}order_notes: [▸{{ category: café }}]\n", "`notes`"),
    (f"{STORE}order_notes: [{{ notes: [▸moulu] }}]\n", "expected"),
    (f"{STORE}order_notes: [{{ notes: [{{ note: moulu, ▸word: [x] }}] }}]\n", "did you mean `words`?"),
    (STORE.replace("name: Lyon }", "name: Lyon, phone: ▸appelez }"), "is no phone number"),
    (STORE.replace("name: Lyon }", "name: Lyon, ▸adress: x }"), "did you mean `address`?"),
]


@pytest.mark.parametrize(("snippet", "says"), WRONG)
def test_what_is_wrong_with_the_store_is_told(snippet: str, says: str) -> None:
    assert_told(FILE, snippet, says)


def test_a_key_of_the_authors_own_is_a_fact() -> None:
    facts = playbook({FILE: f"{STORE}parking: [rue, cour]\nopened: 1998\n"}).store.facts
    assert facts == {"website": "https://www.moka.example", "parking": ["rue", "cour"], "opened": 1998}


def test_a_phone_keeps_its_zero() -> None:
    store = playbook({FILE: STORE.replace("name: Lyon }", "name: Lyon, phone: 0472000000 }")}).store
    assert store.points_of_sale[0].phone == "0472000000"


@pytest.mark.parametrize(
    "hours", ["24/7", "Mo-Fr 10:00-12:30,14:00-19:00; PH off", 'Dec 24 10:00-16:00 "sur rendez-vous"']
)
def test_opening_hours_are_openstreetmaps(hours: str) -> None:
    store = playbook({FILE: STORE.replace("name: Lyon }", f"name: Lyon, hours: '{hours}' }}")}).store
    assert store.points_of_sale[0].hours == hours
