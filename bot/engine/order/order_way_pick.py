"""Asked how it is to reach them, they say only yes, or leave it to us: "oui svp", "comme vous voulez", "you choose".

They are told the quickest way with its cost and its day, and how it would come to them without their going out; a yes
then takes the first.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.order.adjusting import order_in
from bot.engine.order.order_picking import Making, puts_again
from bot.engine.order.order_questions import ways_of
from bot.engine.order.order_words import way_values
from bot.engine.phrases import phrase
from bot.engine.questions import settle
from bot.engine.steps.ordering import order_answered
from bot.engine.turn import Run
from bot.engine.walking import follow
from bot.rules.fulfilment import AT_A_COUNTER
from bot.understanding.replies.acknowledgements import read_acknowledgement
from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.replies.yes_no import read_yes_no
from bot.understanding.shopping.picking_words import leaves_it_to_us


def leaves_the_way_to_us(run: Run, heard: Heard) -> bool:
    """They say yes to "which way?", or that we may choose; or yes or no to the one that we said."""
    making = order_in(run, heard, "way")
    if making is None or isinstance(heard.reply, Understood):
        return False
    said = read_yes_no(heard.text)
    if read_acknowledgement(heard.text) is not None and not making[2].ours:
        return False  # "ok" is told that an answer is missing
    agrees = isinstance(said, Understood) and said.value is True and said.certainty >= SURE
    if making[2].ours and isinstance(said, Understood):
        return _takes_ours(run, making) if agrees else puts_again(run, making, "", draft=replace(making[2], ours=""))
    return (agrees or leaves_it_to_us(heard.text)) and _tells_ours(run, making)


def _tells_ours(run: Run, making: Making) -> bool:
    conversation, step, draft = making
    ways = ways_of(run, draft)
    if not ways:
        return False
    first = min(ways, key=lambda one: (one.at, one.cost))
    home = next((one for one in ways if one.way not in AT_A_COUNTER), None)
    is_other = home is not None and first.way in AT_A_COUNTER
    told = phrase(
        run,
        conversation,
        "order_our_way",
        first=way_values(run, conversation, first),
        home=way_values(run, conversation, home) if home is not None and is_other else None,
    )
    rule = str(step.place)
    run.decide("understood", "answered", rule, conversation=conversation, value=first.way, asked="way")
    return puts_again(run, making, told, draft=replace(draft, ours=first.way), alone=True)


def _takes_ours(run: Run, making: Making) -> bool:
    conversation, step, draft = making
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    taken = replace(conversation, draft=replace(draft, ours=""))
    follow(run, order_answered(run, taken, step, Understood(draft.ours)))
    return True
