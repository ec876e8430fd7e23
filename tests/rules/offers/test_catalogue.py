"""The offers of a turn: what it asks for, what it is told, and what a replay is told again."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from bot.model.offer import Attribute, Offer, OffersMet
from bot.rules.offers.catalogue import MOST_NAMES, Asking, Listed, Plain, Told, alike


def machine(id_: str, price: int, bruit: int, **more: object) -> Offer:
    attributes = {"bruit": Attribute(bruit, "dB")}
    return Offer(id=id_, name=id_, category="machine", price=Decimal(price), attributes=attributes, **more)  # type: ignore[arg-type]


AROMA = machine("aroma", 349, 52, complements=("detartrant", "gone", "moulin"))
OWN = {
    one.id: one
    for one in (
        AROMA,
        machine("brio", 279, 56, sku="BR-1"),
        machine("presto", 419, 61),
        machine("forza", 1190, 57),
        machine("sold-out", 350, 52, stock={"lyon": 0}),
        Offer(id="detartrant", name="Détartrant", category="entretien"),
        Offer(id="moulin", name="Moulin", stock={"lyon": 0}),
    )
}


class Shop:
    """Today's offers: the playbook's, another price for one of them, and one more."""

    def __init__(self) -> None:
        self.offers = OWN | {
            "aroma": replace(AROMA, price=Decimal(299)),
            "imported": machine("imported", 340, 52, sku="IM 9"),
        }

    def get(self, id: str) -> Offer | None:
        return self.offers.get(id)

    def by_sku(self, sku: str) -> str | None:
        return Plain(self.offers).by_sku(sku)

    def similar(self, id: str, at_most: int) -> tuple[str, ...]:
        return Plain(self.offers).similar(id, at_most)

    def said(self, word: str) -> Mapping[str, str]:
        return {"en": "Grinder", "de": "Mühle"} if word == "Moulin" else {}


def ids(offers: tuple[Offer, ...]) -> list[str]:
    return [offer.id for offer in offers]


def test_the_playbooks_own_offers_need_no_record() -> None:
    asking = Asking(Plain(OWN), OWN)
    assert asking.get("aroma") is AROMA
    assert ids(asking.similar("aroma")) == ["brio", "presto", "forza"]
    assert asking.get("nothing") is None
    assert asking.met is None


def test_the_playbooks_own_offers_are_told_as_they_are_now_and_imported_ones_not_with_them() -> None:
    asking = Asking(Shop(), OWN)
    assert ids(asking.own()) == list(OWN)
    assert asking.own()[0].price == Decimal(299)
    assert asking.met == OffersMet({"aroma": Shop().offers["aroma"]}, {})


def test_of_very_many_offers_the_first_are_looked_through() -> None:
    many = {f"m{number}": machine(f"m{number}", number, 50) for number in range(MOST_NAMES + 5)}
    assert ids(Asking(Plain(many), many).own()) == list(many)[:MOST_NAMES]


def test_the_likest_have_the_nearest_attributes_and_price_and_can_be_ordered() -> None:
    assert alike(AROMA, OWN.values()) == ("brio", "presto", "forza")
    assert alike(OWN["detartrant"], OWN.values()) == ()


def test_a_variant_is_like_other_offers_not_like_its_own_sizes() -> None:
    family = [Offer(id=one, name=one, category="café", parent="huila") for one in ("huila-250", "huila-1kg")]
    shop = [Offer(id="huila", name="Huila", category="café"), Offer(id="yirga", name="Y", category="café"), *family]
    assert alike(family[0], shop) == ("yirga",)


def test_complements_are_those_that_can_be_ordered() -> None:
    assert ids(Asking(Plain(OWN), OWN).complements_of("aroma")) == ["detartrant"]
    assert Asking(Plain(OWN), OWN).complements_of("nothing") == ()


def test_a_size_goes_with_what_the_whole_goes_with() -> None:
    sizes = OWN | {
        "aroma": replace(AROMA, variants=("aroma-red",)),
        "aroma-red": Offer(id="aroma-red", name="Rouge", parent="aroma"),
    }
    asking = Asking(Plain(sizes), sizes)
    assert ids(asking.complements_of("aroma-red")) == ["detartrant"]
    assert ids(asking.variants_of("aroma")) == ["aroma-red"]
    assert asking.variants_of("nothing") == ()


def test_a_replay_is_told_what_the_turn_was_told() -> None:
    then = Asking(Shop(), OWN)
    answers = (then.get("aroma"), then.get("presto"), then.get("nothing"), then.similar("aroma"))
    met = then.met
    assert met is not None
    assert set(met.offers) == {"aroma", "imported"}
    again = Asking(Told(met, OWN), OWN)
    assert (again.get("aroma"), again.get("presto"), again.get("nothing"), again.similar("aroma")) == answers
    assert again.met == met


def test_another_playbook_may_ask_what_was_not_asked_then() -> None:
    asking = Asking(Told(OffersMet(), OWN), OWN)
    assert ids(asking.similar("aroma", 1)) == ["brio"]


def test_a_shops_order_names_an_offer_by_its_id_or_sku_and_a_replay_finds_it_again() -> None:
    then = Asking(Shop(), OWN)
    named = [then.named(*names) for names in (("brio",), ("BR-1",), ("", "IM 9"), ("none", ""), ("44", "aroma"))]
    assert [one and one.id for one in named] == ["brio", "brio", "imported", None, "aroma"]
    assert then.met is not None
    assert then.met.lists == {"sku IM 9": ("imported",)}
    again = Asking(Told(then.met, OWN), OWN)
    assert again.named("IM 9") == named[2]
    assert again.named("none") is None


def test_a_replay_is_told_the_words_of_imported_offers_as_they_were() -> None:
    then = Asking(Shop(), OWN)
    assert (then.said("Moulin"), then.said("Aroma")) == ({"en": "Grinder", "de": "Mühle"}, {})
    assert then.met is not None
    again = Asking(Told(then.met, OWN), OWN)
    assert (again.said("Moulin"), again.said("Aroma")) == ({"en": "Grinder", "de": "Mühle"}, {})
    assert again.met == then.met
    assert Asking(Plain(OWN), OWN).said("Moulin") == {}


def test_a_catalogue_that_is_not_packed_yet_knows_its_words() -> None:
    pot = Offer(id="pot", name="Pot", category="Jardin", words={"en": {"name": "Jar", "category": "Garden"}})
    listed = Listed(OWN, [pot, replace(pot, id="other", words={"en": {"category": "Outdoors"}})])
    assert (listed.said("Pot"), listed.said("Jardin"), listed.said("Moulin")) == ({"en": "Jar"}, {"en": "Garden"}, {})
