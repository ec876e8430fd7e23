"""While an order is being made, they put something into it or take something out: "ajoutez un paquet de déca", "can I
add a descaler?", "enlevez les filtres", "without the grinder after all".

Looked at once the message is read: what is put in is named as in any order, what is taken out is one of its lines.
A note to the shop is said or taken back ("finalement en grains", `order_notes`). The order then goes on where it stood,
with the prices and ways of now.
"""

from __future__ import annotations

import re
from typing import Final

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.order.adjusting import order_in
from bot.engine.order.order_lines import offer_of, takes_more, without
from bot.engine.order.order_named import left_out, named_now, with_named
from bot.engine.order.order_notes import with_notes
from bot.engine.order.order_ways import with_way
from bot.engine.questions import settle
from bot.engine.steps.ordering import go_on
from bot.engine.turn import Run
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.rules.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.shopping.comparison_words import offers_named

LOOKED_AT: Final = 160  # characters
PHASES: Final = ("way", "place", "where", "address", "postcode", "recap", "change")
_ADDS: Final = re.compile(
    r"\b(?:r?ajoute\w*|aussi|en plus|add|as well|too|also|throw in)\b"
    r"|^et (?:avec )?(?:un|une|des|du|de la|deux|trois|quatre|\d+) |^and (?:an?|some|two|\d+) "
)
_TAKES_OUT: Final = re.compile(
    r"\b(?:enlev\w+|retir(?:e|ez|er)|supprim\w+|otez|ote|oter|sans (?:le|la|les|l)|finalement pas (?:de|d|le|la|les|l)"
    r"|plus besoin (?:de|d|du|des)|remove|take (?:off|out|away)|leave out|drop|without|skip|don t want|no longer want"
    r"|not the)\b"
)


def adds_or_takes_out(run: Run, heard: Heard) -> bool:
    """Change what is in the order as they say; what they do not name of it is no change."""
    making = order_in(run, heard)
    if making is None or heard.event.pressed is not None or making[2].phase not in PHASES:
        return False
    conversation, step, draft = making
    said = plain(heard.text, LOOKED_AT)
    named = named_now(run)
    if _TAKES_OUT.search(said):
        changed = _without(run, draft, heard.text)
    else:
        adds = heard.counts_goods or _ADDS.search(said) is not None
        changed = _with(run, conversation, draft, heard.text) if adds else None
    if changed is None and not is_asking(heard.text) and not _answers_surely(heard):
        noted = with_notes(run, draft, heard.text)
        changed = noted if noted != draft else None
    if changed is None:
        return False
    rule, place = str(step.place), conversation.step
    value = heard.text[:LOOKED_AT]
    run.decide("repaired", "corrected", rule, conversation=conversation, step=place, value=value)
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    follow(run, go_on(run, conversation, step, changed, left_out(run, conversation, named)))
    return True


def _answers_surely(heard: Heard) -> bool:
    return isinstance(heard.reply, Understood) and heard.reply.certainty >= SURE


def _with(run: Run, conversation: Conversation, draft: OrderDraft, said: str) -> OrderDraft | None:
    """Return the draft with what is named as well, on the way that is said with it. Of an order that is made, or a cart
    whose lines nobody told, the shop alone knows what adding comes to."""
    named = named_now(run)
    if not takes_more(draft) or not any(one.offers for one in named):
        return None
    found = with_named(run, draft, named)
    return with_way(run, conversation, found, said) if found != draft else None


def _without(run: Run, draft: OrderDraft, text: str) -> OrderDraft | None:
    """Return the draft without the one line that is named; the last one is given up at the recap, not taken out."""
    known = run.words
    sold = [offer_of(run, line) for line in draft.lines]
    tags = [" ".join(offer.tags) if offer is not None else "" for offer in sold]  # what else it is called
    names = {str(place): f"{known.known_as(line.name)} {tags[place]}" for place, line in enumerate(draft.lines)}
    places = offers_named(text[:LOOKED_AT], names) if len(names) > 1 else ()
    return without(draft, int(places[0])) if len(places) == 1 else None
