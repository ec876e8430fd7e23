"""A customer says how they wish to be written to: it is kept, and confirmed in one sentence.

It is heard before an opt-out, because it asks for less: « arrêtez de m'écrire le week-end » goes on from Monday to
Friday. It gives way to the question on the table where it may be its answer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final

from msgspec.structs import replace

from bot.engine.contact.declining import no_more_offers
from bot.engine.contact.preferences import show
from bot.engine.contact.wish_words import for_staff
from bot.engine.listening.heard import Heard
from bot.engine.listening.keeping_quiet import is_with_staff
from bot.engine.resuming import say_at_question
from bot.engine.run import Run
from bot.engine.values import local_now, local_zone
from bot.model.draft import BookDraft
from bot.playbook.compiled import Ask
from bot.rules.contact.wishes import fewer, kept, merged, paused, undoubted
from bot.understanding.contact.contact_wishes import ContactWish, read_contact_wish

#: Questions that a wish can't be taken for an answer to, unless it is one of their choices.
CLOSED: Final = ("choice", "yes_no")


def wishes_contact(run: Run, heard: Heard) -> bool:
    """A wish about how often, when and where to be written to."""
    said = _wish(heard)
    if said is None:
        return False
    wish = in_numbers(run, said)
    keep(run, heard, wish)
    if run.customer.handover is not None:
        return is_with_staff(run, heard)
    confirm(run, wish)
    return True


def in_numbers(run: Run, wish: ContactWish) -> ContactWish:
    """Return a wish with "fewer" as how often that is for them."""
    if not wish.fewer:
        return wish
    return replace(wish, wishes=merged(wish.wishes, fewer(run.customer.wishes)), fewer=False)


def keep(run: Run, heard: Heard, wish: ContactWish) -> None:
    """Note what they wish. It also answers whether they want messages at all."""
    run.change(not_understood=0, offered=(), pauses=undoubted(run.customer.pauses))
    if wish.no_offers:
        no_more_offers(run, wording=heard.text[:200], source="wish", evidence=heard.event.id)
    elif wish.quiet_until is not None:
        _pause(run, wish.quiet_until)
    else:
        run.change(wishes=merged(run.customer.wishes, wish.wishes))
        said = for_staff(wish.wishes, run.shelf.current.store.languages[0])
        run.decide("understood", "contact_wish", "wish", wishes=said)


def confirm(run: Run, wish: ContactWish) -> None:
    """Say what was kept, in one sentence; to who wants nothing at all any more, what that leaves, and the way back."""
    if run.customer.opted_out_at is not None:
        show(run)
        return
    situation = _confirmation(run, wish)
    say_at_question(run, situation)


def _wish(heard: Heard) -> ContactWish | None:
    """Return the wish that a message is, unless it is an answer."""
    text, step = heard.text, heard.step
    if not text or heard.event.pressed is not None or text.isdecimal() or text.startswith("/"):
        return None
    closed = not isinstance(step, Ask) or step.as_ in CLOSED
    if step is not None and closed and heard.exact is not None:
        return None
    wish = read_contact_wish(text, local_now(heard.run).date())
    books = heard.conversation is not None and isinstance(heard.conversation.draft, BookDraft)
    if wish is not None and not wish.sure and books:  # "not before 5pm" is when they would come
        return None
    return wish if wish is not None and (wish.sure or closed) else None


def _pause(run: Run, day: date) -> None:
    """Pause care and marketing until the morning of a day, in the customer's zone."""
    until = datetime.combine(day, time(), tzinfo=local_zone(run)).astimezone(UTC)
    run.change(pauses=paused(run.customer.pauses, until))
    run.decide("understood", "contact_pause", "wish", until=day.isoformat())


def _confirmation(run: Run, wish: ContactWish) -> str:
    if wish.no_offers:
        return "wish_no_offers"
    if wish.quiet_until is not None:
        return "wish_pause"
    wishes = wish.wishes
    said = kept(wishes)
    if said == ("channel",) and not any(
        one.reachable and one.address.channel == wishes.channel for one in run.customer.addresses
    ):
        return "wish_channel_unknown"
    return f"wish_{said[0]}" if len(said) == 1 else "wish_kept"
