"""What an order carries to the shop beside its lines."""

from __future__ import annotations

import pytest

from bot.model.offer import Named
from bot.work.errands.outgoing import order_news
from tests.engine.chat import Chat
from tests.engine.order.test_order_named import SAID, in_lyon, names, reading
from tests.engine.ordering import CATALOGUE, STORE, book, line, placed

NOTES = """
order_notes:
  - category: café
    notes:
      - { note: en grains, words: [whole beans] }
      - { note: moulu pour filtre, words: [moulu filtre, ground for filter] }
  - notes: [{ note: paquet cadeau }]
"""
CHANGED = """
flow: change
title: Changer
purpose: service
starts: [{ intent: change }]
examples: [je change ma commande]
steps:
  - order: { from: order, confirmed: end, cancelled: end }
  - id: end
    stop: changed
"""
HUILA, BRIO = Named(("huila",)), Named(("brio",))
ENGLISH = 'msgid "moulu pour filtre"\nmsgstr "ground for filter"\n'


def wanting(text: str, *named: Named, language: str = "fr") -> Chat:
    """Return a customer whose words begin an order."""
    lea = Chat(book(SAID, store=STORE + NOTES, english=ENGLISH), language=language)
    return lea.reads(text, reading(*named, means="order"))


def told(lea: Chat) -> list[object]:
    """Return the notes of what the shop's system was told last."""
    return [order_news(one).data.get("notes") for one in placed(lea)]


def test_what_is_said_with_the_order_is_shown_and_goes_out_with_it() -> None:
    lea = in_lyon(wanting("du Huila moulu pour filtre", HUILA).hears("Noté\u00a0: moulu pour filtre"))
    lea.says("je confirme")
    assert told(lea) == [["moulu pour filtre"]]


def test_it_is_changed_and_taken_back_by_saying_so() -> None:
    lea = wanting("du Huila moulu pour filtre", HUILA).hears("Noté\u00a0: moulu pour filtre")
    names(lea, "finalement en grains").hears("Noté\u00a0: en grains")
    names(lea, "pas en grains").hears("1 × Huila")
    assert "Noté" not in lea.said[-1].content.text
    in_lyon(lea).says("je confirme")
    assert told(lea) == [None]


def test_what_no_line_is_of_carries_no_note_of_its_category() -> None:
    lea = in_lyon(wanting("une Brio moulu filtre, paquet cadeau", BRIO).hears("Noté\u00a0: paquet cadeau"))
    lea.says("je confirme")
    assert told(lea) == [["paquet cadeau"]]


def test_who_asks_about_it_has_not_asked_for_it() -> None:
    lea = wanting("du Huila", HUILA).hears("1 × Huila")
    names(lea, "moulu filtre, c'est plus cher ?").ignores_what_was_said()
    assert "Noté" not in lea.said[-1].content.text


def test_said_with_the_yes_it_is_noted_and_ordered() -> None:
    lea = in_lyon(wanting("du Huila", HUILA).hears("1 × Huila"))
    names(lea, "oui, mais moulu filtre").hears("Noté\u00a0: moulu pour filtre")
    assert told(lea) == [["moulu pour filtre"]]


def test_the_customer_reads_it_in_their_language_and_the_shop_in_its_own() -> None:
    lea = wanting("Huila, ground for filter", HUILA, language="en").hears("Noted: ground for filter")
    names(lea, "pick up in store").hears("In which shop").says("Lyon").hears("Noted: ground for filter").says(
        "I confirm"
    )
    assert told(lea) == [["moulu pour filtre"]]


def test_an_order_that_was_made_is_changed_and_the_shop_told_again() -> None:
    store = STORE + NOTES
    lea = Chat(book(SAID, CHANGED, store=store)).reads("du Huila moulu filtre", reading(HUILA, means="order"))
    in_lyon(lea.hears("Noté")).says("je confirme").ignores_what_was_said()
    lea.says("je change ma commande", means="flow:change").hears("Noté\u00a0: moulu pour filtre", "Tout est juste")
    names(lea, "pas moulu pour filtre").hears("Je valide")
    assert "Noté" not in lea.said[-1].content.text
    lea.says("je confirme")
    assert told(lea) == [[]]


def made(lea: Chat) -> list[tuple[object, object, object]]:
    """Return the lines that the shop's system was told last: the offer, how many, the notes."""
    [told_last] = [order_news(one).data["lines"] for one in placed(lea)]
    assert isinstance(told_last, list)
    return [(one["offer"], one["quantity"], one.get("notes")) for one in told_last if isinstance(one, dict)]


def test_notes_are_shared_out_among_the_pieces_of_a_line() -> None:
    lea = wanting("2 Huila, un moulu filtre et l'autre en grains", Named(("huila",), 2))
    lea.hears("1 × Huila 250 g, moulu pour filtre", "1 × Huila 250 g, en grains")
    in_lyon(lea).says("je confirme")
    assert made(lea) == [("huila", 1, ["moulu pour filtre"]), ("huila", 1, ["en grains"])]
    assert told(lea) == [["moulu pour filtre", "en grains"]]


def test_one_of_each_counts_the_pieces() -> None:
    lea = wanting("Huila, one ground for filter, two whole beans", HUILA, language="en")
    lea.hears("1 × Huila 250 g, ground for filter", "2 × Huila 250 g, en grains")


def test_a_note_of_what_it_names_and_of_some_of_them() -> None:
    lea = wanting("3 Huila et une Brio", Named(("huila",), 3), BRIO).hears("3 × Huila")
    names(lea, "un seul en grains").hears("1 × Huila 250 g, en grains", "2 × Huila 250 g\u00a0:")
    names(lea, "le reste moulu filtre").hears("1 × Huila 250 g, en grains", "2 × Huila 250 g, moulu pour filtre")
    names(lea, "finalement tous en grains").hears("3 × Huila 250 g\u00a0:", "Noté\u00a0: en grains")


def test_a_line_keeps_its_notes_when_the_shop_tells_it_anew_and_when_it_is_changed() -> None:
    store = STORE + NOTES
    lea = Chat(book(SAID, CHANGED, store=store))
    lea.reads("2 Huila, un moulu filtre et un en grains", reading(Named(("huila",), 2), means="order"))
    in_lyon(lea.hears("1 × Huila")).says("je confirme").ignores_what_was_said()
    lea.shop("order.confirmed", number="MM-1", lines=[line("huila", 2)])
    lea.ignores_what_was_said().says("je change ma commande", means="flow:change")
    lea.hears("1 × Huila 250 g, moulu pour filtre", "1 × Huila 250 g, en grains", "Tout est juste")
    names(lea, "les deux en grains").hears("2 × Huila", "Noté\u00a0: en grains", "Je valide").says("je confirme")
    assert made(lea) == [("huila", 2, ["en grains"])]


def test_what_the_shop_tells_by_that_name_may_be_anything() -> None:
    for notes in ("sonner deux fois", ["sonner deux fois", 3], None):
        lea = Chat(book(SAID, CHANGED, store=STORE + NOTES))
        lea.shop("order.created", id="1", number="M-1", total=8.9, lines=[line("huila")], notes=notes)
        lea.ignores_what_was_said().says("je change ma commande", means="flow:change").hears("Tout est juste")
        assert "Noté" not in lea.said[-1].content.text


def test_a_note_in_the_spelling_of_sms_is_one() -> None:
    wanting("jveu 1 huila moulu pr filtre", HUILA).hears("Noté\u00a0: moulu pour filtre")


YIRGA = CATALOGUE + "yirga,Yirga 250 g,café,10.50,,5,5\n"


@pytest.mark.parametrize(
    ("said", "shown", "hidden"),
    [
        ("2 Huila et un Yirga moulu filtre", ("2 × Huila 250 g\u00a0:", "1 × Yirga 250 g, moulu pour filtre"), "Noté"),
        ("2 Huila et un Yirga moulus filtre", ("Noté\u00a0: moulu pour filtre",), "g, moulu"),
    ],
)
def test_said_of_one_thing_behind_others_it_is_of_that_one(said: str, shown: tuple[str, ...], hidden: str) -> None:
    lea = Chat(book(SAID, store=STORE + NOTES, catalogue=YIRGA))
    lea.reads(said, reading(Named(("huila",), 2), Named(("yirga",)), means="order")).hears(*shown)
    assert hidden not in lea.said[-1].content.text


def test_what_it_is_said_of_and_can_carry_none_leaves_it_to_the_rest() -> None:
    lea = wanting("2 Huila et un cadeau moulu filtre", Named(("huila",), 2), Named(("cadeau",)))
    lea.hears("2 × Huila 250 g, moulu pour filtre")
