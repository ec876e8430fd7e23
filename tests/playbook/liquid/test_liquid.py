"""Texts in every language of a playbook, and translations that can't be used."""

import pytest

from bot.playbook.liquid.liquid import Compiler
from bot.playbook.source.translations import read

VALUES = {"customer": {"first_name": "Léa"}, "order": {"total": 349}}

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Bonjour {{ customer.first_name }}"
msgstr "Hello {{ customer.first_name }}"

msgid "Merci !"
msgstr "Thank you!"

#, fuzzy
msgid "À bientôt"
msgstr "See you"

msgid "Total {{ order.total }}"
msgstr "Total {{ order.totl }}"

msgid "Oui {{ order.total | money }}"
msgstr "Yes {{ order.total | mony }}"

msgid "Non"
msgstr "No {{ customer.first_name }}"
"""


@pytest.fixture
def bilingual() -> Compiler:
    return Compiler(("fr", "en"), {"en": read(PO, language="en", file="locales/en/LC_MESSAGES/flows.po")})


def test_a_text_is_said_in_each_language_and_else_in_the_first(bilingual: Compiler) -> None:
    text = bilingual.text("Bonjour {{ customer.first_name }}")
    assert [text.render(VALUES, language) for language in ("fr", "en", "de")] == [
        "Bonjour Léa",
        "Hello Léa",
        "Bonjour Léa",
    ]
    assert bilingual.text("Merci !").render(VALUES, "en") == "Thank you!"


def test_a_text_without_a_translation_is_missing_and_said_in_the_first_language(bilingual: Compiler) -> None:
    assert bilingual.text("À bientôt").render(VALUES, "en") == "À bientôt"
    bilingual.text("À bientôt")
    assert bilingual.missing == {"en": ("À bientôt",)}


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("Total {{ order.total }}", 15, "leaves out order.total and it uses order.totl"),
        ("Oui {{ order.total | money }}", 18, "no filter is called `mony`"),
        ("Non", 21, "uses customer.first_name, which the source text does not"),
    ],
)
def test_a_faulty_translation_is_told_at_its_line_and_never_said(
    bilingual: Compiler, source: str, line: int, words: str
) -> None:
    text = bilingual.text(source)
    (fault,) = bilingual.faults
    assert (fault.file, fault.line) == ("locales/en/LC_MESSAGES/flows.po", line)
    assert words in fault.message
    assert text.render(VALUES, "en").split()[0] == source.split()[0]


@pytest.mark.parametrize("languages", [("klingon",), ("fr", "xx-YY")])
def test_an_unknown_language_is_refused(languages: tuple[str, ...]) -> None:
    with pytest.raises(ValueError):
        Compiler(languages)


def test_an_unknown_time_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        Compiler(timezone="Europe/Pari")
