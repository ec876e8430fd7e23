"""What a customer wishes of being written to, in their language: what the sentences of `situations` show as `wish`."""

from __future__ import annotations

from typing import Final

from babel.dates import get_day_names
from babel.lists import format_list

from bot.model.customer import ContactWishes
from bot.rules.wishes import kept

CHANNELS: Final = {"telegram": "Telegram", "sms": "SMS", "whatsapp": "WhatsApp"}
_WEEKEND: Final = (5, 6)


def wish_words(wishes: ContactWishes, language: str) -> dict[str, object]:
    """Return the values of `wish`: `times`, `every`, `after`, `before`, `weekend`, `days`, `channel`, `only`."""
    known = "fr" if language.startswith("fr") else "en"
    names = get_day_names("wide", locale=known)
    days = [names[day] for day in wishes.silent_days if day in names]
    return {
        "times": wishes.times,
        "every": wishes.every,
        "after": clock(wishes.not_before, known),
        "before": clock(wishes.not_after, known),
        "weekend": wishes.silent_days == _WEEKEND,
        "days": format_list(days, style="or", locale=known),
        "channel": CHANNELS.get(wishes.channel or "", wishes.channel or ""),
        "only": wishes.only,
    }


def clock(minutes: int | None, language: str) -> str | None:
    """Return a time of day as people say it: « 18 h 30 », "6:30 pm"; None for none."""
    if minutes is None:
        return None
    hour, minute = divmod(minutes, 60)
    if language == "fr":
        return f"{hour}\u00a0h\u00a0{minute:02}" if minute else f"{hour}\u00a0h"
    half = "am" if hour % 24 < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''} {half}"


def for_staff(wishes: ContactWishes, language: str) -> str:
    """Return wishes in the words of the ledger."""
    words = wish_words(wishes, language)
    french = language.startswith("fr")
    said = {
        "often": f"{wishes.times} {'message(s) en' if french else 'message(s) in'} {wishes.every} "
        f"{'jours' if french else 'days'}",
        "hours": f"{words['after'] or '…'} – {words['before'] or '…'}",
        "days": f"{'pas le' if french else 'not on'} {words['days']}",
        "channel": f"{words['channel']}{(' seulement' if french else ' only') if wishes.only else ''}",
    }
    return ", ".join(said[subject] for subject in kept(wishes))
