"""Texts, conditions and values: what they say, and what they refuse."""

from datetime import UTC, datetime

import pytest

from bot.playbook.compiled import MissingValue
from bot.playbook.liquid import Compiler, LiquidFault
from bot.playbook.translations import read

LEA = {"first_name": "Léa", "orders_count": 3, "tags": ["price", "noise"], "score": 4.0, "vip": True}
VALUES = {"customer": LEA, "order": {"total": 349, "lines": [{"name": "Aroma 2"}, {"name": "Yirga"}]}}
COMPILER = Compiler()


def said(template: str) -> str:
    return COMPILER.text(template).render(VALUES, "fr")


def holds(condition: str) -> bool:
    return COMPILER.condition(condition).holds(VALUES)


def worked_out(raw: object) -> object:
    return COMPILER.expression(raw).evaluate(VALUES, "fr")


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
def test_a_text_says_its_values(template, text):
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
def test_a_text_is_never_said_with_a_hole_in_it(template):
    with pytest.raises(MissingValue):
        said(template)


def test_a_value_stored_as_none_is_absent_as_well():
    text = COMPILER.text("{{ customer.first_name | upcase }}")
    with pytest.raises(MissingValue, match=r"customer\.first_name"):
        text.render({"customer": {"first_name": None}}, "fr")


def test_now_is_a_value_and_not_the_machines_clock():
    with pytest.raises(MissingValue, match="now"):
        COMPILER.text("{% if true %}{{ now | date }}{% endif %}").render({}, "fr")


def test_what_a_customer_wrote_is_said_and_never_run():
    name = "{{ order.total }}{% include 'x' %}*_[<b>"
    assert (
        COMPILER.text("Bonjour {{ name }} !").render({"name": name, "order": {"total": 1}}, "fr") == f"Bonjour {name} !"
    )


def test_a_text_is_never_longer_than_a_message_can_be():
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
def test_loops_are_counted_together_even_when_their_bodies_are_empty(template):
    assert said(template) == "a"


def test_texts_that_double_themselves_stay_small():
    bomb = "{% assign a = 'aaaaaaaaaa' %}" + "{% assign a = a | append: a %}" * 40 + "{{ a }}"
    assert len(said(bomb)) == 5000


@pytest.mark.parametrize(
    ("template", "line", "column", "words"),
    [
        ("Bonjour {{ customer.first_name", 1, 9, "`{{` is never closed"),
        ("Bonjour\n  {% if customer.x %}oui", 2, 3, "never closed with `{% endif %}`"),
        ("oui{% endif %}", 1, 7, "closes nothing that is open"),
        ("{% include 'x' %}", 1, 4, "can't be used here"),
        ("{% render 'x' %}", 1, 4, "can't be used here"),
        ("{% liquid assign a = 1 %}", 1, 4, "can't be used here"),
        ("{% increment a %}", 1, 4, "can't be used here"),
        ("{{ a | upcas }}", 1, 8, "no filter is called `upcas`; did you mean `upcase`?"),
        ("{% if a %}{{ a | upcas }}{% endif %}", 1, 18, "no filter is called `upcas`"),
        ("{{ a | plus }}", 1, 8, "the filter `plus` is used wrongly"),
        ("{{ a | upcase: 1 }}", 1, 8, "the filter `upcase` is used wrongly"),
        ("{{ a | money: 'short', cents: true }}", 1, 8, "the filter `money` is used wrongly"),
        ("{{ 'now' | date: 'day' }}", 1, 12, "write `now | date` without quotes"),
        ("{{ a | date: 'jj mois' }}", 1, 8, "no date format"),
        ("{{ a | date: '%Q' }}", 1, 8, "`%Q` is unknown here"),
        ("{% if a = b %}{% endif %}", 1, 9, "use `==`"),
        ("{% if a > %}{% endif %}", 1, 1, "a value is missing"),
        ("{{ a b }}", 1, 6, "something is left over"),
        ("{% for a in b %}{% for c in d %}{% for e in f %}{% endfor %}{% endfor %}{% endfor %}", 1, 36, "two deep"),
        ("a" * 4097, 1, 1, "longer than 4096"),
        ("{{ " + "(" * 2000 + " }}", 1, 4, ""),
    ],
)
def test_a_fault_is_told_where_it_stands(template, line, column, words):
    with pytest.raises(LiquidFault) as caught:
        COMPILER.text(template if "{" in template else template + "{{ a }}")
    fault = caught.value
    assert words in fault.message
    assert (fault.line, fault.column) == (line, column) or "a >" in template


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ("customer.orders_count > 2", True),
        ("customer.orders_count > 0 and order.total >= 50", True),
        ("customer.orders_count >= 3", True),
        ("customer.orders_count <= 3", True),
        ("customer.orders_count < 3", False),
        ("customer.score == 4", True),
        ("customer.first_name == 'Léa'", True),
        ('customer.first_name == "Léa"', True),
        ("customer.first_name contains 'é'", True),
        ("customer.tags contains 'price'", True),
        ("customer.tags contains 'colour'", False),
        ("customer.vip", True),
        ("customer.vip == true", True),
        ("customer.vip == 1", False),
        ("not customer.vip", False),
        ("(customer.vip or customer.x) and order.total > 1", True),
        # What is absent is nil.
        ("customer.x", False),
        ("not customer.x", True),
        ("customer.x > 2", False),
        ("customer.x <= 2", False),
        ("customer.x <= nil", False),
        ("customer.x == nil", True),
        ("customer.x == blank", True),
        ("customer.x == empty", False),
        ("customer.x != 'a'", True),
        ("customer.x contains 'a'", False),
        ("customer.x == customer.y", True),
        ("nowhere.at.all == nil", True),
        # A number and a text are neither more nor less than one another.
        ("customer.orders_count > '2'", False),
        ("customer.orders_count >= '3'", False),
        ("customer.orders_count == '3'", False),
        ("customer.first_name > 2 or order.total == 349", True),
        ("customer.orders_count contains 3", False),
        ("customer > 2", False),
        ("customer.tags contains customer", False),
        ("customer.vip > false", False),
    ],
)
def test_a_condition_holds_or_does_not_and_never_raises(condition, truth):
    assert holds(condition) is truth


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("", "a condition is expected"),
        ("{{ customer.vip }}", "without {{ }}"),
        ("a >", "a value is missing"),
        ("a = b", "use `==`"),
        ("a | size > 2", "left over"),
        ("a b", "left over: `b`"),
        ("a <> ", "a value is missing"),
        ("a =! b", "is no comparison"),
        ("(" * 1500, "nested too deeply"),
    ],
)
def test_a_condition_that_can_not_be_read_is_a_fault(condition, words):
    with pytest.raises(LiquidFault, match=words.replace("{", r"\{")):
        COMPILER.condition(condition)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("dark", "dark"),
        (3, 3),
        (True, True),
        (None, None),
        ("{{ customer.orders_count }}", 3),
        (" {{ customer.tags }} ", ["price", "noise"]),
        ("{{ order.lines.first }}", {"name": "Aroma 2"}),
        ("{{ conversation.tries | plus: 1 }}", 1),
        ("{{ customer.x }}", None),
        ("{{ 'abc' | money }}", None),
        ("{{ customer.first_name }} !", "Léa !"),
        ("{{ customer.x }} !", None),
        ("{{ 'abc' | money }} !", None),
        ("{% if customer.vip %}oui{% endif %}", "oui"),
        ({"a": ["{{ order.total | times: 2 }}", 1]}, {"a": [698, 1]}),
    ],
)
def test_a_value_keeps_its_type_and_never_raises(raw, value):
    assert worked_out(raw) == value


def test_instants_become_text_as_json_carries_them():
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert COMPILER.expression("{{ now }}").evaluate({"now": now}, "fr") == "2026-03-02T09:00:00+00:00"


def test_a_fault_in_a_value_is_told():
    with pytest.raises(LiquidFault, match="no filter"):
        COMPILER.expression({"a": ["{{ x | upcas }}"]})


PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Bonjour {{ customer.first_name }}"
msgstr "Hello {{ customer.first_name }}"

msgid "Merci !"
msgstr "Thank you!"

#, fuzzy
msgid "À bientôt"
msgstr "See you"

msgid "Total {{ order.total }}"
msgstr "Total {{ order.totl }}"

msgid "Oui {{ order.total | money }}"
msgstr "Yes {{ order.total | mony }}"

msgid "Non"
msgstr "No {{ customer.first_name }}"
"""


@pytest.fixture
def bilingual() -> Compiler:
    return Compiler(("fr", "en"), {"en": read(PO, language="en", file="locales/en/LC_MESSAGES/flows.po")})


def test_a_text_is_said_in_each_language_and_else_in_the_first(bilingual):
    text = bilingual.text("Bonjour {{ customer.first_name }}")
    assert [text.render(VALUES, language) for language in ("fr", "en", "de")] == [
        "Bonjour Léa",
        "Hello Léa",
        "Bonjour Léa",
    ]
    assert bilingual.text("Merci !").render(VALUES, "en") == "Thank you!"


def test_a_text_without_a_translation_is_missing_and_said_in_the_first_language(bilingual):
    assert bilingual.text("À bientôt").render(VALUES, "en") == "À bientôt"
    bilingual.text("À bientôt")
    assert bilingual.missing == {"en": ("À bientôt",)}


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("Total {{ order.total }}", 15, "leaves out order.total and it uses order.totl"),
        ("Oui {{ order.total | money }}", 18, "no filter is called `mony`"),
        ("Non", 21, "uses customer.first_name, which the source text does not"),
    ],
)
def test_a_faulty_translation_is_told_at_its_line_and_never_said(bilingual, source, line, words):
    text = bilingual.text(source)
    (fault,) = bilingual.faults
    assert (fault.file, fault.line) == ("locales/en/LC_MESSAGES/flows.po", line)
    assert words in fault.message
    assert text.render(VALUES, "en").split()[0] == source.split()[0]


@pytest.mark.parametrize("languages", [("klingon",), ("fr", "xx-YY")])
def test_an_unknown_language_is_refused(languages):
    with pytest.raises(ValueError):
        Compiler(languages)


def test_an_unknown_time_zone_is_refused():
    with pytest.raises(ValueError):
        Compiler(timezone="Europe/Pari")
