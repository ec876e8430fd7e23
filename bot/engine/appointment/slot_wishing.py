"""When they would like to come, in their own words, while hours are offered: one of those, or others to look for."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.appointment.booking_questions import LATER, OTHER, place_named, places_for
from bot.engine.listening.heard import Heard
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.steps.booking import booking_answered, elsewhere, wished
from bot.engine.walking import follow
from bot.model.draft import BookDraft
from bot.playbook.compiled import BookStep
from bot.rules.appointment.appointments import fits, joined
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.slot_words import among, read_time_wish

#: Choices whose labels may name a time: "Pas maintenant" is no wish to come now.
WORDED: Final = frozenset({OTHER, LATER, "keep", "change", "drop"})


def names_an_hour(run: Run, heard: Heard) -> bool:
    """It names a day or an hour, and a booking stands at the question when. At the question where it is kept for then,
    and so is the shop that is named along with it.
    """
    conversation = heard.conversation
    if conversation is None or heard.step is None or heard.event.pressed is not None or not heard.text:
        return False
    draft, step = conversation.draft, step_of(run, conversation)
    if not isinstance(draft, BookDraft) or not isinstance(step, BookStep):
        return False
    named = place_named(heard.text, places_for(run, draft.about)) if draft.phase == "place" else None
    if draft.phase == "place" and named is None and heard.exact is not None:  # "la première" is no first of the month
        return False
    if heard.exact is not None and heard.exact.value in WORDED:
        return False
    zone = run.store_zone
    wish = read_time_wish(heard.text, run.language, run.at.astimezone(zone))
    if wish is None:
        return False
    wish = among(heard.text, wish, draft.wish.days if draft.wish is not None else ())
    rule = str(step.place)
    run.decide("understood", "answered", rule, conversation=conversation, value=heard.text, asked=draft.phase)
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    if draft.phase == "place":
        kept = replace(draft, wish=joined(draft.wish, wish), place=named.id if named is not None else "")
        follow(run, elsewhere(run, conversation, step, kept, noted=heard.text))
        return True
    shown = draft.offered if draft.phase == "slot" and wish.exact else ()  # "samedi matin" is no hour yet
    chosen = [hour for hour in shown if fits(hour, wish, zone)]
    if len(chosen) == 1:
        follow(run, booking_answered(run, conversation, step, Understood(chosen[0].isoformat())))
    else:
        follow(run, wished(run, conversation, step, wish))
    return True
