"""Asked in which shop they would like to come, they say where they are: "69002", "j'habite à Villeurbanne". While hours
of one shop are offered, they would rather come to another: "plutôt à Annecy".
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.appointment.booking_questions import place_named, places_for
from bot.engine.listening.heard import Heard
from bot.engine.phrases import phrase, ready
from bot.engine.resuming import put_again, step_of
from bot.engine.run import Run
from bot.engine.slots import write_fact
from bot.engine.spots import nearest, spot_in
from bot.engine.steps.booking import booking_answered, elsewhere
from bot.engine.walking import follow
from bot.model.draft import BookDraft
from bot.playbook.compiled import BookStep
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.slot_words import read_time_wish

MOST_WORDS: Final = 12  # more is a story in which a town is named
A_NAME: Final = 4  # words at most


def says_where_to_come(run: Run, heard: Heard) -> bool:
    """Take the shop near the place they name; say so where none is near, and ask the postcode of an unknown town."""
    conversation = heard.conversation
    if conversation is None or heard.step is None or heard.event.pressed is not None or not heard.text:
        return False
    draft, step = conversation.draft, step_of(run, conversation)
    if not isinstance(draft, BookDraft) or draft.phase != "place" or not isinstance(step, BookStep):
        return False
    spot = spot_in(run, heard.text)
    if spot is None or spot.rest:
        return False
    if spot.postcode:
        write_fact(run, "postcode", spot.postcode)
    near = nearest(spot, places_for(run, draft.about)) if spot.is_known else None
    run.change(not_understood=0, offered=())
    if near is not None:
        stack.lift(run, conversation)
        follow(run, booking_answered(run, conversation, step, Understood(near.id)))
        return True
    rule = str(step.place)
    run.decide("understood", "answered", rule, conversation=conversation, value=spot.said, asked="place")
    name = "book_none_near" if spot.is_known else "order_which_postcode"
    return put_again(run, situation="resumed", wording=ready(phrase(run, conversation, name, postcode=spot.said)))


def names_another_shop(run: Run, heard: Heard) -> bool:
    """The hours of that one are looked at instead, with the day or the hour that was said along with it. A visit that
    stands already keeps its shop.
    """
    conversation = heard.conversation
    if conversation is None or heard.step is None or heard.event.pressed is not None or is_asking(heard.text):
        return False
    draft, step = conversation.draft, step_of(run, conversation)
    if not isinstance(draft, BookDraft) or draft.phase != "slot" or draft.appointment or not isinstance(step, BookStep):
        return False
    named = place_named(heard.text, places_for(run, draft.about))
    if named is None or len(heard.text.split()) > MOST_WORDS:
        return False
    if named.id == draft.place:  # its hours stand there already
        return len(heard.text.split()) <= A_NAME and put_again(run, situation="resumed")
    rule = str(step.place)
    run.decide("understood", "answered", rule, conversation=conversation, value=named.name, asked="place")
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    wish = read_time_wish(heard.text, run.language, run.at.astimezone(run.store_zone))
    follow(run, elsewhere(run, conversation, step, replace(draft, place=named.id, wish=wish, seen=())))
    return True
