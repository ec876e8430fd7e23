"""How messages look on each channel, whose provider's library is not needed for it."""

from __future__ import annotations

import pytest

from bot.channels.cutting.cutters import TELEGRAM_TEXT, SmsCutter, TelegramCutter, WhatsAppCutter
from bot.model.message import Choice, Content, Link, Purpose


def test_telegram_has_the_full_wording_in_parts_with_the_buttons_under_the_last() -> None:
    choices = (Choice("p", "Le prix"), Choice("d", "Le délai"))
    content = Content(text="é" * (TELEGRAM_TEXT + 1), sms="Court.", choices=choices, prompt="q")
    first, last = TelegramCutter().cut(content, purpose="reply")
    assert first.text + last.text == content.text
    assert (first.choices, last.choices, last.prompt) == ((), choices, "q")


def test_the_short_wording_is_used_by_sms_only() -> None:
    content = Content(text="Bonjour, et bienvenue.", sms="Bonjour.")
    assert SmsCutter().cut(content, purpose="reply")[0].text == "Bonjour."
    assert WhatsAppCutter().cut(content, purpose="reply")[0].text == "Bonjour, et bienvenue."


def test_an_sms_is_written_with_gsm_signs_and_counted() -> None:
    (body,) = SmsCutter().cut(Content(text="L’été « déjà »\u202f! À bientôt…"), purpose="reply")
    assert body.text == 'L\'été "déjà" ! À bientôt...'
    assert body.segments == 1
    (long,) = SmsCutter().cut(Content(text="é" * 161), purpose="reply")
    assert long.segments == 2
    (wide,) = SmsCutter().cut(Content(text="ê" * 71), purpose="reply")
    assert wide.segments == 2


def test_choices_are_numbered_in_the_words_and_kept_for_staff() -> None:
    content = Content(
        text="Que changer ?",
        choices=(Choice("p", "Le prix"), Choice("d", "Le délai")),
        prompt="q",
        links=(Link("Voir", "https://x.example"),),
        language="en",
    )
    for cutter in (SmsCutter(), WhatsAppCutter()):
        (body,) = cutter.cut(content, purpose="reply")
        assert body.text.endswith("1. Le prix\n2. Le délai\nReply with the number.")
        assert "https://x.example" in body.text
        assert (body.choices, body.prompt, body.links) == (content.choices, "q", ())


@pytest.mark.parametrize(
    ("language", "way_out"), [("fr", "Votre panier attend.\nSTOP pour ne plus en recevoir."), ("en", "STOP to end.")]
)
def test_a_marketing_sms_without_a_way_out_is_given_one(language: str, way_out: str) -> None:
    content = Content(text="Votre panier attend.", language=language)
    (body,) = SmsCutter().cut(content, purpose="marketing")
    assert body.text.endswith(way_out)
    assert body.segments == 1


@pytest.mark.parametrize("purpose", ["reply", "service", "care"])
def test_other_sms_are_left_as_they_are(purpose: Purpose) -> None:
    assert SmsCutter().cut(Content(text="Bonjour."), purpose=purpose)[0].text == "Bonjour."


def test_a_way_out_of_the_authors_own_is_enough() -> None:
    content = Content(text="Bonjour.", sms="Votre panier. Stop pour arrêter.")
    assert SmsCutter().cut(content, purpose="marketing")[0].text == "Votre panier. Stop pour arrêter."
