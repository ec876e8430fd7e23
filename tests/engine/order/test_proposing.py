"""The same again at one tap: only to what the question said, and only while it is so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.engine.order.proposing import agreed, is_proposed, offers_proposed, with_proposal
from bot.engine.run import Run
from bot.model.draft import OrderDraft
from bot.model.events import FlowRequested
from bot.playbook.compiled import Ask
from bot.playbook.compiled_texts import Text
from tests.engine.chat import Chat
from tests.engine.ordering import book, line, placed, sells

CATALOGUE = """id,name,category,price,renewal,stock.lyon,stock.annecy
huila,Huila 250 g,café,8.90,15 days,50,28
yirga,Yirga 250 g,café,10.00,15 days,0,9
"""
ALL_TOLD = (
    "La même chose ? {% if proposed.total and proposed.reaches %}"
    "{{ proposed.total | money }}, {{ proposed.reaches }}{% endif %}"
)
SUMMED_UP = ("Je confirme", "Changer quelque chose", "Pas maintenant")
HOME = {"kind": "home", "address": "12 rue Mercière, 69002 Lyon"}


def again(ask: str) -> str:
    return f"""
flow: again
title: La même chose
purpose: service
starts: [{{ event: x.again }}]
steps:
  - offer: "{{{{ customer.again.ids | default: '' }}}}"
    ask: {ask}
    as: choice
    choices: [{{ Oui: {{ go: same }} }}, {{ Non: {{ stop: declined }} }}]
  - id: same
    set: {{ customer.renewal: same }}
  - order: {{ from: cart, confirmed: thanks, cancelled: keep }}
  - id: thanks
    say: "Commande {{{{ order.number }}}}, {{{{ order.fulfilment.label }}}}."
  - stop: converted
  - id: keep
    say: Une autre fois.
"""


def lea(ask: str = f'"{ALL_TOLD}"', *, offer: str = "huila", to: dict[str, Any] | None = None, **how: Any) -> Chat:
    """Return a customer whose last order is known, and who is asked on a Monday at ten whether they want the same."""
    one = Chat(book(again(ask), catalogue=CATALOGUE), **how).says("merci").ignores_what_was_said()
    one.shop("order.delivered", number="A", total=13.8, lines=[line(offer)], fulfilment=HOME if to is None else to)
    return one.ignores_what_was_said().shop("x.again")


def test_a_yes_to_all_that_was_said_orders_it() -> None:
    one = lea().hears("13,80\u00a0€, livraison à domicile, jeudi 5 mars au plus tard").says("oui")
    one.hears("livraison à domicile, jeudi 5 mars au plus tard")
    [told] = placed(one)
    assert (told.name, told.order.total, told.order.fulfilment.address) == (
        "order.created",
        Decimal("13.80"),
        HOME["address"],
    )
    one.ends("converted")


def test_a_day_later_it_comes_a_day_later() -> None:
    one = lea().hears("jeudi 5 mars").waits(hours=23).says("oui").hears("vendredi 6 mars")
    assert placed(one)


def test_after_the_hour_by_which_it_was_to_be_there_it_is_asked_again() -> None:
    one = lea().hears("jeudi 5 mars").waits(hours=6).says("oui")
    one.hears(
        "le jour ou le montant a changé",
        "vendredi 6 mars",
        choices=SUMMED_UP,
    )
    assert not placed(one)


def test_a_price_that_moved_is_told_and_asked_about() -> None:
    one = sells(lea().hears("13,80\u00a0€"), huila={"price": Decimal("9.90")}).says("oui")
    one.hears("le jour ou le montant a changé", "14,80\u00a0€")
    assert not placed(one)


def test_what_sold_out_meanwhile_is_not_ordered() -> None:
    one = sells(lea().hears("13,80\u00a0€"), huila={"stock": {"lyon": 0, "annecy": 0}}).says("oui")
    assert not placed(one)


@pytest.mark.parametrize("ask", ["La même chose ?", '"La même chose ? {{ proposed.total | default: 1 | money }}"'])
def test_what_the_question_did_not_say_is_summed_up_first(ask: str) -> None:
    one = lea(ask).hears("La même chose").says("oui")
    one.hears("Total", choices=SUMMED_UP)
    assert not placed(one)


def test_by_sms_its_own_words_must_say_it() -> None:
    short = f'{{ text: "{ALL_TOLD}", sms: "La même chose ?" }}'
    one = lea(short, channel="sms").hears("La même chose").says("oui").hears("Total")
    assert not placed(one)


def test_on_whatsapp_the_template_must_say_it_too() -> None:
    mute = (
        f'{{ text: "{ALL_TOLD}", whatsapp: {{ template: HX{"0" * 32}, variables: {{ 1: "{{{{ store.name }}}}" }} }} }}'
    )
    assert not placed(lea(mute, channel="whatsapp").ignores_what_was_said().says("oui").ignores_what_was_said())
    told = mute.replace("{{ store.name }}", "{{ proposed.total | default: 0 }} {{ proposed.reaches | default: '' }}")
    assert placed(lea(told, channel="whatsapp").ignores_what_was_said().says("oui").ignores_what_was_said())


def test_where_something_is_left_to_ask_nothing_is_proposed() -> None:
    one = lea(to={"label": "Colissimo"}).hears("La même chose ?")
    assert "€" not in one.effects[-1].__repr__().partition("choices")[0]
    one.says("oui").hears("Comment souhaitez-vous la recevoir")
    assert not placed(one)


def test_what_is_gone_from_the_shop_that_it_was_fetched_from_is_asked_about() -> None:
    one = lea(offer="yirga", to={"kind": "click_and_collect", "point_of_sale": "lyon"}).hears("Annecy").says("oui")
    assert [told.order.fulfilment.point_of_sale for told in placed(one)] == ["annecy"]


class Ids(Text):
    source = "a; b"

    def render(self, values: object, language: str) -> str:
        return self.source


def test_by_hand_a_conversation_without_a_proposal_has_agreed_to_nothing() -> None:
    one = lea()
    run = Run(one.shelf, one.customer, FlowRequested(id="x", at=one.now, flow="again"))
    conversation = one.customer.conversations[-1]
    assert offers_proposed(run, conversation, Ids()) == ("a", "b")
    bare = with_proposal(run, conversation, Ask(id="x", place=None, wording=None, as_="choice"))  # type: ignore[arg-type]
    assert "proposed" in conversation.context
    assert "proposed" not in bare.context
    assert agreed(run, bare, OrderDraft()) is None
    assert not is_proposed(run, bare, OrderDraft())
