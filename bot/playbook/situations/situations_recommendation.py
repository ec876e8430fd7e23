"""The program's own words around an offer that is proposed. They may use `advised` too: what each of them is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.playbook.situations.situation import Situation
from bot.playbook.situations.situations_comparison import COMPARISON

RECOMMENDATION: Final[Mapping[str, Situation]] = {
    "advice": Situation(
        "My advice: {{ advised.name }}{% if advised.price %}, {{ advised.price }}{% endif %}. "
        "Why: {{ advised.reasons }}."
        "{% if advised.against %} To be fair, {{ advised.other }} does better: {{ advised.against }}.{% endif %}",
        "{{ advised.name }}{% if advised.price %}, {{ advised.price }}{% endif %}: {{ advised.reasons }}."
        "{% if advised.against %} But {{ advised.other }}: {{ advised.against }}.{% endif %}",
    ),
    "advice_again": Situation(
        "{{ advised.name }}{% if advised.price %}, {{ advised.price }}{% endif %}: what do you say?",
        "{{ advised.name }}{% if advised.price %}, {{ advised.price }}{% endif %}: yes?",
    ),
    "advice_complement": Situation(
        "One idea, just this once: {{ advised.name }}{% if advised.price %}, {{ advised.price }}{% endif %}. "
        "{{ advised.reasons }}.",
        "{{ advised.name }}{% if advised.price %}, {{ advised.price }}{% endif %}: {{ advised.reasons }}.",
    ),
    "advice_over_budget": Situation(
        "{{ advised.value }} above your budget, as nothing below has what you need",
        "{{ advised.value }} above your budget",
    ),
    "advice_need": Situation("with {{ advised.name }}", "with {{ advised.name }}"),
    "advice_best": Situation(
        "{{ advised.name }} {{ advised.value }} (none better here)", "{{ advised.name }} {{ advised.value }}, the best"
    ),
    "advice_lowest_price": Situation("the lowest price here", "the lowest price"),
    "advice_lead": Situation(
        "{{ advised.name }} {{ advised.value }} against {{ advised.than }}",
        "{{ advised.name }} {{ advised.value }} against {{ advised.than }}",
    ),
    "advice_budget": Situation("within your budget of {{ advised.value }}", "within {{ advised.value }}"),
    "advice_stock": Situation("in stock today ({{ advised.value }})", "in stock ({{ advised.value }})"),
    "advice_stock_by": Situation(
        'in stock today ({{ advised.value }}), so yours before {{ advised.by | date: "day" }}',
        'in stock ({{ advised.value }}), before {{ advised.by | date: "d MMMM" }}',
    ),
    "advice_only": Situation("the only one that fits what you told me", "the only one that fits"),
    "advice_goes_with": Situation(
        "It goes with {{ advised.value }}, and you haven’t ordered any here yet", "goes with {{ advised.value }}"
    ),
    "advice_nothing_cheaper": Situation(
        "Nothing that suits you costs less. I’ll stand by this one:", "Nothing cheaper:"
    ),
    "advice_nothing_better": Situation(
        "Nothing that suits you does better there. I’ll stand by this one:", "Nothing better:"
    ),
    "advice_nothing_else": Situation("I have nothing else that suits you. I’ll stand by this one:", "Nothing else:"),
    "label_take_it": Situation("I’ll take it", "I’ll take it"),
    "label_another": Situation("Something else", "Something else"),
    "label_cheaper": Situation("Cheaper", "Cheaper"),
    "label_no_thanks": Situation("No, thanks", "No, thanks"),
}
#: All words around offers: side by side, or one that is proposed.
OFFERED: Final[Mapping[str, Situation]] = {**COMPARISON, **RECOMMENDATION}
