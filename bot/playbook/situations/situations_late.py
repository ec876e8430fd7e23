"""The program's own words to who answers late, or says a rating otherwise: what holds now, and what they can do.

Those on a rating may use `rating`: its ends, and what was `given`.
"""

from __future__ import annotations

from typing import Final

#: The text and its short wording for SMS, by situation.
LATE: Final[dict[str, tuple[str, str]]] = {
    "retry_rating": (
        "A number from {{ rating.least }} to {{ rating.most }}, please.",
        "Sorry, I didn't catch your rating.",  # the scale stands in the question, or below it
    ),
    "too_late": ("We’ve already moved past that one.", "That one is over."),
    "late_answer": (
        "Here’s my question from the other day again, as things stand now:",
        "My question, as of now:",
    ),
    "late_over": (
        "My question from the other day is out of date. Tell me what you need, and I’ll see to it.",
        "My earlier question is out of date. Tell me what you need.",
    ),
    "yes_to_nothing": (
        "Gladly, but I’m not sure what you’re saying yes to. What would you like?",
        "Gladly, but to what? Tell me what you'd like.",
    ),
    "rating_corrected": (
        "Of course: {{ rating.given }} out of {{ rating.most }}, that’s changed.",
        "Changed: {{ rating.given }} out of {{ rating.most }}.",
    ),
    "rating_in_figures": (
        "Got it. I just need it as a number, from {{ rating.least }} to {{ rating.most }}:",
        "Got it. I just need the number:",
    ),
}
