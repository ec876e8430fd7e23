"""The program's own words when a customer says something of buying again: what was understood, so that they can set it
right. They may use `offer`, the one that was bought last, and `event.day`, the day as people write it.
"""

from __future__ import annotations

from typing import Final

#: The text and its short wording for SMS, by situation.
RENEWAL: Final[dict[str, tuple[str, str]]] = {
    "renewal_later": (
        "Noted: I won’t bring up {% if offer.name %}{{ offer.name }}{% else %}it{% endif %} again before "
        "{{ event.day }}. If you need some earlier, just write to me.",
        "Noted: not before {{ event.day }}. Need some earlier? Just write.",
    ),
    "renewal_switched": (
        "Thank you for telling me: I won’t suggest {% if offer.name %}{{ offer.name }}{% else %}it{% endif %} any more."
        " You’re welcome back whenever you like.",
        "Thanks for telling me, I won't suggest it any more. Welcome back any time.",
    ),
    "renewal_no_variant": (
        "I don’t have {{ name }} that way ({{ said }}), I’m sorry. As it is, I can get it ready for you.",
        "I don't have {{ name }} that way ({{ said }}), sorry.",
    ),
    "renewal_no_need": (
        "Understood: I won’t suggest {% if offer.name %}{{ offer.name }}{% else %}it{% endif %} any more. If that "
        "changes, just write to me.",
        "Understood, I won't suggest it any more. If that changes, just write.",
    ),
    "renewal_by_another": (
        "Understood, I won’t bring it up with you again. Whoever sees to it can write to me here.",
        "Understood, I won't bring it up again. Whoever sees to it can write here.",
    ),
    "condolences": (
        "I’m so sorry for your loss. I won’t suggest anything for now; if the shop can help, a word is enough.",
        "I'm so sorry for your loss. I won't suggest anything for now.",
    ),
    "condolences_alone": ("I’m so sorry for your loss.", "I'm so sorry for your loss."),
    "mourning_erased": (
        "Nobody here will write to this number any more, and the team erases what we have kept, within a month at"
        " most. Only the invoices stay, as the law requires. There’s nothing else you need to do.",
        "We won't write to this number any more, and the team erases what we have within a month. Only invoices stay,"
        " by law. There's nothing else to do.",
    ),
    "not_theirs": (
        "Understood, I won’t ask about it any more. A question one day, yours or theirs? I’m here.",
        "Understood, I won't ask about it any more. A question one day? I'm here.",
    ),
    "home_still_some": (
        "Good, there’s no hurry. The day you need some more, a word here will do.",
        "Good, no hurry. The day you need some more, just write.",
    ),
    "home_switched": (
        "Thank you for telling me. You’re welcome back whenever you like.",
        "Thanks for telling me. Welcome back any time.",
    ),
    "home_no_need": (
        "Understood. If that changes, just write to me.",
        "Understood. If that changes, just write.",
    ),
}
