"""Messages that acknowledge and ask for nothing."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.understanding.replies.acknowledgements import Acknowledgement, read_acknowledgement


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Merci, je regarde.", "later"),
        ("ok je vais y réfléchir à tête reposée", "later"),
        ("je vous redis ça vite", "later"),
        ("Alright, I’ll have a look and get back to you", None),  # "get back" without its "I’ll" is a word of its own
        ("Alright, I’ll have a look, I’ll get back to you", "later"),
        ("je vais demander à mon mari", "later"),
        ("thank you dear, I'll ask my grandson", "later"),
        ("lol ok", "thanks"),
        ("ta", "thanks"),
        ("merci quand même", "thanks"),
        ("non merci", "noted"),
        ("Ah, dommage", "noted"),
        ("oh no, that’s a shame", "noted"),
        ("d’accord, merci beaucoup, bonne journée", "goodbye"),
        ("c’est noté", "thanks"),
        ("👍🏽", "thanks"),
        ("oui merci", "thanks"),
        ("all good, thanks", "thanks"),
        ("euh", "hesitating"),
        ("hmm… euh", "hesitating"),
        ("um ok", "thanks"),
        ("merci bcp jatten avec impatience", "thanks"),
        ("trop hâte de la recevoir, merci", "thanks"),
        ("great, can't wait", "thanks"),
        ("ok ben je reflechi", "later"),
    ],
)
def test_what_is_acknowledged(text: str, kind: str | None) -> None:
    assert read_acknowledgement(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "oui",
        "merci mais non",
        "ok mais le prix",
        "c’est bon ?",
        "je vais voir en boutique samedi",
        "pas de souci avec la machine, mais le colis n’est pas là",
        "je voudrais voir un conseiller",
        "😡",
        "merci " * 30,
    ],
)
def test_a_word_of_its_own_makes_it_something_else(text: str) -> None:
    assert read_acknowledgement(text) is None


@given(st.text(max_size=120))
@example("UM")
def test_any_text_is_read(text: str) -> None:
    assert read_acknowledgement(text) in (None, *get_args(Acknowledgement))


@pytest.mark.parametrize("text", ["j'hésite encore", "I'm still undecided", "je suis indécise", "can't decide"])
def test_who_hesitates_aloud_hesitates(text: str) -> None:
    assert read_acknowledgement(text) == "hesitating"


@pytest.mark.parametrize(
    "text",
    [
        "thanks a million, you're a star",
        "merci vous êtes adorables",
        "ça y est elle est là, merci",
        "it's here, thanks",
    ],
)
def test_who_is_glad_and_kind_thanks(text: str) -> None:
    assert read_acknowledgement(text) == "thanks"
