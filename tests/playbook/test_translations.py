"""Catalogues as translators write them."""

import pytest

from bot.playbook.translations import UnreadableCatalogue, read

PO = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

#: conversations/order.yaml:12
msgid "Merci !"
msgstr "Dziękuję!"

#, fuzzy
msgid "Bonjour"
msgstr "Do widzenia"

msgid "Plus tard"
msgstr ""

msgid ""
"Une ligne\n"
"et une autre"
msgstr ""
"Wiersz\n"
"i drugi"

msgid "{{ n }} day"
msgid_plural "{{ n }} days"
msgstr[0] "{{ n }} dzień"
msgstr[1] "{{ n }} dni"
msgstr[2] "{{ n }} dni."
"""


@pytest.fixture
def polish():
    return read(PO, language="pl", file="locales/pl/LC_MESSAGES/flows.po")


def test_a_message_is_found_with_its_line(polish):
    entry = polish.entry("Merci !")
    assert (entry.text, entry.line) == ("Dziękuję!", 8)


def test_blanks_around_a_text_do_not_count(polish):
    assert polish.entry("Une ligne\net une autre\n").text == "Wiersz\ni drugi"


def test_fuzzy_and_empty_translations_are_not_used(polish):
    assert polish.entry("Bonjour") is None
    assert polish.entry("Plus tard") is None
    assert dict(polish.unfinished) == {"Bonjour": 12, "Plus tard": 15}


@pytest.mark.parametrize(
    ("count", "form"), [(1, "{{ n }} dzień"), (3, "{{ n }} dni"), (5, "{{ n }} dni."), (22, "{{ n }} dni")]
)
def test_plural_forms_follow_the_catalogues_own_rule(polish, count, form):
    assert polish.plural("{{ n }} day", "{{ n }} days", count) == form


def test_a_plural_without_translation_is_the_sources():
    empty = read("", language="fr", file="bot.po")
    assert [empty.plural("day", "days", count) for count in (1, 2)] == ["day", "days"]


@pytest.mark.parametrize("text", ["nonsense", 'msgid "a"\nmsgstr[x] "b"\n'])
def test_a_file_that_is_no_catalogue_is_told_with_its_place(text):
    with pytest.raises(UnreadableCatalogue) as caught:
        read(text, language="en", file="locales/en/LC_MESSAGES/flows.po")
    assert caught.value.file == "locales/en/LC_MESSAGES/flows.po"
    assert caught.value.line >= 1
