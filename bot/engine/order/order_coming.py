"""They say when they would come for it: "du coup je passe à 18h ça va ?", "can I pick it up on Saturday?".

It is told whether the point of sale is open then, and the order ready; where no shop is chosen yet, the hours of all of
them that day. Said while the order is being made, or of the one that they made.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from bot.engine.listening.heard import Heard
from bot.engine.listening.opening_hours import hours_said, is_open_at
from bot.engine.order.order_instructions import made_lately
from bot.engine.order.order_lines import shop_of
from bot.engine.order.order_questions import chosen
from bot.engine.order.order_under_way import Making, note, puts_again
from bot.engine.order.order_words import when_in_words
from bot.engine.phrases import phrase, ready
from bot.engine.resuming import put_again
from bot.engine.run import Run
from bot.engine.speaking import speak
from bot.engine.values import local_now
from bot.model.conversation import Conversation
from bot.rules.order.fulfilment import AT_A_COUNTER, Possible
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.shopping.when_asked import says_they_come
from bot.understanding.values.dates import days_in
from bot.understanding.values.times import read_time

RULE: Final = "repair/order_coming"


def says_when_they_come(run: Run, heard: Heard, making: Making) -> bool:
    """While it is being made. A statement may be the answer to "how would you like it?", or take it back; a question is
    none."""
    conversation, _, draft = making
    is_collected = draft.way in AT_A_COUNTER
    at = _moment(run, heard.text) if is_collected or is_asking(heard.text) else None
    if at is None:
        return False
    note(run, making, heard.text, asked="hour")
    possible = chosen(run, draft) if is_collected else None
    return puts_again(run, making, _told(run, conversation, at, draft.place or draft.nearby, possible))


def asks_to_come_for_the_order(run: Run, heard: Heard) -> bool:
    """Of the order that they made, which they collect."""
    made = made_lately(run)
    if heard.step is not None or heard.event.pressed is not None or made is None:
        return False
    at = _moment(run, heard.text) if made.fulfilment.kind in AT_A_COUNTER else None
    if at is None:
        return False
    run.decide("understood", "answered", RULE, value=heard.text, asked="hour")
    run.change(not_understood=0, offered=())
    told = ready(_told(run, None, at, made.fulfilment.point_of_sale, None))
    if not put_again(run, situation="resumed", wording=told):
        speak(run, None, told, rule=RULE)
    return True


def _moment(run: Run, said: str) -> tuple[datetime, bool] | None:
    """Return when they would come, and whether they name the hour; None where they say neither a day nor an hour. An
    hour that has passed today is tomorrow's."""
    if not says_they_come(said):
        return None
    now = local_now(run)
    hour, days = read_time(said, run.language, now), days_in(said, run.language, now)
    has_hour = isinstance(hour, Understood)
    if not has_hour and not days:
        return None
    clock = time.fromisoformat(str(hour.value)) if isinstance(hour, Understood) else time()
    at = datetime.combine(min(days, default=now.date()), clock, now.tzinfo)
    return (at + timedelta(days=1) if has_hour and not days and at < now else at), has_hour


def _told(
    run: Run,
    conversation: Conversation | None,
    coming: tuple[datetime, bool],
    place: str,
    possible: Possible | None,
) -> str:
    at, has_hour = coming
    hours = hours_said(run, [at.date()], place)
    is_open = is_open_at(run, at, place) if has_hour and place else None
    if is_open and possible is not None and possible.at > at:
        when = when_in_words(run, conversation, possible, shop_of(run))
        return phrase(run, conversation, "order_come_early", when=when)
    if is_open is None:
        return hours
    return phrase(run, conversation, "order_come" if is_open else "order_come_closed", hours=hours)
