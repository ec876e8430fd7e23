"""STOP comes before anything else."""

from __future__ import annotations

import pytest

from bot.model.address import Address
from bot.model.effects import RecordConsent
from bot.model.events import ConsentGiven, OptOutReported
from bot.model.message import Candidate, Reading
from bot.playbook.compiled import Playbook
from bot.rules.contact.contact_policy import consents
from tests.engine import ordering
from tests.engine.chat import Chat, Opens, playbook
from tests.engine.shop import TASTING


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("fr", "STOP", "ne vous écrira plus"),
        ("fr", "arrêtez de m'écrire", "ne vous écrira plus"),
        ("en", "unsubscribe", "won’t write"),
    ],
)
def test_an_opt_out_is_taken_at_once_and_confirmed_once(
    chat: Opens, book: Playbook, language: str, words: str, told: str
) -> None:
    lea = chat(book, language=language, consent=("marketing",)).opens().ignores_what_was_said()
    lea.says(words).hears(told)
    assert lea.said[-1].gate is False
    withdrawn = [e for e in lea.effects if isinstance(e, RecordConsent)]
    assert [(e.purpose, e.channel, e.granted) for e in withdrawn] == [("all", "all", False)]
    assert lea.customer.opted_out_at is not None
    assert lea.customer.conversations == ()
    assert consents(lea.customer, "marketing", "telegram") is False
    lea.says(words).hears_nothing(because="deux fois")


def test_on_another_channel_it_is_not_confirmed_again_and_the_ledger_says_so(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).says("STOP").hears("ne vous écrira plus").waits(days=2)
    lea.sends(text="STOP", address=Address("sms", "+33612345678")).hears_nothing(because="Refus répété (SMS)")
    assert [row.kind for row in lea.ledger if "deux fois" in row.words] == ["not_sent"]
    for channel in ("telegram", "sms", "whatsapp", "web"):
        assert consents(lea.customer, "marketing", channel) is False
    lea.says("START").hears("pas pour des offres").says("STOP").hears("ne vous écrira plus")


def test_it_holds_at_once_for_all_that_was_planned_on_any_channel(chat: Opens) -> None:
    book = playbook(
        "flow: news\ntitle: N\npurpose: care\nsteps: [{ say: Des nouvelles }]\n",
        journey="journey: purchase\nstages: [discovery]\nfollow_ups: [{ start: news, on: x.news, after: 1 day }]\n",
    )
    lea = chat(book, consent=("marketing",)).shop("x.news")
    assert lea.customer.planned
    lea.sends(text="stop svp", address=Address("sms", "+33612345678")).hears("ne vous écrira plus")
    assert lea.customer.planned == ()
    lea.waits(days=3).hears_nothing().shop("x.news").waits(days=3).hears_nothing()


def test_an_opt_out_counts_while_staff_have_the_thread(chat: Opens, book: Playbook) -> None:
    lea = (
        chat(book)
        .opens()
        .ignores_what_was_said()
        .staff_takes_over()
        .hears("prend la suite")
        .says("STOP")
        .hears("ne vous écrira plus")
    )
    assert lea.customer.opted_out_at is not None


def test_who_has_opted_out_is_still_answered(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("STOP").hears("ne vous écrira plus")
    lea.says("c'est livré quand ?", means="answer:delais").hears("trois à cinq jours")


def test_start_undoes_it_and_says_how_far(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).says("STOP").hears("ne vous écrira plus")
    lea.says("START").hears("pas pour des offres")
    assert lea.customer.opted_out_at is None
    assert consents(lea.customer, "care", "telegram") is True
    assert consents(lea.customer, "marketing", "telegram") is False


def form(lea: Chat) -> Chat:
    return lea.meets(ConsentGiven(id="", purpose="marketing", channel="telegram", wording="J’accepte.", source="form"))


def test_said_again_it_withdraws_what_a_form_told_meanwhile(chat: Opens, book: Playbook) -> None:
    lea = form(chat(book).says("STOP").hears("ne vous écrira plus")).says("stop").hears_nothing(because="deux fois")
    assert [(e.purpose, e.granted) for e in lea.effects if isinstance(e, RecordConsent)] == [("all", False)]
    assert consents(lea.customer, "marketing", "telegram") is False
    lea.says("START").hears("pas pour des offres")
    assert consents(lea.customer, "marketing", "telegram") is False
    assert consents(lea.customer, "care", "telegram") is True


def test_start_keeps_to_what_it_says_whatever_a_form_told_meanwhile(chat: Opens, book: Playbook) -> None:
    lea = form(chat(book).says("STOP").hears("ne vous écrira plus")).says("START").hears("pas pour des offres")
    assert consents(lea.customer, "marketing", "telegram") is False
    assert consents(form(lea).customer, "marketing", "telegram") is True


def test_yes_is_no_opt_in(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("STOP").hears("ne vous écrira plus").says("oui").ignores_what_was_said()
    assert lea.customer.opted_out_at is not None


def test_start_means_nothing_to_who_never_opted_out(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().says("START").ignores_what_was_said()
    assert lea.customer.grants == ()


def test_what_may_be_an_opt_out_is_asked_about(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("stop ça me gonfle un peu").hears("ne plus recevoir", choices=("Oui", "Non"))
    assert lea.customer.opted_out_at is None
    lea.says("oui").hears("ne vous écrira plus")
    assert lea.customer.opted_out_at is not None


NEWS = """
flow: news
title: Nouveautés
purpose: marketing
starts: [{ event: x.news }]
steps: [{ say: Du nouveau chez nous }]
"""


def test_nothing_goes_out_by_itself_until_the_question_is_answered(chat: Opens) -> None:
    lea = chat(playbook(NEWS), consent=("marketing",)).says("stop ça me gonfle un peu").hears("ne plus recevoir")
    lea.waits(days=2).shop("x.news").hears_nothing(because="opt-out asked")
    lea.waits(days=1).hears_nothing(because="opt-out asked")
    lea.presses("Non").hears("rien ne change").waits(days=2).hears("Du nouveau")


@pytest.mark.parametrize("words", ["une fois par mois suffit", "/start", "bonjour"])
def test_a_wish_answers_it_too_and_small_talk_does_not(chat: Opens, words: str) -> None:
    lea = chat(playbook(NEWS), consent=("marketing",)).says("stop ça me gonfle un peu").hears("ne plus recevoir")
    lea.says(words).ignores_what_was_said()
    assert bool(lea.customer.pauses) is (words != "une fois par mois suffit")


def test_and_may_be_none(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().says("stop ça me gonfle un peu").hears("ne plus recevoir")
    lea.presses("Non").hears("rien ne change", choices=("À domicile", "En boutique"))
    assert lea.customer.opted_out_at is None


def test_help_is_given_before_the_question_stands_again(chat: Opens, book: Playbook) -> None:
    chat(book).says("AIDE").hears("Maison Moka")
    lea = chat(book).opens().ignores_what_was_said().says("help")
    lea.hears("Maison Moka", choices=("À domicile", "En boutique"))


@pytest.mark.parametrize(
    ("channel", "words", "told", "is_out"),
    [
        ("telegram", "cancel", "restons là", False),
        ("web", "CANCEL", "restons là", False),
        ("whatsapp", "annule", "restons là", False),
        ("sms", "annule", "restons là", False),
        ("sms", "CANCEL", "ne vous écrira plus", True),  # Twilio has taken it for an opt-out already
        ("telegram", "STOP", "ne vous écrira plus", True),
    ],
)
def test_cancel_in_a_conversation_ends_that_and_not_all_messages(
    chat: Opens, book: Playbook, channel: str, words: str, told: str, is_out: bool
) -> None:
    lea = chat(book, channel=channel).opens().ignores_what_was_said().says(words).hears(told)
    assert (lea.customer.opted_out_at is not None) is is_out
    assert lea.customer.conversations == ()


def test_cancel_with_nothing_under_way_is_an_opt_out(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("cancel").hears("ne vous écrira plus")
    assert lea.customer.opted_out_at is not None


def test_cancel_in_answer_to_marketing_is_an_opt_out(chat: Opens) -> None:
    offer = "flow: offer\ntitle: X\npurpose: marketing\nstarts: [{ event: chat.opened }]\n"
    offer += "steps:\n  - { ask: Une dégustation ?, as: yes_no, save: wanted }\n"
    lea = chat(playbook(offer)).opens().hears("dégustation").says("cancel").hears("ne vous écrira plus")
    assert lea.customer.opted_out_at is not None


def test_one_of_several_messages_read_together_is_enough(chat: Opens, book: Playbook) -> None:
    lea = chat(book).sends(text="bonjour\nSTOP", earlier=("m1",)).hears("ne vous écrira plus")
    assert lea.customer.opted_out_at is not None


def test_what_the_provider_reports_is_an_opt_out_without_a_word(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).opens().ignores_what_was_said()
    lea.meets(OptOutReported(id="", address=lea.address, reason="21610")).hears_nothing(because="l’opérateur")
    lea.says("STOP").hears_nothing(because="deux fois")
    assert lea.customer.opted_out_at is not None


@pytest.mark.parametrize("text", ["je voudrais effacer mes données", "delete my data", "supprimez mon compte"])
def test_asking_to_be_erased_gets_its_answer_and_withdraws_nothing(chat: Opens, text: str) -> None:
    answers = "- answer: effacer_donnees\n  question: Comment effacer mes données ?\n  say: Sous un mois.\n"
    lea = chat(playbook(TASTING, answers=answers)).says(text, means="answer:effacer_donnees").hears("Sous un mois")
    assert lea.customer.opted_out_at is None


def test_what_reads_like_an_opt_out_is_asked_about_once(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).opens().ignores_what_was_said()
    lea.reads_like_an_opt_out("je me passerais bien de tout ceci").hears("ne plus recevoir nos messages")
    assert lea.customer.opted_out_at is None
    assert lea.ledger[-2].rule == "opt-out likeness"
    asked = len(lea.said)
    lea.reads_like_an_opt_out("vraiment, je m'en passerais").ignores_what_was_said()
    assert not any("ne plus recevoir" in said.content.text for said in lea.said[asked:])
    assert lea.customer.opted_out_at is None


def test_one_tap_then_stops_everything(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).opens().ignores_what_was_said()
    lea.reads_like_an_opt_out("je me passerais bien de tout ceci").hears("ne plus recevoir nos messages")
    lea.presses("Oui").hears("ne vous écrira plus")
    assert lea.customer.opted_out_at is not None


def test_who_is_never_written_to_unasked_is_asked_only_where_messages_are_spoken_of(
    chat: Opens, book: Playbook
) -> None:
    lea = chat(book).reads_like_an_opt_out("no, I live alone", 0.95).ignores_what_was_said()
    assert not any("ne plus recevoir" in said.content.text for said in lea.said)
    lea.reads_like_an_opt_out("vos messages, très peu pour moi", 0.95).hears("ne plus recevoir nos messages")


def test_who_refuses_the_machine_gets_a_person(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("/help").ignores_what_was_said()
    lea.says("ne m'écrivez plus avec votre robot, je veux un humain").hears("Je passe la main")
    assert lea.customer.handover is not None
    assert lea.customer.opted_out_at is None


def test_a_small_likeness_asks_nothing(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.reads_like_an_opt_out("je me passerais bien de sucre", 0.4).ignores_what_was_said()
    assert not any("ne plus recevoir" in said.content.text for said in lea.said)


@pytest.mark.parametrize(("score", "asks"), [(0.97, False), (0.9, True)])
def test_what_an_answer_surely_says_is_answered_not_asked_about(chat: Opens, score: float, asks: bool) -> None:
    answers = "- answer: resilier\n  question: Comment arrêter mon abonnement ?\n  say: C'est arrêté le jour même.\n"
    lea = chat(playbook(TASTING, answers=answers), consent=("marketing",))
    reading = Reading("fr", (Candidate("answer", "resilier", score),), opt_out=0.6)
    lea.sends(text="je veux arrêter mon abonnement", reading=reading)
    lea.hears("ne plus recevoir nos messages" if asks else "arrêté le jour même")
    assert lea.customer.opted_out_at is None


def test_a_great_likeness_is_asked_about_whatever_the_answer(chat: Opens) -> None:
    answers = "- answer: resilier\n  question: Comment arrêter mon abonnement ?\n  say: C'est arrêté le jour même.\n"
    reading = Reading("fr", (Candidate("answer", "resilier", 0.99),), opt_out=0.7)
    lea = chat(playbook(TASTING, answers=answers), consent=("marketing",))
    lea.sends(text="je veux arrêter mon abonnement", reading=reading)
    lea.hears("ne plus recevoir nos messages")


def test_an_answer_to_the_question_is_never_taken_for_one(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.reads_like_an_opt_out("À domicile").ignores_what_was_said()
    assert not any("ne plus recevoir" in said.content.text for said in lea.said)
    assert not any(row.rule == "opt-out likeness" for row in lea.ledger)


def test_retrait_is_a_way_where_things_are_picked_up(chat: Opens, book: Playbook) -> None:
    shop = ordering.book(ordering.flow())
    lea = chat(shop).says("retrait").ignores_what_was_said().says("Retrait svp").ignores_what_was_said()
    assert not any("ne plus recevoir" in said.content.text for said in lea.said)
    chat(book).says("retrait").hears("ne plus recevoir")


@pytest.mark.parametrize(
    ("words", "answer", "told"),
    [
        ("je reçois trop de messages", "Moins de messages", "pas plus d’un message tous les 14 jours"),
        ("vous m'écrivez trop", "1", "pas plus d’un message tous les 14 jours"),
        ("trop de textos !", "plus du tout", "ne vous écrira plus"),
        ("trop de messages", "2", "ne vous écrira plus"),
        ("trop de messages", "non", "rien ne change"),
        ("too many messages", "C’est bien ainsi", "rien ne change"),
    ],
)
def test_who_gets_too_many_messages_may_want_fewer(
    chat: Opens, book: Playbook, words: str, answer: str, told: str
) -> None:
    lea = chat(book, consent=("marketing",)).opens().ignores_what_was_said().says(words)
    labels = ("Moins de messages", "Plus aucun message", "C’est bien ainsi")
    lea.hears("moins de messages, ou plus aucun", choices=labels)
    assert [pause.cause for pause in lea.customer.pauses] == ["opt-out asked", "opt-out asked"]
    lea.says(answer).hears(told)
    assert not lea.customer.pauses


def test_a_yes_to_fewer_or_none_is_asked_about_and_stop_is_taken_at_once(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).says("trop de messages").hears("ou plus aucun").says("oui")
    lea.hears("ou plus aucun")
    assert lea.customer.pauses
    lea.says("STOP").hears("ne vous écrira plus")
    assert lea.customer.opted_out_at is not None


def test_a_stop_beside_the_complaint_is_taken_at_once(chat: Opens, book: Playbook) -> None:
    chat(book, consent=("marketing",)).says("trop de messages, stop").hears("ne vous écrira plus")


def test_who_tells_of_a_death_with_it_hears_that_we_are_sorry(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("bonjour").ignores_what_was_said()
    lea.says("maman est décédée le mois dernier. Arrêtez ces messages.").hears("Toutes mes condoléances.")
    lea.ignores_what_was_said()
    assert lea.customer.opted_out_at is not None
