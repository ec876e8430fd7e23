"""What a recommendation goes by: what they said, what they have, their point of sale."""

from __future__ import annotations

from bot.engine.offers.recommendations import MOST_REMEMBERED, place_of_customer, remember, state_of, with_state
from bot.engine.run import Run
from bot.model.events import FlowRequested
from bot.playbook.compiled import Recommend
from tests.engine.chat import MONDAY, Opens
from tests.engine.comparing import shop
from tests.engine.recommending import ADVISES, FACTS, STOCKED
from tests.engine.renewal.test_renewing import line


def test_what_stands_is_read_back(chat: Opens) -> None:
    lea = (
        chat(shop(ADVISES, offers=STOCKED, facts=FACTS), quiet=True).opens().says("moins cher").ignores_what_was_said()
    )
    talk = lea.customer.conversations[-1]
    step = lea.shelf.current.flows["tried"].steps["1"]
    assert isinstance(step, Recommend)
    state = state_of(talk, step)
    assert state is not None
    assert (state.offer, state.passed, len(state.bounds)) == ("brio-mini", ("aroma-2",), 1)
    assert with_state(talk, state) == talk


def test_what_the_opening_words_name_counts_more(chat: Opens) -> None:
    flow = ADVISES.replace("{ event: chat.opened }", "{ intent: advise }").replace(
        "steps:", "examples: [un conseil]\nsteps:", 1
    )
    book = shop(flow, offers=STOCKED, facts=FACTS)
    lea = chat(book).says("un conseil pour une machine silencieuse", means="flow:tried").ignores_what_was_said()
    assert lea.fact("recommended")["id"] == "aroma-2"
    other = chat(book).says("un conseil pas cher svp", means="flow:tried").ignores_what_was_said()
    assert other.customer.facts["recommended"]["id"] == "brio-mini"


def test_their_point_of_sale_is_the_one_they_named_or_bought_at(chat: Opens) -> None:
    book = shop(ADVISES, offers=STOCKED, facts=FACTS)
    lea = chat(book).shop("order.confirmed", number="A", lines=[line("cafe")], fulfilment={"point_of_sale": "lyon"})
    run = Run(lea.shelf, lea.customer, FlowRequested(id="x", at=MONDAY, flow="tried"))
    assert place_of_customer(run) == "lyon"
    run.change(facts={"point_of_sale": "nowhere"})
    assert place_of_customer(run) == "lyon"


def test_memory_is_bounded(chat: Opens) -> None:
    lea = chat(shop(ADVISES, offers=STOCKED, facts=FACTS))
    run = Run(lea.shelf, lea.customer, FlowRequested(id="x", at=MONDAY, flow="tried"))
    for number in range(MOST_REMEMBERED + 5):
        remember(run, "refused", str(number))
    remember(run, "refused", str(MOST_REMEMBERED))
    kept = run.customer.facts["refused"]
    assert isinstance(kept, list)
    assert (len(kept), kept[-1]) == (MOST_REMEMBERED, str(MOST_REMEMBERED + 4))
