"""The program's own words on an offer that stands before the customer: what they ask of it, and why it is not another;
and on what was sent, is not sold, or is priced in another currency.

They may use `offer`, `asked` (what is told of it), and `compared` as comparisons do. The `opening_*` say the hours of a
day.
"""

from __future__ import annotations

from typing import Final

#: The text and its short wording for SMS, by situation.
QUESTIONS: Final[dict[str, tuple[str, str]]] = {
    "told_guarantee_years": (
        "• {{ offer.name }}: guaranteed for {{ asked.count | years }}",
        "- {{ offer.name }}: guaranteed {{ asked.count | years }}",
    ),
    "told_guarantee_months": (
        "• {{ offer.name }}: guaranteed for {{ asked.count | months }}",
        "- {{ offer.name }}: guaranteed {{ asked.count | months }}",
    ),
    "told_guarantee_days": (
        "• {{ offer.name }}: guaranteed for {{ asked.count | days }}",
        "- {{ offer.name }}: guaranteed {{ asked.count | days }}",
    ),
    "told_stock_at": (
        "• {{ offer.name }}: in stock today ({{ asked.places }})",
        "- {{ offer.name }}: in stock ({{ asked.places }})",
    ),
    "told_stock": ("• {{ offer.name }}: in stock", "- {{ offer.name }}: in stock"),
    "told_available": ("• {{ offer.name }}: available", "- {{ offer.name }}: available"),
    "told_on_order": ("• {{ offer.name }}: made to order", "- {{ offer.name }}: made to order"),
    "told_not_there": (
        "• {{ offer.name }}: not at {{ asked.place }} today{% if asked.places %}, but at {{ asked.places }}{% endif %}",
        "- {{ offer.name }}: not at {{ asked.place }}{% if asked.places %}, but at {{ asked.places }}{% endif %}",
    ),
    "told_sold_out": ("• {{ offer.name }}: sold out for now", "- {{ offer.name }}: sold out"),
    "told_attribute": (
        "• {{ offer.name }}: {{ asked.name }} {{ asked.value }}",
        "- {{ offer.name }}: {{ asked.name }} {{ asked.value }}",
    ),
    "told_receiving": ("{{ offer.name }}, if you order now:", "{{ offer.name }}, ordered now:"),
    "offer_suits_whom": (
        "Tell me what you need it for, and for how many: I’ll tell you whether it’s the one.",
        "Tell me what you need and I'll say if it's the one.",
    ),
    "offer_for_less": (
        "Much like it, for less: {{ offer.name }}, {{ offer.price | money: 'short' }}.",
        "Much like it, for less: {{ offer.name }}, {{ offer.price | money: 'short' }}.",
    ),
    "offers_from": (
        "The least expensive: {{ offer.name }}, {{ offer.price | money: 'short' }}. "
        "Tell me what you’d like to spend, and I’ll keep to it.",
        "From {{ offer.price | money: 'short' }} ({{ offer.name }}). Name a budget, I'll keep to it.",
    ),
    "offers_in_our_currency": (
        "Our prices aren’t in that currency: I’m going by {{ asked.amount | money: 'short' }}, without converting.",
        "We sell in another currency: I'm going by {{ asked.amount | money: 'short' }}.",
    ),
    "no_other_choice": (
        "I have no other choice here; none of them? Tell me in your own words.",
        "No other choice here; or tell me in your own words.",
    ),
    "retry_currency": (
        "Please tell me in our prices, such as {{ 250 | money: 'short' }}.",
        "In our prices, please, e.g. {{ 250 | money: 'short' }}.",
    ),
    "media_alone": (
        "Thank you, I’ve kept it for the team. In a word or two, what is it about?",
        "Thanks, kept for the team. In a word, what is it about?",
    ),
    "voice_kept": (
        "I can’t listen to voice messages, so I’ve kept it for the team. Please write it to me.",
        "I can't listen to voice messages. Please write it.",
    ),
    "not_sold_here": (
        "I can’t find that among what we sell. Shall I ask the team?",
        "I can't find that in our shop. Shall I ask the team?",
    ),
    "not_sold": ("No, that’s not something we sell.", "No, we don't sell that."),
    "not_sold_nearest": (
        "No, that’s not something we sell. This may come near:",
        "No, we don't sell that. Nearest to it:",
    ),
    "offer_not_told": (
        "{{ offer.name }}: I don’t have that detail, and I’d rather not guess. Shall I ask the team?",
        "{{ offer.name }}: I don't have that detail. Shall I ask the team?",
    ),
    "opening_day": ("{{ day }}: {{ hours }}.", "{{ day }}: {{ hours }}."),
    "opening_none": (
        "{{ day }} we are closed."
        '{% if opens %} We open again {{ opens | date: "day" }} at {{ opens | time }}.{% endif %}',
        '{{ day }}: closed.{% if opens %} Open again {{ opens | date: "day" }} at {{ opens | time }}.{% endif %}',
    ),
    "opening_hours": (
        "{{ place }} {{ spans }}{% if more %} and {{ more }}{% endif %}",
        "{{ place }} {{ spans }}{% if more %} and {{ more }}{% endif %}",
    ),
    "opening_span": ("{{ opens | time }} to {{ closes | time }}", "{{ opens | time }} to {{ closes | time }}"),
    "opening_closed": ("{{ place }} closed", "{{ place }} closed"),
    "opening_today": ("today", "today"),
    "opening_tomorrow": ("tomorrow", "tomorrow"),
    "opening_date": ('{{ at | date: "day" }}', '{{ at | date: "day" }}'),
    "asked_of_which": (
        "Of which one? Its name is enough.",
        "Of which one? Its name is enough.",
    ),
    "order_what_named": (
        "With pleasure. Tell me the name of the one you’d like.",
        "With pleasure. Tell me its name.",
    ),
    "why_not": (
        "{% if compared.weaknesses %}In favour of {{ compared.other }}: {{ compared.weaknesses }}. {% endif %}"
        "{% if compared.strengths %}{{ compared.best }} does better: {{ compared.strengths }}.{% else %}"
        "Nothing that matters to you speaks against it.{% endif %}"
        "{% if compared.score %} On the whole: {{ compared.score }} out of 100 for {{ compared.best }}, "
        "{{ compared.than }} for {{ compared.other }}.{% endif %}",
        "{% if compared.weaknesses %}For {{ compared.other }}: {{ compared.weaknesses }}. {% endif %}"
        "{% if compared.strengths %}{{ compared.best }}: {{ compared.strengths }}.{% endif %}",
    ),
    "difference_kinds": (
        "They don’t do the same job, so neither is the better. What can be set side by side:",
        "They don't do the same job. Side by side:",
    ),
    "compare_kinds": (
        "To be honest, these don’t do the same job, so I can’t call one of them the better."
        "{% if kinds %} Of one kind, I can compare several: {{ kinds }}.{% endif %}"
        "{% if unknown %} Not found here: {{ unknown }}.{% endif %} Where shall we begin?",
        "These don't do the same job.{% if kinds %} I can compare several of a kind: {{ kinds }}.{% endif %}"
        "{% if unknown %} Not found here: {{ unknown }}.{% endif %}",
    ),
    "why_not_ahead": (
        "{{ compared.other }} is the one that comes out ahead{% if compared.weaknesses %}: {{ compared.weaknesses }}"
        "{% endif %}.",
        "{{ compared.other }} is ahead{% if compared.weaknesses %}: {{ compared.weaknesses }}{% endif %}.",
    ),
    "why_not_need": (
        "{{ compared.other }} lacks what you need: {{ compared.needs }}.",
        "{{ compared.other }} lacks: {{ compared.needs }}.",
    ),
    "why_not_budget": (
        "{{ compared.other }} costs {{ compared.price }}, above your budget of {{ compared.budget }}.",
        "{{ compared.other }}: {{ compared.price }}, above {{ compared.budget }}.",
    ),
    "why_not_gone": (
        "{{ compared.other }} is sold out for now.",
        "{{ compared.other }} is sold out.",
    ),
}
