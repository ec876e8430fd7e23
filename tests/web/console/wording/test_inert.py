"""What strangers wrote is harmless: markup is text, and hidden signs are seen."""

from __future__ import annotations

import pytest

from bot.web.console.wording.inert import plain, shown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Léa", "Léa"),
        ("<b onclick=x>", "&lt;b onclick=x&gt;"),
        ("a\u202eb", 'a<span class="label warn" dir="ltr">U+202E</span>b'),
        ("a\u200bb", 'a<span class="label warn" dir="ltr">U+200B</span>b'),
        ("a\x00b", 'a<span class="label warn" dir="ltr">U+0000</span>b'),
        ("\U000e0041", '<span class="label warn" dir="ltr">U+E0041</span>'),
        ("👩‍🔧 و‌ی\nline\ttab", "👩‍🔧 و‌ی\nline\ttab"),
        ("&amp;", "&amp;amp;"),
        ("Ça va ? Oui ! a ?b « c » et : d", "Ça va\u00a0? Oui\u00a0! a ?b « c\u00a0» et\u00a0: d"),
    ],
)
def test_it_is_shown_as_what_it_is(text: str, html: str) -> None:
    assert shown(text) == html


def test_where_no_html_can_stand_hidden_signs_are_left_out() -> None:
    assert plain("\u202etpircs\u202c\u200b \x00ok ") == "tpircs  ok"
