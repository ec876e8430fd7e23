"""What a text says, and what it never does."""

import pytest

from bot.playbook.compiled import MissingValue
from bot.playbook.liquid.liquid import Compiler

LEA = {"first_name": "Léa", "orders_count": 3, "tags": ["price", "noise"], "score": 4.0, "vip": True}
VALUES = {"customer": LEA, "order": {"total": 349, "lines": [{"name": "Aroma 2"}, {"name": "Yirga"}]}}
COMPILER = Compiler()


def said(template: str) -> str:
    return COMPILER.text(template).render(VALUES, "fr")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("Bonjour !", "Bonjour !"),
        ("", ""),
        ("Bonjour {{ customer.first_name }}", "Bonjour Léa"),
        ("{{ customer.last_name | default: 'vous' }}", "vous"),
        ("{{ customer.score }} {{ order.total }} {{ customer.vip }}", "4 349 true"),
        ("{{ order.lines[1].name }} {{ order.lines.first.name }} {{ order.lines.size }}", "Yirga Aroma 2 2"),
        ("{{ order['total'] }}", "349"),
        (
            "{% for line in order.lines %}{{ line.name }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
            "Aroma 2, Yirga",
        ),
        ("{% for line in cart.lines %}{{ line.name }}{% else %}vide{% endfor %}", "vide"),
        ("{% if customer.orders_count >= 3 and order.total > 100 %}fidèle{% endif %}", "fidèle"),
        ("{% if customer.orders_count > 'a' or true %}oui{% else %}non{% endif %}", "oui"),
        ("{% case customer.orders_count %}{% when 3 %}trois{% else %}autre{% endcase %}", "trois"),
        ("{% assign n = customer.orders_count | plus: 1 %}{{ n }}", "4"),
        ("{% capture x %}{{ customer.first_name }} !{% endcapture %}{{ x }}", "Léa !"),
        ("{% comment %}{{ nothing }}{% endcomment %}ok{% # et ceci %}", "ok"),
        ("{% echo customer.first_name | upcase %}", "LÉA"),
        ("{% for i in (1..5) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}", "12"),
        ("{% raw %}{{ customer.first_name }}{% endraw %}", "{{ customer.first_name }}"),
        ("{{ customer.first_name.size }}", "3"),
    ],
)
def test_a_text_says_its_values(template: str, text: str) -> None:
    assert said(template) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ customer.last_name }}",
        "{{ customer.last_name | upcase }}",
        "{{ 'Bonjour ' | append: customer.last_name }}",
        "{% if true %}{{ customer.last_name }}{% endif %}",
        "{% assign x = customer.last_name %}{{ x }}",
        "{{ customer.last_name | default: customer.nickname }}",
        "{{ customer.first_name.__class__ }}",
        "{{ customer.__init__ }}",
        "{{ customer.keys }}",
        "{{ order.lines[7].name }}",
        "{{ today }}",
        "{{ customer }}",
        "{{ nil }}",
    ],
)
def test_a_text_is_never_said_with_a_hole_in_it(template: str) -> None:
    with pytest.raises(MissingValue):
        said(template)


def test_a_value_stored_as_none_is_absent_as_well() -> None:
    text = COMPILER.text("{{ customer.first_name | upcase }}")
    with pytest.raises(MissingValue, match=r"customer\.first_name"):
        text.render({"customer": {"first_name": None}}, "fr")


def test_now_is_a_value_and_not_the_machines_clock() -> None:
    with pytest.raises(MissingValue, match="now"):
        COMPILER.text("{% if true %}{{ now | date }}{% endif %}").render({}, "fr")


def test_what_a_customer_wrote_is_said_and_never_run() -> None:
    name = "{{ order.total }}{% include 'x' %}*_[<b>"
    assert (
        COMPILER.text("Bonjour {{ name }} !").render({"name": name, "order": {"total": 1}}, "fr") == f"Bonjour {name} !"
    )


def test_a_text_is_never_longer_than_a_message_can_be() -> None:
    assert len(COMPILER.text("{{ name }}{{ name }}").render({"name": "é" * 4000}, "fr")) == 5000
    assert len(COMPILER.text("{% if true %}{{ name }}{{ name }}{% endif %}").render({"name": "é" * 4000}, "fr")) == 5000


@pytest.mark.parametrize(
    "template",
    [
        "a{% for i in (1..1000000000) %}{% endfor %}b",
        "a{% for i in (1..30) %}{% for j in (1..40) %}{% endfor %}{% endfor %}b",
        "a" + "{% for i in (1..300) %}{% endfor %}" * 4 + "b",
    ],
)
def test_loops_are_counted_together_even_when_their_bodies_are_empty(template: str) -> None:
    assert said(template) == "a"


def test_texts_that_double_themselves_stay_small() -> None:
    bomb = "{% assign a = 'aaaaaaaaaa' %}" + "{% assign a = a | append: a %}" * 40 + "{{ a }}"
    assert len(said(bomb)) == 5000
