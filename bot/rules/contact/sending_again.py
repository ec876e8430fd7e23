"""How old a message may be when it is sent again, and whether one that was reported as not delivered may be at all.

* Only what the provider says may succeed later, as often as it says and no sooner (30003, an unreachable handset:
  twice, half an hour apart; 30008, no reason given: once). After any other permanent error never.
* **Marketing, at most once**, means that no customer sees it twice. A report that the handset was unreachable proves
  that nothing was seen: another copy is the retry of an undelivered message, and allowed. "Failed, no reason given"
  proves nothing: what nobody is owed (care, marketing) is not sent again.
* Where the provider could not take the picture of the playbook's, the words leave once more without it.
* No copy past the age limit of its purpose (for a reply that is over in half an hour: the customer has gone on), nor
  past the end of its own time. Opt-out, consent and hours are looked at once more before it leaves.

Times are UTC. Sources: reliability, sections 2 (errors and actions) and 4.6 (age limits); design's second promise.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.model.message import Purpose
from bot.model.parts import Failure, Part

#: How old a message may be when it is tried again: a week-old retry is worse than none (Zulip's did that).
RETRY_AGE: Final[Mapping[Purpose, timedelta]] = {"reply": timedelta(minutes=15), "service": timedelta(hours=6)}
#: What the customer is owed: better twice than never.
OWED: Final[frozenset[Purpose]] = frozenset({"reply", "service"})


def send_again_at(part: Part, failure: Failure, now: datetime) -> datetime | None:
    """Return when another copy of a part may leave after a delivery that failed, or None where none may."""
    if len(part.former_ids) >= failure.again or not (failure.unseen or part.purpose in OWED):
        return None
    if failure.as_template and part.body.template is None:
        return None
    if failure.without_media and not _has_words_beside_a_picture(part):
        return None
    due = now + failure.after
    limit = RETRY_AGE.get(part.purpose)
    too_old = limit is not None and due - part.created_at > limit
    over = part.not_after is not None and due >= part.not_after
    return None if too_old or over else due


def _has_words_beside_a_picture(part: Part) -> bool:
    """Whether something is left without its picture. What staff attached has a link of its own, and is never left out
    behind their back.
    """
    media = part.body.media
    return media is not None and media.link is None and bool(part.body.text)
