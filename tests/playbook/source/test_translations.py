"""Catalogues as translators write them."""

import pytest

from bot.playbook.source.translations import Catalogue, UnreadableCatalogue, read

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
def polish() -> Catalogue:
    return read(PO, language="pl", file="locales/pl/LC_MESSAGES/flows.po")


def test_a_message_is_found_with_its_line(polish: Catalogue) -> None:
    entry = polish.entry("Merci !")
    assert (entry.text, entry.line) == ("Dziękuję!", 8)


def test_blanks_around_a_text_do_not_count(polish: Catalogue) -> None:
    assert polish.entry("Une ligne\net une autre\n").text == "Wiersz\ni drugi"


def test_fuzzy_and_empty_translations_are_not_used(polish: Catalogue) -> None:
    assert polish.entry("Bonjour") is None
    assert polish.entry("Plus tard") is None


def test_all_plural_forms_are_kept(polish: Catalogue) -> None:
    assert polish.entry("{{ n }} day").forms == ("{{ n }} dzień", "{{ n }} dni", "{{ n }} dni.")


@pytest.mark.parametrize("text", ["nonsense", 'msgid "a"\nmsgstr[x] "b"\n'])
def test_a_file_that_is_no_catalogue_is_told_with_its_place(text: str) -> None:
    with pytest.raises(UnreadableCatalogue) as caught:
        read(text, language="en", file="locales/en/LC_MESSAGES/flows.po")
    assert caught.value.file == "locales/en/LC_MESSAGES/flows.po"
    assert caught.value.line >= 1


@pytest.mark.parametrize("line", ['msgid "a', 'msgstr "b" x', "msgid a", '"a "quoted" word"'])
def test_a_line_that_would_be_skipped_or_cut_is_told_with_its_number(line: str) -> None:
    with pytest.raises(UnreadableCatalogue, match="this line can't be read") as caught:
        read(f'# a note\nmsgid "x"\n{line}\n', language="en", file="a.po")
    assert caught.value.line == 3


def test_what_was_read_before_is_not_read_again_and_a_changed_word_is() -> None:
    before = read(PO, language="pl", file="pl.po")
    assert read("".join(PO), language="pl", file="pl.po") is before
    changed = read(PO.replace("Dziękuję!", "Dzięki!"), language="pl", file="pl.po").entry("Merci !")
    assert changed is not None
    assert changed.text == "Dzięki!"
