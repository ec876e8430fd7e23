"""The program's own words around offers side by side. They may use `compared` too: what each of them is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.playbook.situations.situation import Situation

COMPARISON: Final[Mapping[str, Situation]] = {
    "comparison_asks": Situation("What matters most to you here?", "What matters most to you?"),
    "comparison_ahead": Situation(
        "{{ compared.best }} comes out ahead{% if compared.strengths %}: {{ compared.strengths }}{% endif %}."
        "{% if compared.weaknesses %} But {{ compared.other }} does better: {{ compared.weaknesses }}.{% endif %}",
        "Ahead: {{ compared.best }}{% if compared.strengths %}, {{ compared.strengths }}{% endif %}."
        "{% if compared.weaknesses %} {{ compared.other }}: {{ compared.weaknesses }}.{% endif %}",
    ),
    "comparison_close": Situation(
        "Too close to call between {{ compared.best }}{% if compared.strengths %} ({{ compared.strengths }})"
        "{% endif %} and {{ compared.other }}{% if compared.weaknesses %} ({{ compared.weaknesses }}){% endif %}.",
        "Too close to call: {{ compared.best }}{% if compared.strengths %} ({{ compared.strengths }}){% endif %} or "
        "{{ compared.other }}{% if compared.weaknesses %} ({{ compared.weaknesses }}){% endif %}.",
    ),
    "comparison_lead": Situation(
        "{{ compared.name }} {{ compared.value }} against {{ compared.than }}",
        "{{ compared.name }} {{ compared.value }} against {{ compared.than }}",
    ),
    "comparison_line": Situation(
        "{{ compared.name }}: {{ compared.figures }}", "{{ compared.name }}: {{ compared.figures }}"
    ),
    "comparison_which": Situation("Which one would you keep?", "Which one?"),
    "comparison_missing": Situation(
        "Not in our catalogue, so without points: {{ compared.missing }}.", "Not known: {{ compared.missing }}."
    ),
    "comparison_price": Situation(
        '{{ compared.value | money: "short", currency: compared.currency }}',
        '{{ compared.value | money: "short", currency: compared.currency }}',
    ),
    "comparison_figure": Situation(
        "{{ compared.value | number }}{% if compared.unit %}\u00a0{{ compared.unit }}{% endif %}",
        "{{ compared.value | number }}{% if compared.unit %} {{ compared.unit }}{% endif %}",
    ),
    "comparison_unknown": Situation("not stated", "not stated"),
    "comparison_score": Situation("{{ compared.score }} out of 100", "{{ compared.score }} out of 100"),
    "comparison_scored": Situation(
        "Out of 100: how near to the best, line by line; what matters to you counts more.", "Out of 100."
    ),
    "comparison_title": Situation("Side by side", "Side by side"),
    "comparison_delivered": Situation("Prices with home delivery.", "Prices with home delivery."),
    "comparison_delivered_free": Situation("Home delivery is free.", "Home delivery is free."),
    "comparison_price_delivered": Situation("{{ compared.value }} delivered", "{{ compared.value }} delivered"),
    "comparison_undelivered": Situation("Prices without delivery.", "Prices without delivery."),
    "comparison_changed": Situation("All right, here is the table again:", "Changed:"),
    "comparison_pick": Situation(
        "Going by what matters to you, {{ compared.best }}"
        "{% if compared.strengths %}: {{ compared.strengths }}{% endif %}.",
        "For you: {{ compared.best }}{% if compared.strengths %}, {{ compared.strengths }}{% endif %}.",
    ),
    "comparison_not_told": Situation(
        "Our catalogue doesn’t say, and I’d rather not guess. What I can compare: {{ compared.named }}.",
        "The catalogue doesn't say. I can compare: {{ compared.named }}.",
    ),
    "comparison_there": Situation("It’s there already.", "It's there already."),
    "comparison_two_at_least": Situation("It takes two to compare: I’m leaving both.", "It takes two to compare."),
    "comparison_four_at_most": Situation(
        "Four side by side is as many as one can read. Tell me which one to take out.", "Four at most."
    ),
    "label_other_criteria": Situation("Change what matters", "Other criteria"),
    "label_none_of_them": Situation("None of these", "None"),
    "label_all_of_it": Situation("All of it alike", "All alike"),
    "label_price": Situation("price"),
}
