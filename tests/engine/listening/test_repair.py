"""What a customer may do at any moment, in French and in English: photos, nonsense, and the ways out of it."""

from __future__ import annotations

import pytest

from bot.model.message import Location, Media, Reading
from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens, playbook
from tests.engine.shop import ANSWERS

CHOICES = ("À domicile", "En boutique")


@pytest.mark.parametrize(
    ("language", "again", "meant"),
    [
        ("fr", "Je vous repose la question", "Il me faut l’une de ces réponses"),
        ("en", "Here is my question", "One of these is all I need"),
    ],
)
def test_what_nobody_understands_is_reworded_then_put_to_choice_then_a_persons(
    chat: Opens, book: Playbook, language: str, again: str, meant: str
) -> None:
    lea = chat(book, language=language).opens().ignores_what_was_said()
    lea.says("les poules auront des dents").hears(again, choices=CHOICES)
    asked = lea.said[0].content.text
    lea.says("abracadabra mystère").hears(meant, choices=CHOICES)
    assert asked not in lea.said[-1].content.text  # it stands right above, twice
    lea.says("abracadabra pouet").hears("équipe" if language == "fr" else "team")
    assert lea.customer.handover is not None
    assert lea.customer.handover.reason == "not understood"


def test_a_question_s_way_out_sees_the_words_that_took_it(chat: Opens) -> None:
    flow = """
flow: photo
title: Photo
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: Une photo ?
    as: photo
    save: picture
    retries: 0
    otherwise:
      - say: "Échange noté."
        if: conversation.said contains "echange"
      - stop: done
  - stop: seen
"""
    lea = chat(playbook(flow)).opens().hears("Une photo").says("Je préfère un échange", means="flow:photo")
    lea.hears("Échange noté").ends("done")
    chat(playbook(flow)).opens().hears("Une photo").says("sans photo").ends("done")


def test_what_it_may_mean_is_offered_the_second_time(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.may_mean("euh la machine", prix=0.19, delais=0.18).hears("repose la question")
    lea.may_mean("ben la machine", prix=0.19, delais=0.18)
    lea.hears(
        "Vouliez-vous dire",
        choices=("Combien coûte la machine ?", "Quels sont les délais de livraison ?", "Autre chose"),
    )
    lea.says("1").hears("349 euros").hears("Revenons à notre question", choices=CHOICES)


@pytest.mark.parametrize(
    ("language", "words", "again"), [("fr", "oui svp", "Il me manque juste votre choix"), ("en", "yes please", "which")]
)
def test_a_yes_to_which_of_them_is_glad_and_asks_which(
    chat: Opens, book: Playbook, language: str, words: str, again: str
) -> None:
    lea = chat(book, language=language).opens().ignores_what_was_said()
    lea.says(words).hears(again, choices=CHOICES)


def test_on_the_open_floor_who_only_thanks_or_greets_is_met_so_and_who_wants_something_is_not(
    chat: Opens, book: Playbook
) -> None:
    lea = chat(book)
    lea.says("merci infiniment, vous êtes adorable").hears("Avec plaisir")
    lea.says("bonjour, j'espère que vous allez bien").hears("Très bien, merci")
    lea.says("merci de me rembourser la cafetière").hears("Je n’ai pas de réponse")


def test_the_flows_own_way_out_comes_before_a_person(chat: Opens) -> None:
    flow = """
flow: number
title: Nombre
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: Combien ?
    as: number
    save: n
    retries: 1
    otherwise: { stop: unknown }
  - stop: done
"""
    lea = chat(playbook(flow)).opens().hears("Combien")
    lea.says("pas mal").hears("Un nombre me suffit").says("beaucoup trop").hears_nothing().ends("unknown")


@pytest.mark.parametrize(("language", "kept"), [("fr", "je le garde"), ("en", "I’ve kept it")])
def test_a_photo_that_nobody_asked_for_is_kept_and_the_question_stays(
    chat: Opens, book: Playbook, language: str, kept: str
) -> None:
    lea = chat(book, language=language).opens().ignores_what_was_said()
    lea.sends(media=(Media("photo", "file"),)).hears(kept, choices=CHOICES)


def test_an_album_is_thanked_for_once(chat: Opens, book: Playbook) -> None:
    lea = chat(book).sends(media=(Media("photo", "1"),)).hears("je le garde")
    lea.sends(media=(Media("photo", "2"),)).hears_nothing()
    lea.waits(minutes=5).sends(location=Location(45.7, 4.8)).hears("je le garde")


def test_ten_photos_of_one_album_are_thanked_for_once_however_long_they_take(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.sends(media=(Media("photo", "1"),), album="77").hears("je le garde", choices=CHOICES)
    for number in range(2, 11):
        lea.waits(seconds=7).sends(media=(Media("photo", str(number)),), album="77").hears_nothing()
    lea.sends(media=(Media("photo", "1"),), album="78").hears("je le garde", choices=CHOICES)


def test_the_words_under_an_album_are_heard_and_its_other_photos_are_not_talked_of(chat: Opens, book: Playbook) -> None:
    lea = chat(book).sends(text="je veux parler à quelqu’un", media=(Media("photo", "1"),), album="77")
    lea.hears("passe la main")
    other = chat(book).sends(text="merci", media=(Media("photo", "1"),), album="77").hears("plaisir")
    other.waits(seconds=30).sends(media=(Media("photo", "2"),), album="77").hears_nothing()


def test_only_the_first_photo_of_an_album_answers_a_question(chat: Opens) -> None:
    two = "flow: two\ntitle: X\npurpose: service\nstarts: [{ event: chat.opened }]\nsteps:\n"
    two += "  - { ask: La panne ?, as: photo, save: first }\n  - { ask: La facture ?, as: photo, save: second }\n"
    lea = chat(playbook(two)).opens().hears("La panne")
    lea.sends(media=(Media("photo", "1"),), album="77").hears("La facture")
    lea.sends(media=(Media("photo", "2"),), album="77").hears_nothing()


def test_a_sticker_is_no_answer_and_no_present(chat: Opens, book: Playbook) -> None:
    chat(book).sends(media=(Media("sticker", "1"),)).hears_nothing()
    lea = chat(book).opens().ignores_what_was_said()
    lea.sends(media=(Media("sticker", "1"),)).hears("repose la question", choices=CHOICES)


def test_without_a_question_other_words_are_asked_for_once_then_a_person_looks(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("abracadabra").hears("dire autrement", choices=("Parler à quelqu’un",))
    lea.says("abracadabri").hears("transmets votre question")
    assert lea.customer.handover is not None


def test_the_offer_of_a_person_can_be_taken(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("abracadabra").hears("dire autrement").presses("Parler à quelqu’un").hears("passe la main")
    assert lea.customer.handover is not None
    assert lea.customer.handover.team == "magasin"


def test_what_was_not_understood_yesterday_no_longer_counts(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("abracadabra").hears("dire autrement").waits(days=2)
    lea.says("1").hears("dire autrement", choices=("Parler à quelqu’un",))
    assert lea.customer.handover is None


def test_words_about_something_else_each_time_are_offered_what_they_may_mean_before_a_person_is_called(
    chat: Opens, book: Playbook
) -> None:
    lea = chat(book).may_mean("euh la machine", prix=0.19).hears("Vouliez-vous dire")
    lea.may_mean("ben le colis", delais=0.19).hears("Vouliez-vous dire")
    lea.may_mean("bref un retour", retours=0.19).hears("dire autrement", choices=("Parler à quelqu’un",))
    assert lea.customer.handover is None
    lea.says("abracadabra").hears("transmets votre question")
    assert lea.customer.handover is not None


def test_the_same_offer_that_nobody_takes_is_made_once(chat: Opens, book: Playbook) -> None:
    lea = chat(book).may_mean("euh la machine", prix=0.19).hears("Vouliez-vous dire")
    lea.may_mean("blabla pouet", prix=0.19).hears("dire autrement", choices=("Parler à quelqu’un",))


def test_a_question_is_not_lost_over_subjects_that_change(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said().says("abracadabra").hears("repose la question")
    lea.may_mean("euh la machine", prix=0.19).hears("Vouliez-vous dire")
    lea.may_mean("ben le colis", delais=0.19).hears("Vouliez-vous dire")
    lea.may_mean("bref un retour", retours=0.19).hears("Vouliez-vous dire")
    assert lea.customer.handover is None
    lea.says("en boutique").hears("Pour combien")


def test_who_has_no_idea_takes_the_questions_way_out_at_once(chat: Opens) -> None:
    flow = """
flow: asks
title: Demander
purpose: service
starts: [{ event: chat.opened }]
steps:
  - id: cups
    ask: Combien de tasses ?
    as: number
    save: cups
    otherwise: { stop: unknown }
"""
    chat(playbook(flow)).opens().hears("Combien").says("je sais pas trop").ends("unknown")
    chat(playbook(flow)).opens().hears("Combien").says("les poules").hears("Un nombre me suffit")


def test_a_refusal_takes_the_way_out_of_a_question_that_no_does_not_answer(chat: Opens) -> None:
    flow = """
flow: asks
title: Demander
purpose: service
starts: [{ event: chat.opened }]
steps:
  - id: phone
    ask: Un numéro ?
    as: phone
    save: phone
    otherwise: { stop: without }
"""
    chat(playbook(flow)).opens().hears("Un numéro").says("non merci, pas besoin").ends("without")
    chat(playbook(flow)).opens().hears("Un numéro").says("12").hears("lire ce numéro")


def test_signs_alone_are_asked_to_be_said_in_words_and_call_nobody(chat: Opens, book: Playbook) -> None:
    lea = (
        chat(book)
        .says("☕")
        .hears("En un mot ou deux")
        .says("🎈🎈")
        .hears("En un mot ou deux")
        .says("🚲")
        .hears("En un")
    )
    assert lea.customer.handover is None
    lea.says("🤔").hears("Prenez votre temps")
    tom = chat(book).opens().ignores_what_was_said().says("🎈").hears("pas bien saisi")
    assert tom.customer.conversations[-1].waiting is not None


@pytest.mark.parametrize(
    ("language", "chat_", "met"),
    [("fr", "raconte-moi une blague", "une colle"), ("en", "tell me a joke", "You’ve got me there")],
)
def test_talk_for_its_own_sake_is_met_in_kind_and_calls_nobody(
    chat: Opens, book: Playbook, language: str, chat_: str, met: str
) -> None:
    lea = chat(book, language=language)
    for _ in range(3):
        lea.reads(chat_, Reading(language, small_talk=True, reader="test")).hears(met)
    assert lea.customer.handover is None
    lea.says("1").hears("équipe" if language == "fr" else "team")
    assert lea.customer.handover is not None


@pytest.mark.parametrize(
    ("language", "said", "met"), [("fr", "ça roule, la forme ?", "Très bien, merci"), ("en", "how's life", "Very well")]
)
def test_who_asks_how_we_are_is_told(chat: Opens, book: Playbook, language: str, said: str, met: str) -> None:
    chat(book, language=language).reads(said, Reading(language, small_talk=True, reader="test")).hears(met)


MAIL = """
flow: mail
title: Le devis
purpose: service
starts: [{ event: chat.opened }]
steps:
  - { ask: À quelle adresse ?, as: email, save: mail }
  - stop: done
"""


def test_a_question_is_no_email_written_badly(chat: Opens) -> None:
    lea = chat(playbook(MAIL, answers=ANSWERS.replace("  then: coffee\n", ""))).opens().hears("quelle adresse")
    lea.may_mean("et c'est combien ?", prix=0.19).hears(
        "Vouliez-vous dire", choices=("Combien coûte la machine ?", "Autre chose")
    )
    lea.says("ça se passe où ?").hears("repose la question")
    chat(playbook(MAIL)).opens().hears("quelle adresse").says("moi@").hears("Il m’en faut une comme")


def test_who_sends_a_voice_message_after_a_photo_is_told_of_each(chat: Opens, book: Playbook) -> None:
    lea = chat(book).sends(media=(Media("photo", "1"),)).hears("je le garde")
    lea.sends(media=(Media("voice", "v1"),)).hears("Je ne peux pas écouter les messages vocaux")
    lea.sends(media=(Media("voice", "v2"),)).hears_nothing()


def test_a_voice_message_is_kept_and_asked_for_in_writing(chat: Opens, book: Playbook) -> None:
    lea = chat(book).sends(media=(Media("voice", "v1"),)).hears("Je ne peux pas écouter les messages vocaux")
    lea.opens().ignores_what_was_said()
    lea.waits(minutes=1).sends(media=(Media("voice", "v2"),)).hears("Écrivez-le-moi", choices=CHOICES)


def test_a_picture_without_a_word_is_asked_about(chat: Opens, book: Playbook) -> None:
    chat(book).sends(media=(Media("photo", "p1"),)).hears("En deux mots, de quoi s’agit-il")


def test_what_is_not_sold_is_said_so_and_calls_nobody(chat: Opens, book: Playbook) -> None:
    lea = chat(book)
    for asked in ("vous vendez des bouilloires ?", "et des grille-pain ?", "et du sirop ?"):
        lea.may_mean(asked, prix=0.2).hears("Je ne vois pas cela chez nous", choices=("Parler à quelqu’un",))
    assert lea.customer.handover is None


def test_another_currency_is_asked_about_once(chat: Opens) -> None:
    asks = "flow: asks\ntitle: A\npurpose: service\nstarts: [{ event: chat.opened }]\nsteps:\n"
    asks += "  - { ask: Quel budget ?, as: money, save: budget, retries: 0, otherwise: [{ say: Sans budget. }] }\n"
    lea = chat(playbook(asks)).opens().hears("Quel budget").says("40 quid").hears("dans nos prix, par exemple 250")
    lea.says("40 quid").hears("Sans budget")


def test_a_no_to_what_was_only_told_is_no_riddle(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("non", language="fr").hears("Je comprends")
    assert not lea.customer.not_understood
