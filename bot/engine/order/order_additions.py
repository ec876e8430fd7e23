"""While an order is being made, they put something into it or take something out: "ajoutez un paquet de déca", "can I
add a descaler?", "enlevez les filtres", "without the grinder after all"; or they count one of its lines anew: "non, 2
pichets".

Looked at once the message is read: what is put in is named as in any order, what is taken out is one of its lines.
A note to the shop is said or taken back ("finalement en grains", `order_notes`). The order then goes on where it stood,
with the prices and ways of now; what they do not name of it is no change.
"""

from __future__ import annotations

import re
from typing import Final

from bot.engine.listening.heard import Heard
from bot.engine.order.order_instructions import SHOWN_AT
from bot.engine.order.order_lines import offer_of, takes_more, with_quantity, without
from bot.engine.order.order_named import left_out, named_now, with_named
from bot.engine.order.order_notes import with_notes
from bot.engine.order.order_under_way import Making, goes_on, note_correction
from bot.engine.order.order_ways import with_way
from bot.engine.order.order_words import lines_in_words, notes_in_words
from bot.engine.phrases import phrase, ready
from bot.engine.run import Run
from bot.model.draft import OrderDraft
from bot.rules.texts.plain_text import plain
from bot.understanding.shopping.comparison_words import offers_named
from bot.understanding.shopping.ordering_words import adds_more, counts_out

LOOKED_AT: Final = 160  # characters
_TAKES_OUT: Final = re.compile(
    r"\b(?:enlev\w*|retir(?:e|ez|er)|supprim\w+|otez|ote|oter|sans (?:le|la|les|l)|finalement pas (?:de|d|le|la|les|l)"
    r"|plus besoin (?:de|d|du|des)|remove|take (?:(?!one\b)\w+ ){0,4}(?:off|out|away)|leave out|drop|without|skip"
    r"|don t want|no longer want|not the)\b"
)


def takes_something_out(run: Run, heard: Heard, making: Making) -> bool:
    """The one line that is named goes; the last one is given up at the recap, not taken out."""
    draft, known = making.draft, run.words
    if len(draft.lines) < 2 or not _takes_out(heard):
        return False
    of_it = {one for each in named_now(run) for one in each.offers}
    named = [place for place, line in enumerate(draft.lines) if line.offer in of_it]
    if len(named) == 1:
        return _changed(run, heard, making, without(draft, named[0]))
    sold = [offer_of(run, line) for line in draft.lines]
    tags = [" ".join(offer.tags) if offer is not None else "" for offer in sold]  # what else it is called
    names = {str(place): f"{known.known_as(line.name)} {tags[place]}" for place, line in enumerate(draft.lines)}
    places = offers_named(heard.text[:LOOKED_AT], names)
    return len(places) == 1 and _changed(run, heard, making, without(draft, int(places[0])))


def counts_what_is_in_it(run: Run, heard: Heard, making: Making) -> bool:
    """ "Non, 2 pichets": of what is in it already it is the number that is meant, not so many more."""
    draft = making.draft
    if not counts_out(heard.text) or _adds(heard) or _takes_out(heard):
        return False
    for one in named_now(run):
        places = [place for place, line in enumerate(draft.lines) if line.offer in one.offers]
        if len(places) != 1:
            return False
        draft = with_quantity(draft, places[0], one.quantity)
    return draft != making.draft and _changed(run, heard, making, draft)


def puts_something_in(run: Run, heard: Heard, making: Making) -> bool:
    """What is named comes in as well, on the way that is said with it. Of an order that is made, or a cart whose lines
    nobody told, the shop alone knows what adding comes to."""
    conversation, _, draft = making
    if (
        not (heard.counts_goods or _adds(heard))
        or _takes_out(heard)
        or not takes_more(draft)
        or not any(one.offers for one in named_now(run))
    ):
        return False
    found = with_named(run, draft, named_now(run))
    return found != draft and _changed(run, heard, making, with_way(run, conversation, found, heard.text))


def changes_a_note(run: Run, heard: Heard, making: Making) -> bool:
    """ "Finalement en grains": a note of the store's is said, or taken back."""
    noted = with_notes(run, making.draft, heard.text)
    return noted != making.draft and _changed(run, heard, making, noted)


def _adds(heard: Heard) -> bool:
    return adds_more(heard.text)


def _takes_out(heard: Heard) -> bool:
    return _TAKES_OUT.search(plain(heard.text, LOOKED_AT)) is not None


def _changed(run: Run, heard: Heard, making: Making, draft: OrderDraft) -> bool:
    """Go on with what is in it now, which is told where the question on the table does not show it."""
    conversation, _, before = making
    note_correction(run, making, heard.text[:LOOKED_AT])
    notes = left_out(run, conversation, named_now(run))
    if before.phase not in SHOWN_AT:
        told = [phrase(run, conversation, "order_recap"), *lines_in_words(run, conversation, draft)]
        notes = (ready("\n".join([*told, *notes_in_words(run, conversation, draft)])), *notes)
    return goes_on(run, making.with_draft(draft), notes)
