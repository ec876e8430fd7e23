"""What may be written, and how a fault is told."""

import pytest

from bot.playbook.liquid import Compiler, LiquidFault

COMPILER = Compiler()


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
