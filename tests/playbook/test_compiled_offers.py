"""Which offers a step is about, and the words of offers in every language."""

from __future__ import annotations

from bot.model.offer import Offer
from bot.playbook.compiled_offers import AS_WRITTEN, Advised, OfferSource, OfferWords
from bot.playbook.liquid.liquid import Compiler
from bot.playbook.source.translations import read

PO = """
msgid "moulin"
msgstr "grinder"

msgid "Presto"
msgstr "Presto"
"""


def words() -> OfferWords:
    compiler = Compiler(("fr", "en"), {"en": read(PO, language="en", file="flows.po")})
    return OfferWords.of((compiler.text(one) for one in ("moulin", "Presto", "tamis")), ("fr", "en"))


def test_it_names_none_until_told() -> None:
    assert Advised().offers is None
    assert OfferSource() == OfferSource(ids=(), categories=())


def test_a_word_is_called_as_its_translation_says_and_any_other_as_it_is() -> None:
    assert words().called("moulin", "en") == "grinder"
    assert words().called("moulin", "fr") == "moulin"
    assert words().called("tamis", "en") == "tamis"
    assert words().called("a shop's own", "en") == "a shop's own"


def test_what_is_the_same_in_every_language_takes_no_place() -> None:
    assert list(words().said) == ["moulin"]
    assert AS_WRITTEN.said == {}


def test_a_word_is_known_in_every_language_once() -> None:
    assert words().known_as("moulin") == "moulin grinder"
    assert words().known_as("Presto") == "Presto"
    assert list(words().others("moulin")) == ["grinder"]
    assert list(words().others("Presto")) == []


def test_a_line_is_called_as_its_offer_is_where_the_shop_has_a_name_of_its_own() -> None:
    lima = Offer(id="lima", name="moulin")
    assert words().of_line("moulin", None, "en") == "grinder"
    assert words().of_line("Le Lima", lima, "en") == "grinder"
    assert words().of_line("Le Lima", lima, "fr") == "Le Lima"
    assert words().of_line("Le Lima", Offer(id="x", name="tamis"), "en") == "Le Lima"
    assert words().of_line("Le Lima", None, "en") == "Le Lima"
