"""Asked in which shop they would like to come, they say where they are: "69002", "j'habite à Villeurbanne"."""

from __future__ import annotations

from bot.engine import stack
from bot.engine.booking_questions import places_for
from bot.engine.heard import Heard
from bot.engine.phrases import phrase, ready
from bot.engine.resuming import put_again, step_of
from bot.engine.slots import write_fact
from bot.engine.spots import nearest, spot_in
from bot.engine.steps.booking import booking_answered
from bot.engine.turn import Run
from bot.engine.walking import follow
from bot.model.draft import BookDraft
from bot.playbook.compiled import BookStep
from bot.understanding.outcome import Understood


def says_where_to_come(run: Run, heard: Heard) -> bool:
    """The shop that is near there is taken; where none is, that is said, and of an unknown town the postcode asked."""
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
