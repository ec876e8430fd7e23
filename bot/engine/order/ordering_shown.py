"""Ordering from what is shown, by words that need no "why?" first: "je veux commander la Brio" under a comparison, and
"je prends la moins chère" of what was found or compared.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.context import words_in
from bot.engine.listening.heard import Heard
from bot.engine.listening.wanting import want
from bot.engine.offers.comparisons import state_of
from bot.engine.offers.product_answers import tell_of_an_offer
from bot.engine.offers.shown import is_gone
from bot.engine.offers.superlatives import advised_here, chosen_of, kind_in, shown_last
from bot.engine.order.order_named import with_named
from bot.engine.order.order_opening import order_flow
from bot.engine.order.order_under_way import Making, goes_on
from bot.engine.phrases import phrase, ready
from bot.engine.resuming import put_again, step_of
from bot.engine.run import Run
from bot.engine.steps.comparing import keep
from bot.model.offer import Named
from bot.playbook.compiled import Compare
from bot.understanding.replies.outcome import Understood
from bot.understanding.shopping.pointers import points_at_one
from bot.understanding.shopping.superlatives import asks_for_superlative, names_superlative, read_superlative


def orders_from_the_table(run: Run, heard: Heard) -> bool:
    """Under a comparison they order one of the offers: it is kept with its reasons, as if chosen, and ordered."""
    conversation, flow, reply = heard.conversation, order_flow(run), heard.reply
    if conversation is None or flow is None or not heard.orders_from_table:
        return False
    step = step_of(run, conversation)
    state = state_of(conversation, step) if isinstance(step, Compare) else None
    said = heard.event.reading.named if heard.event.reading is not None else ()
    in_the_table = [one.offers[0] for one in said if len(one.offers) == 1 and state and one.offers[0] in state.offers]
    chosen = in_the_table[0] if in_the_table else str(reply.value) if isinstance(reply, Understood) else ""
    if not isinstance(step, Compare) or state is None or chosen not in state.offers or is_gone(run, chosen):
        return False
    if state.weights:
        keep(run, conversation, step, state, chosen)
    named = said if any(chosen in one.offers for one in said) else (Named((chosen,)),)
    return want(run, flow, named=[Named((chosen,), one.quantity) if chosen in one.offers else one for one in named])


def orders_the_cheapest(run: Run, heard: Heard) -> bool:
    """Where no question of ours asks which one, they take the cheapest of what was shown, or of what they name."""
    flow = order_flow(run)
    said = read_superlative(heard.text) if flow is not None and heard.event.pressed is None else None
    if flow is None or said is None or not said.takes or isinstance(heard.reply, Understood):
        return False
    chosen = shown_last(run, said)
    return chosen is not None and want(run, flow, named=(Named((chosen,)),))


def names_the_cheapest(run: Run, heard: Heard, making: Making) -> bool:
    """Asked what they want, they say the cheapest: of the kind that began the order, else of what was shown;
    of nothing known, the name is asked for.
    """
    said = read_superlative(heard.text)
    if said is None:
        return False
    began = kind_in(run, words_in(making.conversation.context))
    chosen = shown_last(run, said if said.kind else replace(said, kind=began))
    if chosen is None:
        named = ready(phrase(run, making.conversation, "order_what_named"))
        run.change(not_understood=0, offered=())
        return put_again(run, situation="resumed", wording=named)
    return goes_on(run, making.with_draft(with_named(run, making.draft, (Named((chosen,)),))))


def asks_for_the_cheapest(run: Run, heard: Heard) -> bool:
    """ "Quelle est la moins chère ?" of what was shown, or of a kind of thing: what is known of it is told."""
    said = asks_for_superlative(heard.text) if heard.event.pressed is None else None
    if said is None and (heard.step is None or points_at_one(heard.text)):  # "la moins chère"
        said = names_superlative(heard.text)
    chosen = shown_last(run, said) if said is not None else None
    if chosen is None and said is not None and heard.step is not None:
        chosen = chosen_of(run, said, advised_here(run))
    return chosen is not None and tell_of_an_offer(run, chosen)
