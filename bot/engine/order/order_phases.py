"""An order in the making, from reply to reply: what each settles, what needs no question, which question comes next."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine.order.order_lines import is_open, near_of, offer_of, short_line, with_quantity, without
from bot.engine.order.order_named import picked
from bot.engine.order.order_questions import MOST_PLACES, lacks_a_name, places_of, taken_instead, ways_of
from bot.engine.order.order_ways import with_one
from bot.engine.run import Run
from bot.engine.slots import write_fact
from bot.model.draft import OrderDraft, OrderPhase
from bot.model.order import RECIPIENT
from bot.rules.order.fulfilment import AT_A_COUNTER, left_of
from bot.understanding.replies.free_text import is_asking
from bot.understanding.shopping.agreeing import after_a_yes
from bot.understanding.shopping.instructions import asked_in
from bot.understanding.values.addresses import breaks_off, door_in, parts_of, without_a_lead
from bot.understanding.values.contacts import postcodes_in
from bot.understanding.values.recipients import MOST_WORDS, addressed_to, addressed_with, is_relation

LONGEST_TOWN: Final = 5
"""Words of an answer to "and the town?": more of them are about something else."""


def settled(run: Run, draft: OrderDraft, value: object) -> OrderDraft:  # noqa: C901, PLR0911 - a question a case
    """Return the draft with what the reply settles."""
    match draft.phase, value:
        case "pick", str():
            return picked(run, draft, value)
        case "way", str():
            return replace(draft, way=value, place="", beside=None, changed=True)
        case "place", str():
            return replace(draft, place=value, changed=True)
        case "where", {"latitude": float() | int() as latitude, "longitude": float() | int() as longitude}:
            write_fact(run, "location", {"latitude": latitude, "longitude": longitude})
            return replace(draft, near=(float(latitude), float(longitude)))
        case "where", {"address": str() as address}:
            return replace(draft, postcode=address)
        case "address", str():
            if not draft.recipient:  # somebody else's is not where they live
                write_fact(run, "address", value)
            return replace(draft, address=value, part="", changed=True)
        case "postcode", str():
            write_fact(run, "postcode", value)
            return replace(draft, postcode=value, town="", changed=True)
        case "gone", "left":
            offer = offer_of(run, draft.lines[draft.line])
            return with_quantity(draft, draft.line, (left_of(offer) if offer else None) or 1)
        case "gone", "instead":
            return taken_instead(run, draft)
        case "gone", "without":
            return without(draft, draft.line)
    return draft


def with_door(run: Run, draft: OrderDraft, said: str) -> OrderDraft:
    """Return the draft with the address, and what is asked of whoever brings it, that the words which begin it say."""
    if draft.order:  # made already: its own words say what is to change
        return draft
    asked = tuple(one for one in asked_in(after_a_yes(said)) if one not in draft.instructions)
    draft = replace(draft, instructions=(*draft.instructions, *asked))
    door = door_in(said, run.country) if draft.way in ("", "home") and not draft.address else ""
    if not door or all(one.way != "home" for one in ways_of(run, with_one(run, draft))):
        return draft
    whom = addressed_with(said, door)
    draft = replace(draft, way="home", phase="address", recipient=whom.name or whom.relation)
    return addressed(run, draft, door)


def addressed(run: Run, draft: OrderDraft, said: str) -> OrderDraft:
    """Return the draft with the address, which may come in two messages, the street and then the town; the same draft
    where nothing of an address was said. A town that is known of the customer is not asked for. Of somebody else's the
    name is asked for: it stands on the letterbox.
    """
    if lacks_a_name(run, draft):
        is_name = len(said.split()) <= MOST_WORDS and not any(sign.isdigit() for sign in said)
        named = replace(draft, recipient=addressed_to(said).name or said.strip(" .!"))
        return settled(run, named, draft.part) if is_name else draft
    if is_asking(said) and not any(sign.isdigit() for sign in said):  # "y'a un digicode, c'est grave ?"
        return draft
    code = without_a_lead(said).strip(" .!")
    if draft.doubted and postcodes_in(said, run.country) == {code}:  # of the town that they said
        said = f"{code} {draft.doubted.partition(' ')[2]}"
    if breaks_off(draft.part):
        draft, said = replace(draft, part=""), f"{draft.part} {said}"
    whom = addressed_to(without_a_lead(said))
    draft = replace(draft, recipient=whom.name or whom.relation) if whom.is_other else draft
    said = whom.address
    there = parts_of(said, run.country)
    if there.street and there.place:
        return replace(draft, part=said) if is_relation(draft.recipient) else settled(run, draft, said)
    if draft.part and (there.place or len(said.split()) <= LONGEST_TOWN):
        is_place = not parts_of(draft.part, run.country).street
        return settled(run, draft, f"{said}, {draft.part}" if is_place else f"{draft.part}, {said}")
    facts = run.customer.facts
    known = " ".join(str(facts[name]) for name in ("postcode", "city") if facts.get(name))
    if there.street and known and not draft.recipient:
        return settled(run, draft, f"{said}, {known}")
    return replace(draft, part=said) if there.street or there.place or breaks_off(said) else draft


def filled(run: Run, draft: OrderDraft) -> OrderDraft:
    """Return the draft with what needs no question: the only way, the only point of sale, the address that is known."""
    if draft.pending or is_open(draft):
        return draft
    gone = short_line(run, draft)
    if gone is not None:
        return replace(draft, line=gone)
    ways = ways_of(run, draft)
    if draft.way not in [one.way for one in ways] and draft.beside is None:
        draft = replace(draft, way=ways[0].way if len(ways) == 1 else "", place="")
    places = places_of(run, draft)
    if draft.way in AT_A_COUNTER and draft.place not in [one.place.id for one in places if one.place]:
        only = places[0].place if len(places) == 1 else None
        only = next((one.place for one in places if one.place and one.place.id == draft.nearby), only)
        draft = replace(draft, place=only.id if only is not None else "")
    if draft.way == "home" and not draft.address:
        return replace(draft, address=known_address(run))
    if draft.way == "relay" and not (draft.postcode or draft.town):
        return replace(draft, postcode=known_postcode(run, draft))
    return draft


def known_address(run: Run) -> str:
    """Return where it was brought before, or where they are known to live; empty where nobody knows."""
    known = run.customer.facts.get("address")
    own = (one for one in reversed(run.customer.orders) if not one.more.get(RECIPIENT))
    before = (one.fulfilment.address for one in own if one.fulfilment.kind == "home")
    return known if isinstance(known, str) else next(before, "")


def known_postcode(run: Run, draft: OrderDraft) -> str:
    """Return near which postcode a relay point is wanted: what they said before, or that of their address."""
    kept = run.customer.facts.get("postcode")
    if isinstance(kept, str | int) and kept:
        return str(kept)
    return next(iter(sorted(postcodes_in(draft.address or known_address(run), run.country))), "")


def next_phase(run: Run, draft: OrderDraft) -> OrderPhase:
    """Return the question that comes next; `recap` when nothing is left to ask."""
    if draft.pending:
        return "pick"
    if is_open(draft):
        return "what"
    if short_line(run, draft) is not None:
        return "gone"
    if not draft.way and draft.beside is None and ways_of(run, draft):
        return "way"
    if draft.way in AT_A_COUNTER and not draft.place:
        near = near_of(run.customer, draft)
        is_known = near.location is not None or bool(near.postcode)
        return "place" if is_known or len(places_of(run, draft)) <= MOST_PLACES else "where"
    if draft.way == "home" and not draft.address:
        return "address"
    return "postcode" if draft.way == "relay" and not (draft.postcode or draft.town) else "recap"
