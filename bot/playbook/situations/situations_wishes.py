"""The program's own words when a customer says how they wish to be written to: what was understood, or may have been.

They may use `wish`, what was said (`engine.contact.wish_words`).
"""

from __future__ import annotations

from typing import Final

#: The text and its short wording for SMS, by situation.
WISHES: Final[dict[str, tuple[str, str]]] = {
    "wish_kept": (
        "Noted, that’s how I’ll write to you.",
        "Noted, that's how I'll write to you.",
    ),
    "wish_often": (
        "Noted: no more than {{ wish.times }} message{% if wish.times > 1 %}s{% endif %} {% if "
        "wish.every == 1 %}a day{% elsif wish.every == 7 %}a week{% elsif wish.every == 30 %}a month{% "
        "elsif wish.every == 365 %}a year{% else %}every {{ wish.every }} days{% endif %}, not counting "
        "your orders.",
        "Noted: no more than {{ wish.times }} message{% if wish.times > 1 %}s{% endif %} {% if "
        "wish.every == 1 %}a day{% elsif wish.every == 7 %}a week{% elsif wish.every == 30 %}a month{% "
        "elsif wish.every == 365 %}a year{% else %}every {{ wish.every }} days{% endif %}.",
    ),
    "wish_hours": (
        "Noted: no messages {% if wish.after %}before {{ wish.after }}{% endif %}{% if wish.after and "
        "wish.before %} or {% endif %}{% if wish.before %}after {{ wish.before }}{% endif %}, except "
        "about an order.",
        "Noted: nothing {% if wish.after %}before {{ wish.after }}{% endif %}{% if wish.after and "
        "wish.before %} or {% endif %}{% if wish.before %}after {{ wish.before }}{% endif %}.",
    ),
    "wish_days": (
        "Noted: no messages {% if wish.weekend %}at the weekend{% else %}on {{ wish.days }}{% endif %}, "
        "except about an order.",
        "Noted: nothing {% if wish.weekend %}at the weekend{% else %}on {{ wish.days }}{% endif %}.",
    ),
    "wish_channel": (
        "Noted: I’ll write to you by {{ wish.channel }}{% if wish.only %} only{% endif %}.",
        "Noted: by {{ wish.channel }}{% if wish.only %} only{% endif %}.",
    ),
    "wish_channel_unknown": (
        "Noted. I can’t reach you by {{ wish.channel }} yet: drop us a line there first, and I’ll write to you there.",
        "Noted. Drop us a line by {{ wish.channel }}, and I'll write to you there.",
    ),
    "wish_pause": (
        "Noted: nothing before {{ wish.until }}, except about an order.",
        "Noted: nothing before {{ wish.until }}.",
    ),
    "wish_no_offers": (
        "Noted: no more offers, only your orders and what you ask for.",
        "Noted: no more offers, only your orders.",
    ),
    "wish_check": ("Did I get that right?", "Is that right?"),
    "wish_check_offers": ("• No offers, only your orders and what you ask for", "- no offers, only your orders"),
    "preferences_doubt": (
        "• Nothing from us for now: we asked whether you still want messages",
        "- nothing from us until you say so",
    ),
}
