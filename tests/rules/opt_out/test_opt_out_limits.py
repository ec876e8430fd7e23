"""A limit makes a wish of an opt-out; what only looks like a limit does not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.opt_out.opt_out import recognise, wants_nothing
from bot.rules.opt_out.opt_out_limits import limit_of, without_emphasis
from bot.understanding.contact.contact_wishes import read_contact_wish

#: Wishes of when, how often, by which way: understood, and no opt-out.
WISHES = (
    "arrêtez de m'écrire le soir",
    "merci d'arrêter de m'écrire le soir",
    "ne m'écrivez plus le matin",
    "ne m'écrivez surtout pas le soir",
    "surtout pas de messages le soir",
    "arrêtez de m'envoyer des sms le dimanche",
    "stoppez les messages le week-end",
    "plus de sms la nuit svp",
    "ne m'écrivez pas si tard",
    "arrêtez de m'écrire si souvent",
    "ne m'écrivez pas avant 10 h",
    "arrêtez les messages après 20 h",
    "pas le week-end svp",
    "pas de messages le soir et le week-end",
    "le dimanche c'est repos, pas de messages",
    "le soir je bosse, ne m'écrivez pas",
    "moins de messages",
    "moins de messages svp 🙏",
    "écrivez-moi moins souvent",
    "un message par mois, pas plus",
    "stop writing to me at night",
    "stop texting me at night please",
    "stop texting me so late",
    "please don't text me in the mornings",
    "stop texting me evenings and weekends",
    "no messages on Sundays please",
    "stop messaging me on weekends",
    "stop texting me so often",
    "fewer messages please",
    "can you text me less?",
    "not so many texts please",
    "don't text me before 9am",
    "no texts after 8pm",
    "one message a month, no more",
)
#: Near misses that are opt-outs, beyond doubt.
OPT_OUTS = (
    "arrêtez de m'écrire",
    "arrêtez de m'écrire, surtout le soir",
    "arrêtez de m'écrire surtout le soir",
    "ne m'écrivez plus, surtout pas le soir",
    "ne m'écrivez plus, même le week-end",
    "arrêtez de m'écrire jour et nuit",
    "plus de messages, ni le soir ni jamais",
    "ne m'écrivez plus. Bonne soirée",
    "je ne veux plus de messages, encore moins la nuit",
    "STOP. pas de messages le dimanche",
    "stop texting me",
    "stop texting me, especially at night",
    "stop texting me day and night",
    "don't text me again, even on weekends",
    "stop texting me on weekends or ever",
    "no more texts at night or any other time",
)
#: They may mean the hour, or all of it: asked about as an opt-out.
ASKED = (
    "arrêtez de m'écrire, je dors le soir",
    "arrêtez de m'écrire, vous m'avez réveillé la nuit",
    "vous m'écrivez trois fois par jour, arrêtez de m'écrire",
    "arrêtez de m'envoyer des sms à 22 h",
    "ne m'écrivez plus, ni le matin ni le soir",
    "Stop texting me. It woke me up at night.",
    "you text me twice a day, stop texting me",
    "stop texting me at 11pm",
    "arrêtez vos sms tous les soirs",
    "stop texting me every night",
)
#: What has hours or days in it and speaks of something else.
OTHERS = (
    "je suis là le soir",
    "vous êtes ouverts le dimanche ?",
    "livrez-moi plutôt le matin",
    "n'hésitez pas à m'écrire, même le soir",
    "feel free to text me, even at night",
    "can I come by in the evening?",
    "not so strong please",
    "moins de mousse svp",
)


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_with_limits_is_understood_and_is_no_opt_out(text: str) -> None:
    assert recognise(text) is None
    assert limit_of(text) == "limited"
    assert read_contact_wish(text, date(2026, 3, 5)) is not None


@pytest.mark.parametrize("text", OPT_OUTS)
def test_what_only_looks_like_a_limit_leaves_an_opt_out(text: str) -> None:
    found = recognise(text)
    assert found is not None
    assert (found.kind, found.sure) == ("stop", True)
    assert read_contact_wish(text, date(2026, 3, 5)) is None


@pytest.mark.parametrize("text", ASKED)
def test_what_may_be_a_reason_is_asked_about(text: str) -> None:
    found = recognise(text)
    assert found is not None
    assert (found.kind, found.sure) == ("stop", False)
    assert wants_nothing(text)
    assert read_contact_wish(text, date(2026, 3, 5)) is None


@pytest.mark.parametrize("text", OTHERS)
def test_hours_of_something_else_are_neither(text: str) -> None:
    assert recognise(text) is None
    assert read_contact_wish(text, date(2026, 3, 5)) is None


def test_an_emphasis_goes_and_a_prohibition_stays() -> None:
    assert without_emphasis("arrêtez de m'écrire, surtout le soir") == "arrêtez de m'écrire,"
    for text in ("surtout pas le soir", "Bonjour, surtout pas le soir", "ne m'écrivez surtout pas le soir"):
        assert without_emphasis(text) == text


@given(st.text(alphabet="surtout le soir, ne m'écrivez pas. ou jamais 3 fois par jour", max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert limit_of(without_emphasis(text)) in ("", "limited", "aside")
