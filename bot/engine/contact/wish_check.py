"""A message may say how the customer wishes to be written to, in words that are not all known: it is asked back.

What was understood is shown line by line, as the preference centre shows it, with a yes and a no under it; nothing is
kept before the yes. Their words travel with the question (`customer.asking`) and are read once more when they say yes.
"""

from __future__ import annotations

from typing import Final

from bot.engine.contact.contact_wishing import confirm, in_numbers, keep
from bot.engine.contact.preferences import Told, say_lines
from bot.engine.contact.wish_words import wish_words
from bot.engine.listening.heard import Heard
from bot.engine.resuming import say_at_question
from bot.engine.run import Run
from bot.engine.values import local_now
from bot.model.customer import ContactWishes
from bot.rules.contact.wishes import kept
from bot.understanding.contact.contact_wishes import ContactWish
from bot.understanding.contact.contact_wishes_perhaps import read_wish_perhaps

ASKED: Final = ("wish:yes", "wish:no")
SURELY: Final = 0.9  # of what a message means: so sure, it is no wish


def wishes_contact_perhaps(run: Run, heard: Heard) -> bool:
    """It may be a wish of how to be written to: show what was understood, and ask."""
    event = heard.event
    if not heard.text or event.pressed is not None or run.held == ASKED or heard.text.startswith("/"):
        return False
    if event.reading is not None and any(one.score >= SURELY for one in event.reading.candidates):
        return False
    said = read_wish_perhaps(heard.text, local_now(run).date())
    if said is None:
        return False
    wish = in_numbers(run, said)
    run.decide("understood", "contact_wish_asked", "wish")
    say_lines(run, [("wish_check", {}), *_lines(run, wish)], ASKED, None, asking=heard.text)
    return True


def settle_wish(run: Run, heard: Heard, answer: str) -> None:
    """Keep what they had said once they say it was meant so ("yes"), or that they want `fewer` messages."""
    if answer == "fewer":
        wish: ContactWish | None = ContactWish(ContactWishes(), fewer=True)
    else:
        wish = read_wish_perhaps(run.meant, local_now(run).date()) if answer == "yes" else None
    if wish is not None:
        meant = in_numbers(run, wish)
        keep(run, heard, meant)
        confirm(run, meant)
    else:
        say_at_question(run, "opt_out_kept")


def _lines(run: Run, wish: ContactWish) -> list[Told]:
    if wish.no_offers:
        return [("wish_check_offers", {})]
    more: dict[str, object] = {"wish": wish_words(wish.wishes, run.language, wish.quiet_until)}
    subjects = ("pause",) if wish.quiet_until is not None else kept(wish.wishes)
    return [(f"preferences_{subject}", more) for subject in subjects]
