"""A correction in the customer's own words, while an order is being made: "non, plutôt en magasin", "mettez-en deux".

What was settled at an earlier question of the same step is no answer of its own, so `corrections` can't find it: it is
looked for here, among the ways the order can go and its points of sale, then as a number of pieces.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.corrections import correction_in
from bot.engine.listening.heard import Heard
from bot.engine.order.order_lines import line_of, names_of_places
from bot.engine.order.order_named import named_now
from bot.engine.order.order_questions import changes_of, places_of
from bot.engine.order.order_ways import read_as, way_in
from bot.engine.questions import settle
from bot.engine.resuming import step_of
from bot.engine.speaking import say_situation
from bot.engine.steps.ordering import go_on, order_answered
from bot.engine.turn import Run
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.message import Choice
from bot.playbook.compiled import OrderStep
from bot.rules.fulfilment import AT_A_COUNTER
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.shopping.offer_questions import pieces_pointed, place_in
from bot.understanding.shopping.ordering_words import prefers, wants_a_change

BEFORE_THE_RECAP: Final = ("way", "place", "where", "address", "postcode")
ASKED_WHERE: Final = ("address", "place", "postcode")
PARTLY: Final = 0.97
"""A reply that shares words with a choice is no surer: "changer l'adresse" is more than [Changer quelque chose]."""


Making = tuple[Conversation, OrderStep, OrderDraft]


def order_in(run: Run, heard: Heard, phase: str = "") -> Making | None:
    """Return the order that is being made, where it is at; with a `phase`, only for words said to its question, which
    goods that are counted out are not.
    """
    conversation = heard.conversation
    draft = conversation.draft if conversation is not None else None
    if conversation is None or not isinstance(draft, OrderDraft):  # as a rule: a dozen ears ask this of each message
        return None
    if phase and heard.counts_goods:
        return None
    step = step_of(run, conversation)
    if not isinstance(step, OrderStep):
        return None
    if phase and (draft.phase != phase or heard.event.pressed is not None or not heard.text):
        return None
    return conversation, step, draft


def adjusts_order(run: Run, heard: Heard) -> bool:
    """It takes back what an earlier question of the order had settled, and says what it is to be."""
    making = order_in(run, heard)
    if making is None:
        return False
    conversation, step, draft = making
    correction = correction_in(heard)
    said = correction.rest if correction is not None else ""
    meant = _meant(run, conversation, draft, said) if said else None
    if meant is None:
        return False
    draft, understood = meant
    run.decide(
        "repaired", "corrected", str(step.place), conversation=conversation, step=step.id, value=understood.value
    )
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    run.change(not_understood=0, offered=())
    say_situation(run, "corrected", conversation)
    follow(run, order_answered(run, replace(conversation, draft=draft), step, understood))
    return True


def names_a_way(run: Run, heard: Heard) -> bool:
    """Asked for an address or a postcode, they name a way to receive it instead, and perhaps the shop: "en fait plutôt
    au magasin d'Annecy"; asked in which shop, another way: "livraison".
    """
    making = next((one for phase in ASKED_WHERE if (one := order_in(run, heard, phase)) is not None), None)
    if making is None:
        return False
    conversation, step, draft = making
    correction = correction_in(heard)
    is_place = draft.phase == "place"
    if is_place and (correction is not None or is_asking(heard.text) or heard.exact is not None):
        return False
    found = way_in(run, conversation, draft, correction.rest if correction is not None else heard.text)
    if found is None or (draft.phase != "address" and found.value == draft.way):
        return False
    if found.value in AT_A_COUNTER:
        draft = replace(draft, nearby=place_in(heard.text, names_of_places(run))[0] or draft.nearby)
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    follow(run, order_answered(run, replace(conversation, draft=replace(draft, phase="way")), step, found))
    return True


def counts_the_line(run: Run, heard: Heard) -> bool:
    """Of an order of one thing, they say how many: "mettez-en deux", "make it three"."""
    making = order_in(run, heard)
    if making is None or heard.event.pressed is not None or is_asking(heard.text):
        return False
    conversation, step, draft = making
    if len(draft.lines) != 1 or draft.phase in ("what", "pick", "gone", "which", "quantity"):
        return False
    count = pieces_pointed(heard.text, run.language)
    if count is None:
        return False
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    draft = replace(draft, phase="quantity", line=0)
    follow(run, order_answered(run, replace(conversation, draft=draft), step, Understood(count)))
    return True


def changes_order(run: Run, heard: Heard) -> bool:
    """Asked whether all is right, or what to change, they say at once what, or what it is to be: "modifier",
    "l'adresse", "en magasin"."""
    phases = ("recap", "change", *(BEFORE_THE_RECAP if wants_a_change(heard.text) else ()))
    making = next((one for phase in phases if (one := order_in(run, heard, phase)) is not None), None)
    if making is None or is_asking(heard.text):
        return False
    conversation, step, draft = making
    meant = _change_meant(run, heard, conversation, draft)
    if meant is None:
        return False
    draft, found = meant
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    follow(run, order_answered(run, replace(conversation, draft=draft), step, found))
    return True


def _change_meant(
    run: Run, heard: Heard, conversation: Conversation, draft: OrderDraft
) -> tuple[OrderDraft, Understood] | None:
    """Return the draft at the question that the words answer, with the answer: what is to be changed, or at once the
    way or the point of sale that it is to be.
    """
    if draft.phase == "change":
        is_listed = isinstance(heard.reply, Understood) and heard.reply.certainty > PARTLY
        return None if is_listed or heard.text.isdecimal() else _way_or_place(run, conversation, draft, heard.text)
    if wants_a_change(heard.text):
        return replace(draft, phase="recap"), Understood("change")
    is_answered = isinstance(heard.reply, Understood) and heard.reply.certainty > PARTLY
    if heard.text.isdecimal() or is_answered or correction_in(heard) is not None:
        return None
    options = tuple(Choice(key, label) for key, label in changes_of(run, conversation, draft) if key != "back")
    found = read_as(run, "choice", heard.text, options)
    if found is not None:
        return replace(draft, phase="change"), found
    return None if isinstance(heard.reply, Understood) else _way_or_place(run, conversation, draft, heard.text)


def takes_another_offer(run: Run, heard: Heard) -> bool:
    """Of an order of one thing, they would rather have another: "finalement je préfère la Brio Mini"."""
    making = order_in(run, heard)
    if making is None:
        return False
    conversation, step, draft = making
    if draft.phase not in ("recap", "way", "place") or len(draft.lines) != 1 or draft.order:
        return False
    if heard.event.pressed is not None or is_asking(heard.text) or not prefers(heard.text):
        return False
    named = [one for one in named_now(run) if len(one.offers) == 1 and one.offers[0] != draft.lines[0].offer]
    offer = run.offers.get(named[0].offers[0]) if len(named) == 1 else None
    if offer is None or not offer.is_available:
        return False
    rule = str(step.place)
    run.decide("repaired", "corrected", rule, conversation=conversation, step=step.id, value=offer.id)
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    say_situation(run, "corrected", conversation)
    line = line_of(offer, draft.lines[0].quantity)
    draft = replace(draft, lines=(line,), changed=True, source="said", cart="", phase="recap")
    follow(run, go_on(run, conversation, step, draft))
    return True


def _meant(run: Run, conversation: Conversation, draft: OrderDraft, said: str) -> tuple[OrderDraft, Understood] | None:
    """Return the draft at the question that the words answer, with the answer."""
    if draft.phase == "recap" and len(draft.lines) == 1 and said.strip().isdecimal():
        count = read_as(run, "number", said)
        return (replace(draft, phase="quantity", line=0), count) if count is not None else None
    settled = _way_or_place(run, conversation, draft, said)
    if settled is not None:
        return settled
    found = read_as(run, "number", said) if len(draft.lines) == 1 and any(sign.isdigit() for sign in said) else None
    return (replace(draft, phase="quantity", line=0), found) if found is not None else None


def _way_or_place(
    run: Run, conversation: Conversation, draft: OrderDraft, said: str
) -> tuple[OrderDraft, Understood] | None:
    """Return the draft at the question that the words answer, with the answer: another way, another point of sale."""
    found = way_in(run, conversation, draft, said)
    if found is not None and found.value != draft.way:
        return replace(draft, phase="way"), found
    places = tuple(Choice(one.place.id, one.place.name) for one in places_of(run, draft) if one.place)
    found = read_as(run, "choice", said, places)
    if found is not None and found.value != draft.place:
        return replace(draft, phase="place"), found
    return None
