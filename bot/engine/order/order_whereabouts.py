"""While an order is being made, they say where they are: "Lyon", "69003", "j'habite à Villeurbanne", "à Annecy en
boutique".

Asked near which postcode a relay point is to be, a town says as much. Asked for their address, a point of sale is none:
what there is at it is told, and how it is received asked again.

Asked how they would like to receive it, a point of sale that is named or near is told with its hours, and the ways are
asked again as they are there; whoever then picks the order up is not asked where. Asked in which shop, the one that is
near is taken. Where none is near, that is said; of a town that we do not know the postcode is asked for.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.order.adjusting import order_in
from bot.engine.order.order_lines import names_of_places, shop_of
from bot.engine.order.order_phases import settled
from bot.engine.order.order_questions import order_question, places_of, ways_of
from bot.engine.order.order_ways import way_in
from bot.engine.order.order_words import hours_in_words
from bot.engine.phrases import phrase, ready
from bot.engine.questions import put, settle
from bot.engine.resuming import put_again
from bot.engine.slots import write_fact
from bot.engine.spots import Spot, nearest, spot_in
from bot.engine.steps.ordering import go_on, order_answered
from bot.engine.turn import Run
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.selling import PointOfSale
from bot.playbook.compiled import OrderStep
from bot.rules.fulfilment import AT_A_COUNTER
from bot.rules.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.shopping.offer_questions import only_a_place, place_in
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.values.addresses import parts_of
from bot.understanding.values.contacts import postcodes_in

Making = tuple[Conversation, OrderStep, OrderDraft]
PHASES: Final = ("way", "place", "where", "address", "postcode", "recap")
_OURS: Final = frozenset(tokens("vous votre vos your boutique magasin shop store"))
"""What says of a town that the shop there is meant."""


def says_where(run: Run, heard: Heard) -> bool:
    """They name a point of sale, a postcode or a town, alone or with the way."""
    making = next((found for phase in PHASES if (found := order_in(run, heard, phase)) is not None), None)
    if making is None or is_asking(heard.text):
        return False
    if making[2].phase == "way" and _names_a_shop(run, heard, making):
        return True
    if making[2].phase == "address":
        return _gives_the_shops_address(run, heard, making)
    if making[2].phase == "recap":
        return _gives_another_address(run, heard.text, making)
    spot = spot_in(run, heard.text)
    return spot is not None and _takes_the_spot(run, making, spot)


def completes_the_address(run: Run, heard: Heard) -> bool:
    """The recap shows an address without its postcode, and they say it: "69100", "69100 Villeurbanne"."""
    making = order_in(run, heard, "recap")
    if making is None or making[2].way != "home" or postcodes_in(making[2].address, run.country):
        return False
    conversation, step, draft = making
    spot = spot_in(run, heard.text)
    if spot is None or not spot.postcode or spot.place is not None:
        return False
    lifted = _lifted(run, conversation)
    run.decide("understood", "answered", str(step.place), conversation=conversation, value=spot.said, asked="address")
    address = f"{draft.address}, {heard.text.strip()}"
    follow(run, order_answered(run, replace(lifted, draft=replace(draft, phase="address")), step, Understood(address)))
    return True


def _takes_the_spot(run: Run, making: Making, spot: Spot) -> bool:
    if not spot.is_known:
        return making[2].phase != "postcode" and _asks_for_the_postcode(run, making, spot)
    match making[2].phase:
        case "way":
            return _with_the_way(run, making, spot) if spot.rest else _is_near(run, making, spot)
        case "place":
            return not spot.rest and _takes_the_near_one(run, making, spot)
        case "postcode":
            return _near_there(run, making, spot)
        case _:
            return not spot.rest and _goes_by_the_town(run, making, spot)


def _names_a_shop(run: Run, heard: Heard, making: Making) -> bool:
    conversation, step, draft = making
    named, rest = place_in(heard.text, names_of_places(run))
    if not named:
        return False
    way = way_in(run, conversation, draft, rest) if rest else None
    if way is not None:
        lifted = replace(_lifted(run, conversation), draft=replace(draft, nearby=named))
        follow(run, order_answered(run, lifted, step, way))
        return True
    place = next((one for one in shop_of(run).points_of_sale if one.id == named), None)
    return only_a_place(rest) and _tell(run, (conversation, step, replace(draft, nearby=named)), "", place)


def _gives_the_shops_address(run: Run, heard: Heard, making: Making) -> bool:
    """ "Maison Moka Annecy", "chez vous à Annecy": nobody lives there."""
    conversation, step, draft = making
    named, rest = place_in(heard.text, names_of_places(run))
    place = next((one for one in shop_of(run).points_of_sale if one.id == named), None)
    if place is None or not only_a_place(" ".join(word for word in rest.split() if word not in _OURS)):
        return False
    if plain(place.name) not in plain(heard.text) and _OURS.isdisjoint(rest.split()):  # the town alone
        return False
    draft = replace(draft, phase="way", way="", address="", nearby=place.id)
    return _tell(run, (conversation, step, draft), "", place)


def _gives_another_address(run: Run, said: str, making: Making) -> bool:
    """An address in full, where the one that it goes to has just been read back."""
    conversation, step, draft = making
    there = parts_of(said, run.country)
    if draft.way != "home" or not (there.street and there.place and postcodes_in(said, run.country)):
        return False
    run.decide("repaired", "corrected", str(step.place), conversation=conversation, step=step.id, value=said)
    lifted = _lifted(run, conversation)
    follow(run, go_on(run, lifted, step, settled(run, replace(draft, phase="address"), said)))
    return True


def _near_there(run: Run, making: Making, spot: Spot) -> bool:
    """Asked near where a relay point is to be: a town that we know says it, and the district of a large one its
    postcode; another way to receive it is no town ("à domicile à Lyon")."""
    conversation, step, draft = making
    if spot.rest and way_in(run, conversation, draft, spot.rest) is not None:
        return False
    lifted = _lifted(run, conversation)
    if spot.postcode:
        follow(run, order_answered(run, lifted, step, Understood(spot.postcode)))
        return True
    run.decide("understood", "answered", str(step.place), conversation=conversation, value=spot.said, asked="postcode")
    follow(run, go_on(run, lifted, step, replace(draft, town=spot.said, near=spot.place, changed=True)))
    return True


def _with_the_way(run: Run, making: Making, spot: Spot) -> bool:
    """ "En boutique à Villeurbanne": the way, and the point of sale near there; how it is brought is asked as ever."""
    conversation, step, draft = making
    way = way_in(run, conversation, draft, spot.rest)
    if way is None or way.value not in AT_A_COUNTER:
        return False
    near = nearest(spot, shop_of(run).points_of_sale)
    if near is None:
        return _is_near(run, making, spot)
    lifted = replace(_lifted(run, conversation), draft=replace(draft, nearby=near.id))
    follow(run, order_answered(run, lifted, step, way))
    return True


def _is_near(run: Run, making: Making, spot: Spot) -> bool:
    conversation, step, draft = making
    near = nearest(spot, shop_of(run).points_of_sale)
    draft = replace(_known(run, draft, spot), nearby=near.id if near else "")
    return _tell(run, (conversation, step, draft), spot.said, near)


def _known(run: Run, draft: OrderDraft, spot: Spot) -> OrderDraft:
    """Return the draft with where they are; the middle of a town is nobody's address, so it is not kept longer."""
    if spot.postcode:
        write_fact(run, "postcode", spot.postcode)
        return replace(draft, postcode=spot.postcode, near=None)
    return replace(draft, near=spot.place)


def _takes_the_near_one(run: Run, making: Making, spot: Spot) -> bool:
    """Asked in which shop: the one near there, or that there is none, and the question again."""
    conversation, step, draft = making
    near = nearest(spot, [one.place for one in places_of(run, draft) if one.place is not None])
    draft = _known(run, draft, spot)
    if near is None:
        return _tell(run, (conversation, step, draft), spot.said, None)
    lifted = replace(_lifted(run, conversation), draft=draft)
    follow(run, order_answered(run, lifted, step, Understood(near.id)))
    return True


def _goes_by_the_town(run: Run, making: Making, spot: Spot) -> bool:
    """Asked where they are: the shops are sorted by how far they are from the town."""
    conversation, step, draft = making
    if spot.place is None:
        return False
    lifted = replace(_lifted(run, conversation), draft=None)
    run.decide("understood", "answered", str(step.place), conversation=conversation, value=spot.said, asked="where")
    follow(run, go_on(run, lifted, step, replace(draft, near=spot.place)))
    return True


def _asks_for_the_postcode(run: Run, making: Making, spot: Spot) -> bool:
    """Of a place that we do not know, the postcode says enough; the question stays, and no try is counted."""
    conversation = making[0]
    rule = str(making[1].place)
    run.decide("understood", "answered", rule, conversation=conversation, value=spot.said, asked="where")
    run.change(not_understood=0, offered=())
    said = phrase(run, conversation, "order_which_postcode")
    return put_again(run, situation="resumed", wording=ready(said))


def _lifted(run: Run, conversation: Conversation) -> Conversation:
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    return conversation


def _tell(run: Run, making: Making, said: str, place: PointOfSale | None) -> bool:
    """Say what there is where they are, and put the question again."""
    conversation, step, draft = making
    conversation = replace(conversation, draft=draft)
    question = order_question(run, conversation, step)
    if question is None:
        return False
    value = draft.nearby or said
    run.decide("understood", "answered", str(step.place), conversation=conversation, value=value, asked="where")
    told = ready(_said(run, conversation, draft, said, place))
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    follow(run, put(run, conversation, question, question.wording, before=(told,)))
    return True


def _said(run: Run, conversation: Conversation, draft: OrderDraft, said: str, place: PointOfSale | None) -> str:
    if place is None:
        name = "order_none_of_these" if draft.phase == "place" else "order_nothing_near"
        is_brought = any(one.way == "home" for one in ways_of(run, draft))
        return phrase(run, conversation, name, postcode=said, brought=is_brought)
    told = {"name": place.name, "address": place.address}
    ready_there = [places_of(run, replace(draft, way=way)) for way in AT_A_COUNTER]
    if not any(one.place and one.place.id == place.id for found in ready_there for one in found):
        return phrase(run, conversation, "order_not_nearby", place=told)
    hours = hours_in_words(run, conversation, place, shop_of(run))
    return phrase(run, conversation, "order_nearby", place=told, hours=hours or None)
