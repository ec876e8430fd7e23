"""The one honest sentence, whole and by SMS."""

from __future__ import annotations

from bot.channels.cutting.cutting import in_words
from bot.model.sms_text import measure, normalise
from tests.engine.chat import Opens
from tests.engine.comparing import sets, shop
from tests.engine.recommending import ADVISES, FACTS, STOCKED


def test_french_and_english_say_the_same(chat: Opens) -> None:
    book = shop(ADVISES, offers=STOCKED, facts=FACTS)
    lea = chat(book, quiet=True, drinks="milk", budget=400).opens().hears("Mon conseil")
    assert lea.said[-1].content.text == sets(
        "Mon conseil : Machine Aroma 2, 349 €. Pourquoi : avec mousseur, dans votre budget de 400 €, en stock"
        " aujourd’hui (Lyon)."
    )
    tom = chat(book, quiet=True, drinks="milk", budget=400, language="en").opens().hears("My advice")
    assert tom.said[-1].content.text == (
        "My advice: Machine Aroma 2, €349. Why: with mousseur, within your budget of €400, in stock today (Lyon)."
    )


def test_by_sms_it_is_two_segments_with_its_choices(chat: Opens) -> None:
    long = STOCKED.replace("Machine Aroma 2", "Machine à expresso Aroma 2 avec broyeur et double bec verseur")
    book = shop(ADVISES, offers=long, facts=FACTS)
    lea = chat(book, channel="sms", quiet=True, cups=12, budget=450).opens().ignores_what_was_said()
    content = lea.said[-1].content
    text = in_words(content.sms or content.text, content)
    assert measure(normalise(text)).segments <= 2
    assert text.splitlines()[1:5] == ["1. Je prends", "2. Comparer", "3. Autre chose", "4. Moins cher"]


def test_the_sms_as_it_goes_out(chat: Opens) -> None:
    book = shop(ADVISES, offers=STOCKED, facts=FACTS)
    lea = chat(book, channel="sms", quiet=True, budget=400).opens().ignores_what_was_said()
    content = lea.said[-1].content
    assert normalise(in_words(content.sms or content.text, content)) == (
        "Machine Aroma 2, 349 € : bruit 52 dB, rien de mieux, dans vos 400 €, en stock (Lyon)."
        " Mais Machine Brio Mini : prix 279 € contre 349 €.\n1. Je prends\n2. Comparer\n3. Autre chose\n"
        "4. Moins cher\n5. Non, merci\nRépondez par le numéro."
    )
