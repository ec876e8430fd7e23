"""Asked how they would like to receive an order, they say where they are: "Lyon", "69003", "à Annecy en boutique".

A point of sale that is named, or one in the department of a postcode, is told with its hours, and the ways are asked
again as they are there; whoever then picks the order up is not asked where. Where none is near, that is said.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.adjusting import order_in, way_in
from bot.engine.heard import Heard
from bot.engine.order_lines import near_of, shop_of
from bot.engine.order_questions import order_question, places_of
from bot.engine.order_words import hours_in_words
from bot.engine.phrases import phrase, ready
from bot.engine.questions import put, settle
from bot.engine.slots import write_fact
from bot.engine.steps.ordering import order_answered
from bot.engine.turn import Run
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.selling import PointOfSale
from bot.playbook.compiled import OrderStep
from bot.rules.departments import department_of
from bot.rules.fulfilment import AT_A_COUNTER, is_in_department, nearness
from bot.understanding.contacts import read_postcode
from bot.understanding.free_text import is_asking
from bot.understanding.offer_questions import only_a_place, place_in
from bot.understanding.outcome import Understood


def says_where(run: Run, heard: Heard) -> bool:
    """Asked for the way, they name a point of sale or a postcode, alone or with the way."""
    making = order_in(run, heard, "way")
    if making is None or is_asking(heard.text):
        return False
    conversation, step, draft = making
    named, rest = place_in(heard.text, {one.id: one.name for one in shop_of(run).points_of_sale})
    way = way_in(run, conversation, draft, rest) if named and rest else None
    if way is not None:
        lifted = replace(_lifted(run, conversation), draft=replace(draft, nearby=named))
        follow(run, order_answered(run, lifted, step, way))
        return True
    if named and only_a_place(rest):
        return _tell(run, conversation, step, replace(draft, nearby=named), _place(run, named))
    postcode = _postcode(run, heard.text)
    if postcode is None:
        return False
    write_fact(run, "postcode", postcode)
    draft = replace(draft, postcode=postcode, nearby="")
    near = _in_their_department(run, draft)
    return _tell(run, conversation, step, replace(draft, nearby=near.id if near else ""), near)


def _lifted(run: Run, conversation: Conversation) -> Conversation:
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    return conversation


def _tell(run: Run, conversation: Conversation, step: OrderStep, draft: OrderDraft, place: PointOfSale | None) -> bool:
    """Say what there is where they are, and ask for the way again."""
    conversation = replace(conversation, draft=draft)
    question = order_question(run, conversation, step)
    if question is None:
        return False
    rule, where = str(step.place), draft.nearby or draft.postcode
    run.decide("understood", "answered", rule, conversation=conversation, value=where, asked="where")
    said = ready(_said(run, conversation, draft, place))
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    follow(run, put(run, conversation, question, question.wording, before=(said,)))
    return True


def _said(run: Run, conversation: Conversation, draft: OrderDraft, place: PointOfSale | None) -> str:
    if place is None:
        return phrase(run, conversation, "order_nothing_near", postcode=draft.postcode)
    told = {"name": place.name, "address": place.address}
    ready_there = [places_of(run, replace(draft, way=way)) for way in AT_A_COUNTER]
    if not any(one.place and one.place.id == place.id for found in ready_there for one in found):
        return phrase(run, conversation, "order_not_nearby", place=told)
    hours = hours_in_words(run, conversation, place, shop_of(run))
    return phrase(run, conversation, "order_nearby", place=told, hours=hours or None)


def _place(run: Run, id_: str) -> PointOfSale | None:
    return next((one for one in shop_of(run).points_of_sale if one.id == id_), None)


def _postcode(run: Run, text: str) -> str | None:
    """Return the postcode that a short text is; a bare digit or two are the number of a choice."""
    if sum(map(str.isdigit, text)) < 4:
        return None
    found = read_postcode(text, run.customer.country or run.shelf.current.store.country)
    is_one = isinstance(found, Understood) and found.certainty == 1 and isinstance(found.value, str)
    return str(found.value) if is_one and isinstance(found, Understood) else None


def _in_their_department(run: Run, draft: OrderDraft) -> PointOfSale | None:
    """Return the nearest point of sale of the postcode's department."""
    department = department_of(draft.postcode)
    near = near_of(run.customer, draft)
    found = [one for one in shop_of(run).points_of_sale if is_in_department(one, department)]
    return min(found, key=lambda one: nearness(one, near), default=None)
