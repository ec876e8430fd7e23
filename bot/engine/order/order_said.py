"""What customers may say while an order is being made, beside the plain answer to its question.

The tables are the whole of it: at which questions, by which rule, and why. They are gone through from the top; the
first rule that knows what to do with the words ends the matter, and where none does, they are heard as at any other
moment (`listening`). `AT_ONCE` is certain, read or not, and comes before the plain answer; `ONCE_READ` needs to know
what the words name, and comes before what they may mean elsewhere. A press of a button is always a plain answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, get_args

from msgspec import Struct

from bot.engine.listening.heard import Heard
from bot.engine.order.adjusting import (
    adjusts_order,
    asks_the_total,
    counts_the_line,
    holds_on,
    names_a_way,
    says_another_size,
    says_what_to_change,
    takes_another_offer,
    wants_some_change,
)
from bot.engine.order.order_additions import (
    changes_a_note,
    counts_what_is_in_it,
    puts_something_in,
    takes_something_out,
)
from bot.engine.order.order_agreed import confirms_it, leaves_a_doubt, says_only_no
from bot.engine.order.order_cancelling import cancels_the_order
from bot.engine.order.order_coming import says_when_they_come
from bot.engine.order.order_instructions import asks_of_the_shop
from bot.engine.order.order_picking import (
    asks_how_the_picks_differ,
    asks_what_there_is,
    counts_the_pick,
    keeps_for_later,
    leaves_the_pick_to_us,
    says_the_options,
    says_the_size,
    says_what_it_may_cost,
    takes_our_pick,
    tells_before_it_is_asked,
)
from bot.engine.order.order_tastes import says_what_it_is_to_be_like
from bot.engine.order.order_under_way import Making, making_of
from bot.engine.order.order_way_asked import asks_what_a_way_comes_to
from bot.engine.order.order_way_pick import leaves_the_way_to_us
from bot.engine.order.order_when import asks_for_the_day
from bot.engine.order.order_whereabouts import (
    completes_the_address,
    corrects_the_door,
    gives_another_address,
    gives_the_shops_address,
    names_a_shop,
    says_all_of_it,
    says_where,
)
from bot.engine.order.ordering_shown import names_the_cheapest
from bot.engine.run import Run
from bot.model.draft import OrderPhase
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import SURE, Understood

Rule = Callable[[Run, Heard, Making], bool]


class Said(Struct, frozen=True):
    """Something that may be said at some questions. `asking`: by way of a question too ("can I add a descaler?");
    `over`: even where the words, taken by themselves, surely are the question's own answer."""

    at: tuple[OrderPhase, ...]
    rule: Rule
    why: str
    asking: bool = False
    over: bool = True


IT_COMES: Final[tuple[OrderPhase, ...]] = ("way", "place", "where", "address", "postcode")
"""The questions of how it reaches them."""
SETTLED: Final[tuple[OrderPhase, ...]] = (*IT_COMES, "recap", "change")
"""Those at which what is in it is settled."""
EVERY: Final[tuple[OrderPhase, ...]] = tuple(one for one in get_args(OrderPhase) if one != "drop")
"""All but whether it is to be cancelled, to which a yes or a no is due."""
TAKES_BACK: Final = ("what", "pick", "way", "place", "where", "recap", "change", "which", "quantity")
"""Those after which an earlier one can be taken back."""

AT_ONCE: Final = (
    Said(EVERY, cancels_the_order, "who wants no order is asked nothing more"),
    Said(SETTLED, asks_of_the_shop, "a word to whoever prepares it is no answer, and never lost", asking=True),
    Said(("pick",), counts_the_pick, "“deux paquets” is how many, not the second one", asking=True),
    Said(("pick",), leaves_the_pick_to_us, "a shop assistant has an opinion", asking=True, over=False),
    Said(("pick",), takes_our_pick, "a yes is to what we said last", asking=True, over=False),
    Said(("pick",), asks_how_the_picks_differ, "nobody can choose between what looks alike", asking=True, over=False),
    Said(("pick",), says_the_options, "of hundreds, its size and its colour leave a few"),
    Said(("pick",), says_the_size, "“le petit” is one of them where all have a size", over=False),
    Said(("pick",), says_what_it_may_cost, "a price that it is not to pass leaves fewer", over=False),
    Said(("pick",), keeps_for_later, "what a later question asks is kept for it", over=False),
    Said(("way",), leaves_the_way_to_us, "“oui” to “which way?” is told the quickest", asking=True),
    Said(("what",), says_what_it_is_to_be_like, "who says what it is to be like is advised"),
    Said(("what",), asks_what_there_is, "who does not know what to take is helped on"),
    Said(("what",), tells_before_it_is_asked, "the way may come before the goods, or with them"),
    Said((*IT_COMES, "recap", "change", "drop"), counts_the_line, "of one thing, a number needs no question"),
    Said(
        ("way", "place", "recap", "change"), says_another_size, "of one thing, a weight says how much, or in which size"
    ),
    Said(("way", "address"), says_all_of_it, "the way with its place needs no second question"),
    Said(("address", "postcode"), names_a_way, "another way makes the question needless", asking=True),
    Said(("place",), names_a_way, "another way makes the question needless"),
    Said(("way",), names_a_shop, "a shop that is named is told with its hours, and not asked for again"),
    Said(("address",), gives_the_shops_address, "nobody lives at our shop: they would rather come"),
    Said(("recap",), gives_another_address, "an address in full takes the place of the one read back"),
    Said(("way", "place", "where", "postcode"), says_where, "a town or a postcode says which shop is near"),
    Said(("recap",), corrects_the_door, "“21, pas 12” sets the number or the street right; the town stays"),
    Said(("recap",), completes_the_address, "a postcode completes the address that lacks it", asking=True),
    Said((*IT_COMES, "recap"), wants_some_change, "“modifier” is asked what"),
    Said(SETTLED, says_when_they_come, "whoever says when they come wants to know whether we are open", asking=True),
    Said((*IT_COMES, "recap"), asks_for_the_day, "the day is known: it is that of the way", asking=True),
    Said((*IT_COMES, "recap"), asks_what_a_way_comes_to, "what this order comes to is known", asking=True),
    Said(("way", "recap"), asks_the_total, "“combien en tout ?” is what was said last", asking=True),
    Said(
        ("recap",), leaves_a_doubt, "only a clear yes of today sends it: “non, c’est bon”, “je valide demain” are asked"
    ),
    Said(("recap",), confirms_it, "“vous pouvez valider” is as clear as the button"),
    Said(("recap",), holds_on, "“non, attendez” before the yes: nothing goes out"),
    Said(("recap", "change"), says_what_to_change, "who says what it is to be is not asked what to change"),
    Said(
        (*IT_COMES, "pick", "which", "quantity"), says_only_no, "a no to “which?” is asked what it refuses", over=False
    ),
)
ONCE_READ: Final = (
    Said(("what",), names_the_cheapest, "“la moins chère” is one of those shown", asking=True),
    Said((*SETTLED, "gone"), takes_another_offer, "another thing in the place of the one in it"),
    Said(SETTLED, takes_something_out, "a line that is named goes", asking=True),
    Said(
        ("way", "place", "recap", "change"),
        counts_what_is_in_it,
        "“non, 2 pichets” is how many of what is in it already",
    ),
    Said(SETTLED, puts_something_in, "what is named comes in as well", asking=True),
    Said(SETTLED, changes_a_note, "“finalement en grains” changes how it is prepared", over=False),
    Said(TAKES_BACK, adjusts_order, "“non, plutôt en magasin” takes an earlier answer back", asking=True),
)


def says_it_of_the_order(run: Run, heard: Heard) -> bool:
    """They say something of the order that is being made. Goods that are counted out are read first."""
    return not heard.counts_goods and _met(run, heard, AT_ONCE)


def says_more_of_the_order(run: Run, heard: Heard) -> bool:
    """They name what is in it, or is to be, or take back what was settled."""
    return _met(run, heard, ONCE_READ)


def _met(run: Run, heard: Heard, table: tuple[Said, ...]) -> bool:
    making = making_of(run, heard)
    if making is None or heard.event.pressed is not None or not heard.text:
        return False
    asks, reply = is_asking(heard.text), heard.reply
    is_answer = isinstance(reply, Understood) and reply.certainty >= SURE
    return any(
        row.rule(run, heard, making)
        for row in table
        if making.draft.phase in row.at and (row.asking or not asks) and (row.over or not is_answer)
    )
