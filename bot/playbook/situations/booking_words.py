"""The program's own words for appointments: what `book` says at each of its questions, and the labels of its buttons.

`when` is an hour in words already, `at` an instant, `place` the name of a point of sale.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BOOKING: Final[Mapping[str, tuple[str, ...]]] = {
    "book_place": ("In which shop would you like to come?", "In which shop?"),
    "book_none_near": (
        "None of our shops is near {{ postcode }}, I’m sorry. These are the ones we have.",
        "No shop near {{ postcode }}, sorry.",
    ),
    "book_hours": (
        "{{ place }}: which time suits you? You can also tell me a day and an hour.",
        "{{ place }}: which time? Or name a day.",
    ),
    "book_hour": ('{{ at | date: "EEE d MMM" }}, {{ at | time }}', '{{ at | date: "EEE d MMM" }} {{ at | time }}'),
    "book_weekday": ('{{ at | date: "weekday" }}',) * 2,
    "book_when": ('{{ at | date: "day" }} at {{ at | time }}', '{{ at | date: "EEE d MMM" }} at {{ at | time }}'),
    "book_not_then": ("Nothing is free then, I’m sorry. Here’s what comes closest.", "Nothing free then. Closest:"),
    "book_gone": ("That time has just been taken, I’m sorry. These are still free.", "Just taken, sorry. Still free:"),
    "book_passed": ("That time can’t be booked any more. These are free.", "Too late for that one. Free:"),
    "book_full": ("There’s nothing free in the days to come, I’m sorry.", "Nothing free in the days to come, sorry."),
    "book_standing": (
        "You have an appointment on {{ when }}, {{ place }}. What would you like to do?",
        "Your appointment: {{ when }}, {{ place }}.",
    ),
    "book_none": ("I can’t see any appointment to come.", "I see no appointment to come."),
    "book_cancelled": ("Your appointment on {{ when }} is cancelled.", "Appointment on {{ when }} cancelled."),
    "book_by_hand": (
        "I can’t move this appointment by myself: the team will look at it with you.",
        "The team will move this appointment with you.",
    ),
    "label_book_keep": ("Keep it",),
    "label_book_change": ("Another time",),
    "label_book_drop": ("Cancel it",),
    "label_book_other": ("Other times",),
    "label_book_later": ("Not now",),
}
