"""Old buttons of a comparison or a recommendation mean the offer that they named."""

from __future__ import annotations

import pytest

from bot.model.message import Pressed, Reading
from bot.model.offer import Found, Sought
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, Opens
from tests.engine.comparing import COMPARES, OFFERS, shop
from tests.engine.recommending import ADVISES, FACTS, STOCKED

ANSWERS = "- { answer: when, question: Quand ?, say: Demain. }\n"
#: The comparison asks one thing more once an offer is kept.
GOES_ON = COMPARES.replace(
    "  - id: why\n", "  - id: why\n    ask: Et {{ offer.name }}, ça vous va ?\n    as: text\n    save: said\n  - "
)
STOCK = (
    OFFERS.replace("category,price", "category,stock.lyon,price")
    .replace("machine,", "machine,3,")
    .replace("moulin,189", "moulin,3,189")
)


def advises(offers: str = STOCKED, flow: str = ADVISES, **more: str) -> Playbook:
    return shop(flow, offers=offers, facts=FACTS, **more)


def sold_out(offers: str, id_: str, stocked: str) -> str:
    """Return the offers with none left of one."""
    lines = [
        line.replace(stocked, stocked.replace("3", "0")) if line.startswith(id_) else line
        for line in offers.splitlines()
    ]
    return "\n".join(lines) + "\n"


def button(lea: Chat, label: str, *, message: int) -> Pressed:
    """Return a button of one of the messages that were said."""
    content = lea.said[message].content
    assert content.prompt is not None
    return Pressed(content.prompt, [choice.label for choice in content.choices].index(label))


def compared(chat: Opens, flow: str = COMPARES, offers: str = STOCK, **more: str) -> Chat:
    """Somebody who has the table in hand: Aroma 2 comes first."""
    return chat(shop(flow, offers=offers, **more)).opens().says("Bruit").ignores_what_was_said()


# compare


def test_the_button_of_a_table_in_another_order_keeps_the_offer_it_named(chat: Opens) -> None:
    lea = compared(chat)
    old = button(lea, "Aroma 2", message=-1)
    lea.says("le prix compte plus").ignores_what_was_said().says("le prix compte plus").ignores_what_was_said()
    assert lea.said[-1].content.choices[old.index].label != "Aroma 2"
    lea.sends(pressed=old).hears("Gardé : Machine Aroma 2")


def test_the_button_of_an_offer_left_out_since_keeps_it(chat: Opens) -> None:
    lea = compared(chat)
    old = button(lea, "Aroma 2", message=-1)
    lea.says("enlève la Aroma 2").ignores_what_was_said().sends(pressed=old).hears("Gardé : Machine Aroma 2")


def test_the_table_put_again_after_the_prices_changed_does_not_move_what_a_button_means(chat: Opens) -> None:
    lea = compared(chat, answers=ANSWERS)
    old = button(lea, "Aroma 2", message=-1)
    dear = STOCK.replace("349.00,52", "949.00,92")
    lea.hears_of(shop(COMPARES, offers=dear, answers=ANSWERS))
    lea.says("quand ?", means="answer:when").ignores_what_was_said()
    assert lea.said[-1].content.choices[old.index].label != "Aroma 2"
    lea.sends(pressed=old).hears("Gardé : Machine Aroma 2")


def test_an_offer_that_has_gone_is_said_with_what_is_left(chat: Opens) -> None:
    lea = compared(chat)
    old = button(lea, "Aroma 2", message=-1)
    lea.hears_of(shop(COMPARES, offers=sold_out(STOCK, "aroma-2", "machine,3")))
    lea.sends(pressed=old).hears(
        "Malheureusement plus disponible\u00a0: Machine Aroma 2. Voici ce qui reste.",
        choices=("Brio Mini", "Presto 15", "Changer les critères", "Rien ne me va"),
    )
    assert "plus disponible" in next(row.words for row in reversed(lea.ledger) if "Aroma" in row.words)
    lea.presses("Brio Mini").hears("Gardé : Machine Brio Mini")


def test_the_words_of_an_offer_that_has_gone_are_met_alike(chat: Opens) -> None:
    lea = compared(chat)
    lea.hears_of(shop(COMPARES, offers=sold_out(STOCK, "aroma-2", "machine,3")))
    lea.says("Aroma 2").hears("plus disponible").says("Brio Mini").hears("Gardé : Machine Brio Mini")


def test_one_alone_that_is_left_is_not_compared(chat: Opens) -> None:
    lea = compared(chat, COMPARES.replace("      none:", "      too_few: { stop: alone }\n      none:"))
    offers = sold_out(sold_out(STOCK, "aroma-2", "machine,3"), "brio-mini", "machine,3")
    lea.hears_of(shop(COMPARES, offers=offers)).presses("Aroma 2").hears("Malheureusement plus disponible").ends(
        "alone"
    )


def test_the_button_of_the_table_takes_an_earlier_choice_back(chat: Opens) -> None:
    lea = compared(chat, GOES_ON)
    old = button(lea, "Presto 15", message=-1)
    lea.presses("Aroma 2").hears("Et Machine Aroma 2")
    lea.sends(pressed=old).hears("corrigé").hears("Et Machine Presto 15")
    assert lea.fact("last_comparison")["chosen"] == "presto-15"
    lea.ignores_what_was_said()


def test_the_button_of_a_criterion_means_the_criterion_also_under_the_table(chat: Opens) -> None:
    lea = compared(chat)
    lea.sends(pressed=button(lea, "Largeur", message=0)).hears("largeur")
    assert lea.saved["comparison"]["weights"]["largeur"] > 1
    lea.ignores_what_was_said()


def test_the_button_of_a_comparison_that_is_over_tells_of_the_offer(chat: Opens) -> None:
    lea = compared(chat)
    old = button(lea, "Presto 15", message=-1)
    lea.presses("Aroma 2").hears("Gardé").waits(days=2)
    lea.sends(pressed=old).hears("Machine Presto 15")
    lea.hears_of(shop(COMPARES, offers=sold_out(STOCK, "presto-15", "machine,3")))
    lea.sends(pressed=old).hears(
        "Malheureusement plus disponible\u00a0: Machine Presto 15", choices=("Machine Aroma 2", "Machine Brio Mini")
    )
    lea.presses("Machine Brio Mini").hears("279")


# recommend


def test_the_button_of_an_earlier_card_takes_the_offer_of_that_card(chat: Opens) -> None:
    lea = chat(advises(), quiet=True).opens().hears("Aroma 2")
    old = button(lea, "Je prends", message=-1)
    lea.presses("Autre chose").hears("Mon conseil").sends(pressed=old).hears("Pris : Machine Aroma 2 (aroma-2)")
    assert lea.fact("recommended")["id"] == "aroma-2"
    assert "aroma-2" not in lea.fact("refused")


def test_the_button_of_an_earlier_card_that_has_gone_says_so(chat: Opens) -> None:
    lea = chat(advises(), quiet=True).opens().hears("Aroma 2")
    old = button(lea, "Je prends", message=-1)
    lea.presses("Autre chose").hears("Mon conseil\N{NO-BREAK SPACE}: Machine Brio Lait")
    lea.hears_of(advises(STOCKED.replace("349.00,3", "349.00,0")))
    lea.sends(pressed=old).hears("Malheureusement plus disponible\u00a0: Machine Aroma 2").hears(
        "Mon conseil\N{NO-BREAK SPACE}: Machine Brio Lait"
    )


def test_the_button_of_the_card_says_that_its_offer_has_gone(chat: Opens) -> None:
    lea = chat(advises(), quiet=True).opens().hears("Aroma 2")
    lea.hears_of(advises(STOCKED.replace("349.00,3", "349.00,0")))
    lea.presses("Je prends").hears("Malheureusement plus disponible\u00a0: Machine Aroma 2")
    lea.presses("Je prends").hears("Pris : Machine Brio Lait")


def test_what_is_put_again_in_the_place_of_what_has_gone_is_what_is_taken(chat: Opens) -> None:
    lea = chat(advises(answers=ANSWERS), quiet=True).opens().hears("Aroma 2")
    old = button(lea, "Je prends", message=-1)
    lea.hears_of(advises(STOCKED.replace("349.00,3", "349.00,0"), answers=ANSWERS))
    lea.says("quand ?", means="answer:when").hears("Demain").hears(
        "Malheureusement plus disponible\u00a0: Machine Aroma 2"
    )
    shown = lea.said[-1].content.text
    assert "Mon conseil\N{NO-BREAK SPACE}: Machine Brio Lait" in shown
    assert lea.said[-1].content.prompt != old.prompt
    lea.presses("Je prends").hears("Pris : Machine Brio Lait (brio-lait)")


@pytest.mark.parametrize("label", ["Autre chose", "Non, merci", "Comparer"])
def test_another_button_of_an_earlier_card_is_met_with_the_card_of_now(chat: Opens, label: str) -> None:
    lea = chat(advises(), quiet=True).opens().hears("Aroma 2")
    old = button(lea, label, message=-1)
    lea.presses("Autre chose").hears("Machine Brio Lait").sends(pressed=old)
    lea.hears("déjà dépassé").ignores_what_was_said()
    assert "Machine Brio Lait" in lea.said[-1].content.text


def test_a_forged_place_under_an_earlier_prompt_means_nothing(chat: Opens) -> None:
    lea = compared(chat)
    old = lea.said[-1].content.prompt
    assert old is not None
    lea.says("le prix compte plus").ignores_what_was_said()
    lea.sends(pressed=Pressed(old, 12)).hears("déjà dépassé")


# search


def test_a_button_of_an_earlier_search_tells_of_its_offer_and_can_still_compare(chat: Opens) -> None:
    lea = chat(shop(COMPARES.replace("title:", "stage: comparison\nexamples: [comparer]\ntitle:")))
    lea.reads("une machine ?", _found("aroma-2", "presto-15")).hears("Aroma 2")
    old = button(lea, "Machine Presto 15", message=-1)
    lea.says("merci beaucoup").ignores_what_was_said().says("bonjour").ignores_what_was_said()
    lea.sends(pressed=old).hears("Machine Presto 15\u00a0: 419\u00a0€")
    lea.sends(pressed=button(lea, "Essai", message=0)).hears("compte le plus")
    lea.says("stop").ignores_what_was_said().hears_of(shop(COMPARES, offers=OFFERS.replace("presto-15,", "p,")))
    lea.sends(pressed=old).hears("Malheureusement plus disponible\u00a0: Machine Presto 15").ignores_what_was_said()


def _found(*ids: str) -> Reading:
    offers = tuple(Found(one, 0.9) for one in ids)
    return Reading("fr", offers=offers, sought=Sought(category="machine", whole=True), reader="test")
