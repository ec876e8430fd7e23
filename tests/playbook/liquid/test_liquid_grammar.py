"""What may be written, and how a fault is told."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json

from bot.playbook.compiled import MissingValue
from bot.playbook.liquid.liquid import Compiler, LiquidFault
from tests.properties import examples

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
def test_a_fault_is_told_where_it_stands(template: str, line: int, column: int, words: str) -> None:
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
        ("a == ‘b’", "no typographic one"),
        ("a == 'b", "a quote opened here is never closed"),
        ("a == b §", "`§` has no meaning here"),
        ("(" * 1500, "nested too deeply"),
    ],
)
def test_a_condition_that_can_not_be_read_is_a_fault(condition: str, words: str) -> None:
    with pytest.raises(LiquidFault, match=words.replace("{", r"\{")):
        COMPILER.condition(condition)


PIECES = st.sampled_from(
    """
    {{ }} {% %} {%- -%} if elsif else endif unless endunless for in endfor case when endcase assign capture endcapture
    comment endcomment echo raw endraw break continue include render liquid # | : , . .. ( ) [ ] == != < > <= >= = and
    or not contains customer first_name order total nil true blank 3 3.5 -1 'a' "b" ' " money date days default append
    size first (1..9) é ? !
    """.split()  # noqa: SIM905 - eighty quoted pieces are harder to read
)
VALUES = {"customer": {"first_name": "{{ order }}", "tags": ["a"]}, "order": {"total": 349.0}}


@given(st.lists(PIECES, max_size=14), st.sampled_from([" ", ""]))
@settings(max_examples=examples(400), deadline=None)
def test_whatever_is_written_is_a_text_or_a_fault_with_its_place(pieces: list[str], glue: str) -> None:
    source = glue.join(pieces)
    try:
        text = COMPILER.text(source)
    except LiquidFault as fault:
        assert 1 <= fault.line <= source.count("\n") + 1
        assert fault.column >= 1
        assert fault.message
        return
    with contextlib.suppress(MissingValue):
        assert len(text.render(VALUES, "fr")) <= 5000


@given(st.lists(PIECES, max_size=10))
@settings(max_examples=examples(400), deadline=None)
def test_whatever_is_written_is_a_condition_or_a_fault_and_never_raises_later(pieces: list[str]) -> None:
    source = " ".join(pieces)
    try:
        condition = COMPILER.condition(source)
    except LiquidFault as fault:
        assert fault.message
        return
    assert condition.holds(VALUES) in (True, False)


@given(st.lists(PIECES, max_size=10))
@settings(max_examples=examples(200), deadline=None)
def test_whatever_is_written_is_a_value_or_a_fault_and_never_raises_later(pieces: list[str]) -> None:
    try:
        expression = COMPILER.expression(" ".join(pieces))
    except LiquidFault:
        return
    json.encode(expression.evaluate(VALUES, "fr"))
