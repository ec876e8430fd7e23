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

from bot.engine.listening.corrections import correction_in
from bot.engine.listening.heard import Heard
from bot.engine.order.order_addresses import sent_where_nobody_delivers
from bot.engine.order.order_lines import names_of_places, shop_of
from bot.engine.order.order_questions import places_of, ways_of
from bot.engine.order.order_under_way import Making, answers, goes_on, note, note_correction, puts_again
from bot.engine.order.order_ways import way_in, with_way
from bot.engine.order.order_words import hours_in_words
from bot.engine.phrases import phrase, ready
from bot.engine.resuming import put_again
from bot.engine.run import Run
from bot.engine.slots import write_fact
from bot.engine.spots import Spot, nearest, spot_in
from bot.model.draft import OrderDraft
from bot.model.selling import PointOfSale
from bot.rules.order.fulfilment import AT_A_COUNTER
from bot.rules.texts.plain_text import plain
from bot.understanding.shopping.offer_questions import only_a_place, place_in
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.values.address_corrections import with_number, with_street
from bot.understanding.values.addresses import may_be_a_street, parts_of, without_a_lead
from bot.understanding.values.contacts import postcodes_in
from bot.understanding.values.recipients import addressed_to

_OURS: Final = frozenset(tokens("vous votre vos your boutique magasin shop store"))
"""What says of a town that the shop there is meant."""


def says_where(run: Run, heard: Heard, making: Making) -> bool:
    """They say a postcode or a town, alone or with the way."""
    spot = spot_in(run, heard.text)
    if spot is None:
        return False
    if not spot.is_known:
        return making.draft.phase != "postcode" and _asks_for_the_postcode(run, making, spot)
    match making.draft.phase:
        case "way":
            return _with_the_way(run, making, spot) if spot.rest else _is_near(run, making, spot)
        case "place":
            return not spot.rest and _takes_the_near_one(run, making, spot)
        case "postcode":
            return _near_there(run, making, spot)
        case _:
            return not spot.rest and _goes_by_the_town(run, making, spot)


def says_all_of_it(run: Run, heard: Heard, making: Making) -> bool:
    """They say the way with its place: "point relais 69003", or their address: "8 rue Garibaldi, 69003 Lyon"."""
    conversation, _, draft = making
    if abroad := sent_where_nobody_delivers(run, conversation, heard.text):
        return puts_again(run, making, abroad)
    there = parts_of(address := addressed_to(heard.text).address, run.country)
    is_begun = there.street and may_be_a_street(address) and any(sign.isdigit() for sign in address)
    if there.door or (is_begun and draft.phase == "way"):
        if all(one.way != "home" for one in ways_of(run, draft)):
            return False
        home = replace(draft, way="home", place="", beside=None, phase="address", changed=True)
        return answers(run, making.with_draft(home), heard.text)
    told = with_way(run, conversation, replace(draft, way="", postcode=""), heard.text)
    spot = spot_in(run, heard.text) if told.way == "relay" and not told.postcode else None
    if spot is not None and spot.is_known:
        told = replace(told, postcode=spot.postcode, town="" if spot.postcode else spot.said, near=spot.place)
    is_there = bool(told.postcode or (spot is not None and spot.is_known))
    return is_there and answers(run, making.with_draft(replace(told, way="", phase="way")), told.way)


def names_a_shop(run: Run, heard: Heard, making: Making) -> bool:
    """Asked for the way, they name a point of sale, alone or with the way: "retrait à Annecy"."""
    named, rest = place_in(heard.text, names_of_places(run))
    if not named:
        return False
    there = making.with_draft(replace(making.draft, nearby=named))
    way = way_in(run, making.conversation, making.draft, rest) if rest else None
    if way is not None:
        return answers(run, there, way)
    return only_a_place(rest) and _tell(run, there, "", _place_of(run, named))


def gives_the_shops_address(run: Run, heard: Heard, making: Making) -> bool:
    """ "Maison Moka Annecy", "chez vous à Annecy": nobody lives there."""
    named, rest = place_in(heard.text, names_of_places(run))
    place = _place_of(run, named)
    if place is None or not only_a_place(" ".join(word for word in rest.split() if word not in _OURS)):
        return False
    if plain(place.name) not in plain(heard.text) and _OURS.isdisjoint(rest.split()):  # the town alone
        return False
    draft = replace(making.draft, phase="way", way="", address="", nearby=place.id)
    return _tell(run, making.with_draft(draft), "", place)


def gives_another_address(run: Run, heard: Heard, making: Making) -> bool:
    """An address in full, where the one that it goes to has just been read back."""
    there = parts_of(addressed_to(heard.text).address, run.country)
    if making.draft.way != "home" or not (there.street and there.place and postcodes_in(heard.text, run.country)):
        return False
    note_correction(run, making, heard.text)
    return answers(run, making.with_draft(replace(making.draft, phase="address")), heard.text)


def corrects_the_door(run: Run, heard: Heard, making: Making) -> bool:
    """The recap shows their address, and they set its number or its street right: "c'est 21 pas 12", "no, 18 rue
    Garibaldi"; the town stays."""
    draft = making.draft
    said = with_number(heard.text, draft.address) if draft.way == "home" else None
    if said is None and draft.way == "home":
        correction = correction_in(heard)
        said = with_street(correction.rest if correction is not None else heard.text, draft.address, run.country)
    if said is None:
        return False
    note_correction(run, making, said)
    return answers(run, making.with_draft(replace(draft, phase="address")), said)


def completes_the_address(run: Run, heard: Heard, making: Making) -> bool:
    """The recap shows an address without its postcode, and they say it: "69100", "69100 Villeurbanne"."""
    draft = making.draft
    if draft.way != "home" or postcodes_in(draft.address, run.country):
        return False
    spot = spot_in(run, heard.text)
    if spot is None or not spot.postcode or spot.place is not None:
        return False
    note(run, making, spot.said, asked="address")
    address = f"{draft.address}, {without_a_lead(heard.text.strip())}"
    return answers(run, making.with_draft(replace(draft, phase="address")), address)


def _place_of(run: Run, named: str) -> PointOfSale | None:
    return next((one for one in shop_of(run).points_of_sale if one.id == named), None)


def _near_there(run: Run, making: Making, spot: Spot) -> bool:
    """Asked near where a relay point is to be: a town that we know says it, and the district of a large one its
    postcode; another way to receive it is no town ("à domicile à Lyon")."""
    conversation, _, draft = making
    if spot.rest and way_in(run, conversation, draft, spot.rest) is not None:
        return False
    if spot.postcode:
        return answers(run, making, spot.postcode)
    note(run, making, spot.said, asked="postcode")
    return goes_on(run, making.with_draft(replace(draft, town=spot.said, near=spot.place, changed=True)))


def _with_the_way(run: Run, making: Making, spot: Spot) -> bool:
    """ "En boutique à Villeurbanne": the way, and the point of sale near there; how it is brought is asked as ever."""
    conversation, _, draft = making
    way = way_in(run, conversation, draft, spot.rest)
    if way not in AT_A_COUNTER:
        return False
    near = nearest(spot, shop_of(run).points_of_sale)
    if near is None:
        return _is_near(run, making, spot)
    return answers(run, making.with_draft(replace(draft, nearby=near.id)), way)


def _is_near(run: Run, making: Making, spot: Spot) -> bool:
    near = nearest(spot, shop_of(run).points_of_sale)
    draft = replace(_known(run, making.draft, spot), nearby=near.id if near else "")
    return _tell(run, making.with_draft(draft), spot.said, near)


def _known(run: Run, draft: OrderDraft, spot: Spot) -> OrderDraft:
    """Return the draft with where they are; the middle of a town is nobody's address, so it is not kept longer."""
    if spot.postcode:
        write_fact(run, "postcode", spot.postcode)
        return replace(draft, postcode=spot.postcode, near=None)
    return replace(draft, near=spot.place)


def _takes_the_near_one(run: Run, making: Making, spot: Spot) -> bool:
    """Asked in which shop: the one near there, or that there is none, and the question again."""
    near = nearest(spot, [one.place for one in places_of(run, making.draft) if one.place is not None])
    there = making.with_draft(_known(run, making.draft, spot))
    return _tell(run, there, spot.said, None) if near is None else answers(run, there, near.id)


def _goes_by_the_town(run: Run, making: Making, spot: Spot) -> bool:
    """Asked where they are: the shops are sorted by how far they are from the town."""
    if spot.place is None:
        return False
    note(run, making, spot.said, asked="where")
    return goes_on(run, making.with_draft(replace(making.draft, near=spot.place)))


def _asks_for_the_postcode(run: Run, making: Making, spot: Spot) -> bool:
    """Of a place that we do not know, the postcode says enough; the question stays, and no try is counted."""
    note(run, making, spot.said, asked="where")
    run.change(not_understood=0, offered=())
    said = phrase(run, making.conversation, "order_which_postcode")
    return put_again(run, situation="resumed", wording=ready(said))


def _tell(run: Run, making: Making, said: str, place: PointOfSale | None) -> bool:
    """Say what there is where they are, and put the question again."""
    note(run, making, making.draft.nearby or said, asked="where")
    return puts_again(run, making, _told(run, making, said, place))


def _told(run: Run, making: Making, said: str, place: PointOfSale | None) -> str:
    conversation, _, draft = making
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
