"""Which filters there are, and what they never do."""

import pytest

from bot.playbook.compiled import MissingValue
from tests.playbook.liquid.saying import COMPILER, said, spaced


@pytest.mark.parametrize(
    ("template", "french", "english"),
    [
        ("{{ 'a,b,c' | split: ',' | list }}", "a, b et c", "a, b and c"),
        ("{{ 'a,b' | split: ',' | list: 'or' }}", "a ou b", "a or b"),
        ("{{ '+33612345678' | phone }}", "06 12 34 56 78", "06 12 34 56 78"),
        ("{{ '06.12.34.56.78' | phone }}", "06 12 34 56 78", "06 12 34 56 78"),
        ("{{ '+41446681800' | phone }}", "+41 44 668 18 00", "+41 44 668 18 00"),
        ("{{ 'LÉA' | first_name }}", "Léa", "Léa"),
        ("{{ ' jean-pierre ' | first_name }}", "Jean-Pierre", "Jean-Pierre"),
        ("{{ 'McKay' | first_name }}", "McKay", "McKay"),
    ],
)
def test_values_are_said_in_the_customers_language(template: str, french: str, english: str) -> None:
    assert spaced(said(template, "fr")) == french
    assert spaced(said(template, "en")) == english


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'abc' | money }}",
        "{{ true | money }}",
        "{{ '1e400' | money }}",
        "{{ 'soon' | date }}",
        "{{ 12 | date }}",
        "{{ 'soon' | relative }}",
        "{{ 'abc' | phone }}",
        "{{ 'abc' | list }}",
        "{{ 1 | divided_by: 0 }}",
        "{{ 'x' | days }}",
    ],
)
def test_what_can_not_be_said_is_never_said(template: str) -> None:
    with pytest.raises(MissingValue):
        said(template)


@pytest.mark.parametrize("name", ["base64_decode", "safe", "escapejs", "newline_to_br", "upercase"])
def test_filters_that_are_not_ours_do_not_exist(name: str) -> None:
    with pytest.raises(ValueError, match=f"no filter is called `{name}`"):
        COMPILER.text(f"{{{{ 'x' | {name} }}}}")
