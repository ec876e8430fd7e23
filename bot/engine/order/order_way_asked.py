"""Asked how it is to reach them, or all of it read back, they ask what a way comes to: "how much with delivery?",
"combien en point relais ?".

What this very order comes to on it is told, where the store's own answer would say what delivery costs as a rule.
"""

from __future__ import annotations

from decimal import Decimal

from bot.engine.listening.heard import Heard
from bot.engine.order.order_lines import all_in, goods_total
from bot.engine.order.order_questions import ways_of
from bot.engine.order.order_under_way import Making, note, puts_again
from bot.engine.order.order_ways import spoken_of
from bot.engine.order.order_words import way_values
from bot.engine.phrases import amount_in_words, phrase
from bot.engine.run import Run
from bot.understanding.shopping.ordering_words import asks_for_the_total
from bot.understanding.shopping.when_asked import asks_what_a_way_costs
from bot.understanding.values.countries import country_in


def asks_what_a_way_comes_to(run: Run, heard: Heard, making: Making) -> bool:
    """The cost of the way that they speak of, its day, and the sum; the sum of the one that they have chosen. Of
    another country the store's answer knows."""
    conversation, _, draft = making
    wants_the_sum = asks_for_the_total(heard.text)
    if not (wants_the_sum or asks_what_a_way_costs(heard.text)) or country_in(heard.text) is not None:
        return False
    chosen = draft.way if wants_the_sum and draft.phase != "recap" else ""
    way = spoken_of(run, conversation, draft, heard.text) or chosen
    possible = next((one for one in ways_of(run, draft) if one.way == way), None)
    if possible is None:
        return False
    note(run, making, str(possible.cost), asked="cost")
    total = all_in(goods_total(draft) or Decimal(0), draft, possible)
    values = way_values(run, conversation, possible)
    told = phrase(
        run,
        conversation,
        "order_way_comes_to",
        **values | {"total": amount_in_words(run, conversation, total, draft.currency)},
    )
    return puts_again(run, making, told)
