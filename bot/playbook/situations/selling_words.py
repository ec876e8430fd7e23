"""The program's own words for orders: what `order` says at each of its questions, and the labels of its buttons.

`line` has `name`, `quantity` and `amount`; `amount`, `before` and the like are amounts in words already. A `when_*` is
put into the lines of ways and places, an `hours_*` into those of places.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ORDER_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "order_what": (
        "What shall I get ready? The names and how many, in your own words.",
        "What shall I get ready? Names and how many.",
    ),
    "order_pick": ("Which one do you mean?", "Which one?"),
    "order_pick_option": (
        "{{ name }}: which {{ option | downcase }} would you like?",
        "{{ name }}: which {{ option | downcase }}?",
    ),
    "order_none_together": ("We have none left like that.", "We have none left like that."),
    "order_noted": ("{{ said }}, noted.", "{{ said }}, noted."),
    "order_noted_address": ("Delivered to {{ said }}, noted.", "To {{ said }}, noted."),
    "order_noted_count": ("{{ count }} of them, noted.", "{{ count }} of them, noted."),
    "order_none_within": (
        "None of these at that price: the least expensive, {{ name }}, is {{ amount }}.",
        "None at that price. The cheapest: {{ name }}, {{ amount }}.",
    ),
    "order_fits": ("{{ name }} then, {{ amount }}.", "{{ name }} then, {{ amount }}."),
    "order_our_pick_before": (
        "I’d take {{ name }}: it’s the one you had last time.",
        "I'd take {{ name }}, as last time.",
    ),
    "order_our_pick_kilo": (
        "I’d take {{ name }}: it comes to {{ each }} a kilo, against {{ than }}. For a first try, {{ other }} will do.",
        "I'd take {{ name }}: {{ each }} a kilo, against {{ than }}. To try first: {{ other }}.",
    ),
    "order_our_pick_litre": (
        "I’d take {{ name }}: it comes to {{ each }} a litre, against {{ than }}. "
        "For a first try, {{ other }} will do.",
        "I'd take {{ name }}: {{ each }} a litre, against {{ than }}. To try first: {{ other }}.",
    ),
    "order_our_pick_ahead": (
        "I’d take {{ name }}{% if reason %}: {{ reason }}{% endif %}.{% if against %} In favour of {{ other }}: "
        "{{ against }}.{% endif %}",
        "I'd take {{ name }}{% if reason %}: {{ reason }}{% endif %}.{% if against %} {{ other }}: {{ against }}."
        "{% endif %}",
    ),
    "order_our_pick_close": (
        "There’s little between them. I’d take {{ name }}{% if reason %}: {{ reason }}{% endif %}."
        "{% if against %} In favour of {{ other }}: {{ against }}.{% endif %}",
        "Little between them. I'd take {{ name }}{% if reason %}: {{ reason }}{% endif %}.",
    ),
    "order_our_way": (
        "The quickest is “{{ first.way }}”: {{ first.amount }}, {{ first.when }}.{% if home %} Without going out, "
        "“{{ home.way }}”: {{ home.amount }}, {{ home.when }}.{% endif %} Shall I put down the first?",
        "Quickest: {{ first.way }}, {{ first.amount }}, {{ first.when }}. Shall I put that down?",
    ),
    "order_our_way_cheap": (
        "The least expensive is “{{ first.way }}”: {{ first.amount }}, {{ first.when }}.{% if home %} Without going "
        "out, “{{ home.way }}”: {{ home.amount }}, {{ home.when }}.{% endif %} Shall I put down the first?",
        "Cheapest: {{ first.way }}, {{ first.amount }}, {{ first.when }}. Shall I put that down?",
    ),
    "order_our_pick_alike": ("I’d take {{ name }} to begin with.", "I'd take {{ name }}."),
    "order_our_pick_depends": (
        "That depends on what it’s for: these are not the same thing. Tell me what you need it for, if you like.",
        "That depends on what it's for: they are different things.",
    ),
    "order_what_help": (
        "No worries, there’s no hurry. Tell me what it should do, or whom it’s for, and I’ll help you choose.",
        "No worries. Tell me what it's for and I'll help you choose.",
    ),
    "order_not_found": (
        "I can’t find that among what we sell. Another name for it would help.",
        "I can't find that here. Try another name.",
    ),
    "order_left_out": (
        "I haven’t added “{{ said }}”: I can’t tell which one it is. You can still add it by its name.",
        'Not added: "{{ said }}". Add it by its name.',
    ),
    "order_unknown": (
        "I can’t find it by myself: the team will look with you.",
        "The team will look for it with you.",
    ),
    "order_recap": ("Here’s your order:", "Your order:"),
    "order_instructions": ("To pass on: “{{ said }}”", 'To pass on: "{{ said }}"'),
    "order_passed_on": ("Noted, I’ll pass that on.", "Noted, I'll pass it on."),
    "order_passed_on_later": (
        "Noted for order {{ number }}, and passed on: “{{ said }}”.",
        'Passed on with order {{ number }}: "{{ said }}".',
    ),
    "order_when": ("{{ way }}{% if place %}, {{ place }}{% endif %}: {{ when }}.", "{{ way }}: {{ when }}."),
    "order_when_each": ("That depends on how you’d like it.", "That depends on how you’d like it."),
    "order_in_time": ("Yes: {{ when }}.", "Yes: {{ when }}."),
    "order_not_in_time": ("I’d rather not promise that: {{ when }}.", "I can’t promise that: {{ when }}."),
    "order_way_comes_to": (
        "{{ way }}{% if place %}, {{ place }}{% endif %}, {{ when }}: {{ amount }}. {{ total }} in all.",
        "{{ way }}, {{ when }}: {{ amount }}. {{ total }} in all.",
    ),
    "order_come": ("Yes, we’re open then. {{ hours }}", "Yes, open then. {{ hours }}"),
    "order_come_early": (
        "We’re open then, but it will be ready {{ when }}.",
        "Open then, but ready {{ when }}.",
    ),
    "order_come_closed": ("We’ll be closed then. {{ hours }}", "Closed then. {{ hours }}"),
    "order_refused": (
        "All right. What would suit you better? Or say “cancel”, and nothing is sent.",
        'All right. What would suit you? Or say "cancel".',
    ),
    "order_made_when": (
        "Your order{% if number %} {{ number }}{% endif %}{% if label %}: {{ label }}{% elsif on %}:"
        " {{ on | date: 'day' }}{% endif %}. I’ll write as soon as it leaves or is ready.",
        "Your order{% if number %} {{ number }}{% endif %}{% if label %}: {{ label }}{% elsif on %}:"
        " {{ on | date: 'E d MMM' }}{% endif %}. I’ll write when it leaves or is ready.",
    ),
    "order_readdressed": (
        "Put right: your order{% if number %} {{ number }}{% endif %} goes to {{ address }}. The shop knows.",
        "Put right: your order{% if number %} {{ number }}{% endif %} goes to {{ address }}.",
    ),
    "order_short_code": (
        "{{ code }} can’t be a postcode: it takes five digits.",
        "{{ code }} can’t be a postcode: it takes five digits.",
    ),
    "order_waits": ("Of course, nothing has gone out yet.", "All right, nothing has gone out yet."),
    "order_notes": ("Noted: {{ said }}", "Noted: {{ said }}"),
    "order_line": (
        "• {{ line.quantity }} × {{ line.name }}: {{ line.amount }}",
        "- {{ line.quantity }} x {{ line.name }}: {{ line.amount }}",
    ),
    "order_total": ("Total: {{ amount }}", "Total: {{ amount }}"),
    "order_way": ("How would you like to receive it?", "How shall it reach you?"),
    "way_in_store": ("Pick up in store", "In store"),
    "way_click_and_collect": ("Click and collect", "Click and collect"),
    "way_home": ("Home delivery", "At home"),
    "way_relay": ("Parcel shop", "Parcel shop"),
    "way_line": ("• {{ way }}: {{ amount }}, {{ when }}", "{{ way }}: {{ amount }}, {{ when }}"),
    "amount": (
        '{{ amount | money: "short", currency: currency }}',
        '{{ amount | money: "short", currency: currency }}',
    ),
    "amount_free": ("free", "free"),
    "when_today": ("today from {{ at | time }}", "today from {{ at | time }}"),
    "when_tomorrow": ("tomorrow from {{ at | time }}", "tomorrow {{ at | time }}"),
    "when_then": ('{{ at | date: "day" }} from {{ at | time }}', '{{ at | date: "E d MMM" }} {{ at | time }}'),
    "when_day": ('by {{ at | date: "day" }}', 'by {{ at | date: "E d MMM" }}'),
    "order_where": (
        "Where are you? Share your position, or write your postcode: I’ll find the nearest shop.",
        "Your postcode? I'll find the nearest shop.",
    ),
    "order_place": ("In which shop?", "In which shop?"),
    "place_line": (
        "• {{ place.name }}{% if distance %} ({{ distance | number }} km){% endif %}: {{ hours }}, ready {{ when }}",
        "{{ place.name }}{% if distance %} ({{ distance | number }} km){% endif %}: {{ when }}",
    ),
    "hours_until": ("open today until {{ closes | time }}", "open until {{ closes | time }}"),
    "hours_today": ("opens today at {{ opens | time }}", "opens at {{ opens | time }}"),
    "hours_tomorrow": ("opens tomorrow at {{ opens | time }}", "opens tomorrow {{ opens | time }}"),
    "hours_then": (
        'opens {{ opens | date: "weekday" }} at {{ opens | time }}',
        'opens {{ opens | date: "weekday" }} {{ opens | time }}',
    ),
    "order_nearby": (
        "{{ place.name }}{% if place.address %} ({{ place.address }}){% endif %}"
        "{% if hours %}, {{ hours }}{% endif %}.",
        "{{ place.name }}{% if hours %}, {{ hours }}{% endif %}.",
    ),
    "order_not_nearby": (
        "{{ place.name }} doesn’t have it for now. Here is how you can get it:",
        "Not at {{ place.name }} for now.",
    ),
    "order_nothing_near": (
        "We have no shop near {{ postcode }}, but it can come to you.",
        "No shop near {{ postcode }}, but it can come to you.",
    ),
    "order_none_of_these": (
        "We have no shop near {{ postcode }}."
        "{% if brought %} It can also be brought to you: just say “delivery”.{% endif %}",
        "No shop near {{ postcode }}.{% if brought %} You can also say “delivery”.{% endif %}",
    ),
    "order_which_postcode": (
        "I don’t know every town by name. Your postcode will tell me which shop is near you.",
        "Your postcode will tell me which shop is near.",
    ),
    "order_address": ("At which address?", "Your address?"),
    "order_address_whole": (
        "I need the street and the town too, please.",
        "With the street and the town, please.",
    ),
    "order_address_name": ("And what name should be on the parcel?", "What name on the parcel?"),
    "order_address_town": ("And the town, with its postcode?", "And the town, with its postcode?"),
    "order_address_street": ("And the street, with the number?", "And the street, with the number?"),
    "order_abroad": (
        "{{ country }}: we don’t deliver there. I need another address, or a shop can keep it for you.",
        "{{ country }}: we don't deliver there. Another address, please, or pick it up in store.",
    ),
    "order_mismatch": (
        "{{ postcode }} is not in {{ town }}: one of the two needs putting right.",
        "{{ postcode }} is not in {{ town }}: please check.",
    ),
    "order_postcode": ("Near which postcode, or which town?", "Near which postcode or town?"),
    "order_reaches": (
        "{{ way }}{% if place %}, {{ place }}{% endif %}, {{ when }}: {{ amount }}",
        "{{ way }}{% if place %}, {{ place }}{% endif %}, {{ when }}: {{ amount }}",
    ),
    "order_label": (
        "{{ way }}{% if place %}, {{ place }}{% endif %}, {{ when }}",
        "{{ way }}{% if place %}, {{ place }}{% endif %}, {{ when }}",
    ),
    "order_arranged": ("the shop will get in touch about the delivery", "the shop will tell you the delivery"),
    "order_not_brought": ("nothing to deliver", "nothing to deliver"),
    "order_nothing_to_bring": ("Nothing to deliver, so no delivery charge.", "Nothing to deliver."),
    "order_guarantee_years": (
        "{{ name }}: guaranteed for {{ count | years }}, until {{ until | date: 'long' }}.",
        "Guarantee: {{ count | years }}.",
    ),
    "order_guarantee_months": (
        "{{ name }}: guaranteed for {{ count | months }}, until {{ until | date: 'long' }}.",
        "Guarantee: {{ count | months }}.",
    ),
    "order_guarantee_days": (
        "{{ name }}: guaranteed for {{ count | days }}, until {{ until | date: 'long' }}.",
        "Guarantee: {{ count | days }}.",
    ),
    "order_confirm": ("Shall I confirm?", "Shall I confirm?"),
    "order_keep": ("That’s your order as it stands. Is it right?", "Is it right?"),
    "order_change": ("What would you like to change?", "What shall I change?"),
    "order_which": ("Which one?", "Which one?"),
    "order_quantity": ("{{ line.name }}: how many?", "{{ line.name }}: how many?"),
    "order_price_changed": (
        "The price of {{ line.name }} has changed: {{ line.amount }} instead of {{ before }}.",
        "{{ line.name }}: {{ line.amount }} now, no more {{ before }}.",
    ),
    "order_moved": (
        "Something has changed since: the day or the amount. Here is how it stands now.",
        "The day or the amount has changed:",
    ),
    "order_gone": ("{{ line.name }} has just sold out.", "{{ line.name }} has sold out."),
    "order_instead": ("The closest we have: {{ name }}, {{ amount }}.", "Closest: {{ name }}, {{ amount }}."),
    "order_few": ("{{ line.name }}: only {{ left }} left.", "{{ line.name }}: only {{ left }} left."),
    "order_what_then": ("What shall I do?", "What shall I do?"),
    "order_empty": ("There’s nothing in your basket yet.", "Your basket is empty."),
    "order_none": ("There’s no order under way.", "No order under way."),
    "order_not_sold": ("That one isn’t sold any more, I’m sorry.", "Sorry, it isn't sold any more."),
    "order_by_hand": (
        "I can’t work out this amount by myself: the team will look at it with you.",
        "The team will work out this amount with you.",
    ),
    "order_too_late": (
        "This order is already on its way. I’m asking the team what can still be done.",
        "It is already on its way: I'm asking the team.",
    ),
    "order_not_sent": (
        "All right, nothing has been sent and there is nothing to pay. Say “order” and we’ll carry on from here.",
        'All right, nothing is sent, nothing to pay. Say "order" to go on.',
    ),
    "order_drop": (
        "Shall I cancel your order{% if number %} {{ number }}{% endif %}?",
        "Cancel your order{% if number %} {{ number }}{% endif %}?",
    ),
    "order_cancelled": ("Your order {{ number }} is cancelled.", "Order {{ number }} is cancelled."),
}
ORDER_LABELS: Final[Mapping[str, str]] = {
    "label_order_confirm": "I confirm",
    "label_order_change": "Change something",
    "label_order_cancel": "Not now",
    "label_order_drop": "Cancel the order",
    "label_order_drop_sure": "Yes, cancel it",
    "label_order_hold": "No, keep it",
    "label_order_keep": "It’s right",
    "label_order_quantity": "The quantity",
    "label_order_remove": "Take an item out",
    "label_order_way": "Delivery or pick-up",
    "label_order_place": "The shop",
    "label_order_address": "The address",
    "label_order_postcode": "Where it is",
    "label_order_back": "Nothing",
    "label_order_instead": "Take {{ name }}",
    "label_order_left": "Take {{ left }}",
    "label_order_without": "Go on without it",
    "label_order_pick": "{{ name }}: {{ amount }}",
    "label_order_other": "Something else",
    "label_order_add": "Add an item",
}
SELLING: Final[Mapping[str, tuple[str, ...]]] = {
    **ORDER_WORDS,
    **{name: (label,) for name, label in ORDER_LABELS.items()},
}
