"""Asked how it is to reach them, they say only yes, or leave it to us: "oui svp", "comme vous voulez", "you choose"; or
what counts: "le plus rapide", "which is the cheapest?".

They are told the quickest way, or the cheapest, with its cost and its day, and how it would come to them without their
going out; a yes then takes the first.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.listening.corrections import correction_in
from bot.engine.listening.heard import Heard
from bot.engine.order.order_questions import ways_of
from bot.engine.order.order_under_way import Making, answers, note, puts_again
from bot.engine.order.order_ways import way_in
from bot.engine.order.order_words import way_values
from bot.engine.phrases import phrase
from bot.engine.run import Run
from bot.rules.order.fulfilment import AT_A_COUNTER
from bot.understanding.replies.acknowledgements import read_acknowledgement
from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.replies.yes_no import read_yes_no
from bot.understanding.shopping.picking_words import Counts, leaves_it_to_us, takes_that, what_counts


def leaves_the_way_to_us(run: Run, heard: Heard, making: Making) -> bool:
    """They say yes to "which way?", or what counts, or that we may choose; or yes or no to the one that we said."""
    draft = making.draft
    if isinstance(heard.reply, Understood):
        return False
    if counts := what_counts(heard.text):
        return _tells_ours(run, making, counts)
    said = read_yes_no(heard.text)
    if draft.ours and takes_that(heard.text):
        return answers(run, making.with_draft(replace(draft, ours="")), draft.ours)
    if read_acknowledgement(heard.text) is not None and not draft.ours:
        return False  # "ok" is told that an answer is missing
    agrees = isinstance(said, Understood) and said.value is True and said.certainty >= SURE
    if draft.ours and isinstance(said, Understood):
        settled, correction = making.with_draft(replace(draft, ours="")), correction_in(heard)
        other = way_in(run, making.conversation, draft, correction.rest) if correction is not None else None
        if agrees or other is not None:  # "no, home delivery"
            return answers(run, settled, draft.ours if agrees else other)
        return puts_again(run, settled)
    return (agrees or leaves_it_to_us(heard.text)) and _tells_ours(run, making, "quick")


def _tells_ours(run: Run, making: Making, counts: Counts) -> bool:
    conversation, _, draft = making
    ways = ways_of(run, draft)
    if not ways:
        return False
    is_cheap = counts == "cheap"
    first = min(ways, key=lambda one: (one.cost, one.at) if is_cheap else (one.at, one.cost))
    home = next((one for one in ways if one.way not in AT_A_COUNTER), None)
    is_other = home is not None and first.way in AT_A_COUNTER
    told = phrase(
        run,
        conversation,
        "order_our_way_cheap" if is_cheap else "order_our_way",
        first=way_values(run, conversation, first),
        home=way_values(run, conversation, home) if home is not None and is_other else None,
    )
    note(run, making, first.way, asked="way")
    return puts_again(run, making.with_draft(replace(draft, ours=first.way)), told, alone=True)
