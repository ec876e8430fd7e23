"""A comparison under way, and the question that it puts."""

from __future__ import annotations

import pytest

from bot.channels.cutting.cutters import SmsCutter, WhatsAppCutter
from bot.engine.offers.comparisons import HEAVIEST, reweighed
from bot.engine.speaking import HOW_TO_REPLY
from bot.model.sms_text import measure, normalise
from bot.playbook.compiled import Compare
from tests.engine.chat import Opens
from tests.engine.comparing import COMPARES, OFFERS, sets, shop


def test_it_is_asked_what_matters_only_where_nobody_knows(chat: Opens) -> None:
    chat(shop()).opens().hears("compte le plus", choices=("Prix", "Bruit", "Largeur", "Mousseur", "Tout autant"))
    chat(shop(), matters=["bruit"]).opens().hears("Aroma 2 arrive en tête")


def test_the_authors_value_tells_what_matters(chat: Opens) -> None:
    flow = COMPARES.replace("      save: kept", '      matters: "{{ customer.roast }}"\n      save: kept')
    told = flow.replace("steps:\n", "steps:\n  - set: { customer.roast: price }\n")
    chat(shop(told)).opens().hears("Brio Mini arrive en tête")


def test_what_was_named_with_the_wish_is_compared_and_not_asked(chat: Opens) -> None:
    flow = COMPARES.replace("starts: [{ event: chat.opened }]", "starts: [{ intent: compare }]\nexamples: [comparer]")
    lea = chat(shop(flow)).says("presto ou aroma, la plus silencieuse ?", means="flow:tried")
    lea.hears("Aroma 2 arrive en tête", choices=("Aroma 2", "Presto 15", "Changer les critères", "Rien ne me va"))


def test_others_of_their_kind_are_compared_where_they_are_named(chat: Opens) -> None:
    head, *rows = OFFERS.splitlines()
    rows += ["grande,Machine Grande,machine,990.00,70,50,non,3", "gone,Machine Perdue,machine,90.00,70,50,non,3"]
    more = "\n".join((f"{head},stock.lyon", *(f"{row},{0 if row.startswith('gone') else 4}" for row in rows)))
    flow = COMPARES.replace("starts: [{ event: chat.opened }]", "starts: [{ intent: compare }]\nexamples: [comparer]")
    lea = chat(shop(flow, offers=more), matters=["price"]).says("la grande ou l'aroma ?", means="flow:tried")
    lea.hears("Aroma 2 arrive en tête", choices=("Aroma 2", "Grande", "Changer les critères", "Rien ne me va"))
    ida = chat(shop(flow, offers=more), matters=["price"]).says("la perdue ou l'aroma ?", means="flow:tried")
    ida.hears("Brio Mini arrive en tête")


def test_a_category_is_compared_by_its_best_four(chat: Opens) -> None:
    more = OFFERS + "grande,Machine Grande,machine,990.00,70,50,non,3\n"
    flow = COMPARES.replace("[brio-mini, aroma-2, presto-15]", "{ category: machine }")
    lea = chat(shop(flow, offers=more), matters=["price"]).opens().hears("Brio Mini arrive en tête")
    offers = [choice.label for choice in lea.said[-1].content.choices[:-2]]
    assert len(offers) == 4
    assert "Grande" not in offers


def test_the_table_has_the_scores_the_winners_and_what_counts(chat: Opens) -> None:
    lea = chat(shop()).opens().says("Bruit").ignores_what_was_said()
    (media,) = lea.said[-1].content.media
    assert media.table is not None
    assert [(one.name, one.best) for one in media.table.columns] == [
        ("Aroma 2", True), ("Brio Mini", False), ("Presto 15", False)
    ]  # fmt: skip
    noise = media.table.lines[0]
    assert (noise.name, noise.counts, noise.figures[0].text, noise.figures[0].best) == (
        "Bruit",
        True,
        sets("52 dB"),
        True,
    )
    assert "Prix hors livraison." in media.in_words


def test_each_price_has_what_the_shop_takes_to_bring_it_home(chat: Opens) -> None:
    book = shop(delivery="{ way: home, cost: 9.90, free_from: 300 }")
    lea = chat(book, matters=["price"]).opens().ignores_what_was_said()
    words = lea.said[-1].content.media[0].in_words
    assert "Prix avec la livraison à domicile." in words
    assert sets("288,90 €") in words and sets("Prix 349 €") in words
    lea = chat(book, channel="sms", matters=["price"]).opens().ignores_what_was_said()
    labels = [choice.label for choice in lea.said[-1].content.choices]
    assert any(sets("288,90 € livré") in label for label in labels), labels
    assert any(sets("349 €,") in label for label in labels), labels


def test_free_delivery_is_said(chat: Opens) -> None:
    lea = chat(shop(delivery="{ way: home, cost: 9.90, free_from: 50 }"), matters=["price"]).opens()
    assert "Livraison à domicile offerte." in lea.ignores_what_was_said().said[-1].content.media[0].in_words


def test_a_missing_value_is_said(chat: Opens) -> None:
    flow = COMPARES.replace("presto-15]", "brio-lait]").replace("mousseur]", "réservoir]")
    lea = (
        chat(shop(flow), matters=["price"])
        .opens()
        .hears(sets("Pas dans notre catalogue, donc sans points : réservoir (Brio Lait)."))
    )
    assert "non précisé" in lea.said[-1].content.media[0].in_words


@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_pictures_the_choices_are_the_table_within_two_segments(chat: Opens, language: str) -> None:
    lea = chat(shop(), channel="sms", language=language, matters=["bruit"]).opens().ignores_what_was_said()
    content = lea.said[-1].content
    assert content.media == ()
    assert content.choices[0].label.startswith(sets("Aroma 2 : 52 dB" if language == "fr" else "Aroma 2: 52 dB"))
    whole = "\n".join(
        [content.text, *(f"{n}. {one.label}" for n, one in enumerate(content.choices, 1)), "x" * HOW_TO_REPLY]
    )
    assert measure(normalise(whole)).segments <= 2


def test_the_question_put_again_has_no_second_picture(chat: Opens) -> None:
    lea = chat(shop(), matters=["bruit"]).opens().ignores_what_was_said().says("zzz qqq").hears("Que gardez-vous")
    assert lea.said[-1].content.media == ()
    lea.waits(days=1).hears(
        "Toujours en train de choisir",
        choices=("Aroma 2", "Brio Mini", "Presto 15", "Changer les critères", "Rien ne me va"),
    )
    lea.waits(days=4).ends("silent")


def test_weights_are_bounded_and_what_was_left_out_can_come_back() -> None:
    step = shop().flows["tried"].steps["1"]
    assert isinstance(step, Compare)
    heavy = reweighed(step, {"price": HEAVIEST}, {"price": 2.0, "bruit": 0.0})
    assert (heavy["price"], heavy["bruit"]) == (HEAVIEST, 0.0)
    assert reweighed(step, heavy, {"bruit": 2.0})["bruit"] == 3.0  # as much as what is named as mattering


def test_a_correction_takes_another_offer(chat: Opens) -> None:
    flow = COMPARES.replace(
        "  - id: why\n", '  - id: why\n    ask: "Pourquoi ?"\n    as: text\n    save: x\n  - id: end\n'
    )
    lea = chat(shop(flow), matters=["bruit"]).opens().ignores_what_was_said()
    lea.says("Aroma 2").hears("Pourquoi").says("non, plutôt la Presto 15").ignores_what_was_said()
    assert lea.fact("last_comparison")["chosen"] == "presto-15"


def test_the_sms_reads_like_this(chat: Opens) -> None:
    lea = chat(shop(), channel="sms", matters=["bruit"]).opens().ignores_what_was_said()
    (body,) = SmsCutter().cut(lea.said[-1].content, purpose="reply")
    assert body.segments == 2
    assert body.text.splitlines() == [
        "Aroma 2 devant : bruit 52 dB contre 56 dB, mousseur. Brio Mini : largeur 18 cm contre 24 cm.",
        "1. Aroma 2 : 52 dB, 349 €, 24 cm, mousseur oui",
        "2. Brio Mini : 56 dB, 279 €, 18 cm, mousseur non",
        "3. Presto 15 : 61 dB, 419 €, 28 cm, mousseur oui",
        "4. Autres critères",
        "5. Rien ne me va",
        "Répondez par le numéro.",
    ]


def test_the_sms_reads_like_this_in_english(chat: Opens) -> None:
    lea = chat(shop(), channel="sms", language="en", matters=["bruit"]).opens().ignores_what_was_said()
    (body,) = SmsCutter().cut(lea.said[-1].content, purpose="reply")
    assert body.segments == 2
    assert body.text.splitlines() == [
        "Ahead: Aroma 2, bruit 52 dB against 56 dB, mousseur. Brio Mini: largeur 18 cm against 24 cm.",
        "Which one?",
        "1. Aroma 2: 52 dB, €349, 24 cm, mousseur yes",
        "2. Brio Mini: 56 dB, €279, 18 cm, mousseur no",
        "3. Presto 15: 61 dB, €419, 28 cm, mousseur yes",
        "4. Other criteria",
        "5. None",
        "Reply with the number.",
    ]


WHATSAPP = {
    "fr": [
        "Aroma 2 arrive en tête : bruit 52 dB contre 56 dB, mousseur. En revanche, Brio Mini fait mieux : largeur "
        "18 cm contre 24 cm.",
        "Que gardez-vous\u202f?",
        "1. Aroma 2 : 52 dB, 349 €, 24 cm, mousseur oui",
        "2. Brio Mini : 56 dB, 279 €, 18 cm, mousseur non",
        "3. Presto 15 : 61 dB, 419 €, 28 cm, mousseur oui",
        "4. Changer les critères",
        "5. Rien ne me va",
        "Répondez par le numéro.",
    ],
    "en": [
        "Aroma 2 comes out ahead: bruit 52 dB against 56 dB, mousseur. But Brio Mini does better: largeur "
        "18 cm against 24 cm.",
        "Which one would you keep?",
        "1. Aroma 2: 52 dB, €349, 24 cm, mousseur yes",
        "2. Brio Mini: 56 dB, €279, 18 cm, mousseur no",
        "3. Presto 15: 61 dB, €419, 28 cm, mousseur yes",
        "4. Change what matters",
        "5. None of these",
        "Reply with the number.",
    ],
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_on_whatsapp_it_reads_like_this(chat: Opens, language: str) -> None:
    lea = chat(shop(), channel="whatsapp", language=language, matters=["bruit"]).opens().ignores_what_was_said()
    (body,) = WhatsAppCutter().cut(lea.said[-1].content, purpose="reply")
    assert body.text.replace("\u00a0", " ").splitlines() == WHATSAPP[language]


def test_a_table_put_up_again_leaves_out_what_has_sold_out_and_says_so(chat: Opens) -> None:
    stocked = OFFERS.replace("category,price", "category,stock.lyon,price").replace("machine,", "machine,3,")
    stocked = stocked.replace("moulin,189", "moulin,3,189")
    lea = chat(shop(offers=stocked)).opens().says("Bruit").ignores_what_was_said()
    lea.hears_of(shop(offers=stocked.replace("machine,3,419", "machine,0,419")))
    lea.says("merci").hears("Malheureusement plus disponible\u00a0: Machine Presto 15")
    assert [choice.label for choice in lea.said[-1].content.choices[:2]] == ["Aroma 2", "Brio Mini"]
    lea.says("merci")
    assert "Presto" not in lea.unheard[0].content.text, "it is said once"
    lea.ignores_what_was_said()


def test_a_table_with_too_little_left_stays_and_says_what_has_gone(chat: Opens) -> None:
    stocked = OFFERS.replace("category,price", "category,stock.lyon,price").replace("machine,", "machine,3,")
    stocked = stocked.replace("moulin,189", "moulin,3,189")
    lea = chat(shop(offers=stocked)).opens().says("Bruit").ignores_what_was_said()
    gone = stocked.replace("machine,3,419", "machine,0,419").replace("machine,3,279", "machine,0,279")
    lea.hears_of(shop(offers=gone)).says("merci").hears("Machine Presto 15")
    lea.ignores_what_was_said()
