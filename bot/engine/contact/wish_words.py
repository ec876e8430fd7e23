"""What a customer wishes of being written to, in their language: what the sentences of `situations` show as `wish`."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Final

from babel.dates import format_date, get_day_names
from babel.lists import format_list

from bot.model.customer import ContactWishes, Customer
from bot.rules.calendar.first_of_month import as_said
from bot.rules.contact.wishes import kept, paused_until, undoubted

CHANNELS: Final = {"telegram": "Telegram", "sms": "SMS", "whatsapp": "WhatsApp"}
_WEEKEND: Final = (5, 6)


def wish_words(wishes: ContactWishes, language: str, until: date | None = None) -> dict[str, object]:
    """Return the values of `wish`: `times`, `every`, `after`, `before`, `weekend`, `days`, `channel`, `only`, and
    `until`, the day on which a pause ends.
    """
    known = "fr" if language.startswith("fr") else "en"
    names = get_day_names("wide", locale=known)
    article = "le " if known == "fr" else ""  # « le lundi ou le mardi »
    days = [article + names[day] for day in wishes.silent_days if day in names]
    return {
        "times": wishes.times,
        "every": wishes.every,
        "after": clock(wishes.not_before, known),
        "before": clock(wishes.not_after, known),
        "weekend": wishes.silent_days == _WEEKEND,
        "days": format_list(days, style="or", locale=known),
        "channel": CHANNELS.get(wishes.channel or "", wishes.channel or ""),
        "only": wishes.only,
        "until": day(until, known),
    }


def wish_values(customer: Customer, language: str, at: datetime, zone: tzinfo) -> dict[str, object] | None:
    """Return the values of `wish` for what a customer wishes now, None where they wish nothing."""
    until = paused_until(undoubted(customer.pauses), at, wished=True)
    if customer.wishes is None and until is None:
        return None
    ends = until.astimezone(zone).date() if until is not None else None
    return wish_words(customer.wishes or ContactWishes(), language, ends)


def day(until: date | None, language: str) -> str | None:
    """Return a day as people write it, without its year: « 1er septembre », "1 September"."""
    if until is None:
        return None
    return format_date(until, as_said("d MMMM", until.day, language), locale=language)


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
        "often": f"{wishes.times} message{_s(wishes.times)} {'en' if french else 'in'} {wishes.every} "
        f"{'jour' if french else 'day'}{_s(wishes.every)}",
        "hours": f"{words['after'] or '…'} – {words['before'] or '…'}",
        "days": f"{'pas' if french else 'not on'} {words['days']}",
        "channel": f"{words['channel']}{(' seulement' if french else ' only') if wishes.only else ''}",
    }
    return ", ".join(said[subject] for subject in kept(wishes))


def _s(count: int | None) -> str:
    """Return the plural's letter, the same in both languages from two on."""
    return "s" if (count or 0) > 1 else ""
