import pytest

from bot.store.database.plain_words import folded, for_fts5, for_tsquery, highlighted, only_letters, words_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Détartrant", "detartrant"), ("ÉTÉ", "ete"), ("Straße", "strasse"), ("ﬁn", "fin"), ("محمد", "محمد")],
)
def test_accents_and_capitals_are_forgiven(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_words_are_letters_and_figures_each_once_and_not_too_many() -> None:
    assert words_of('  Café "crème" OR café* -- 250g') == ["cafe", "creme", "or", "250g"]
    assert words_of("…!? ''") == []
    assert len(words_of(" ".join(map(str, range(100))))) == 12


def test_a_query_is_made_of_words_alone_whatever_was_typed() -> None:
    words = words_of("NEAR(a b) c:* ' \" \\")
    assert for_fts5(words) == '"near"* "a" "b" "c"'
    assert for_tsquery(words) == "'near':* & 'a' & 'b' & 'c'"


def test_a_letter_alone_is_looked_for_by_its_beginning_beside_longer_words_it_is_a_word() -> None:
    assert for_fts5(words_of("l'eau")) == '"l" "eau"*'
    assert for_tsquery(words_of("plan B")) == "'plan':* & 'b'"
    assert for_tsquery(words_of("e m")) == "'e':* & 'm':*"
    assert only_letters(words_of("e m"))
    assert not only_letters(words_of("l'eau"))


def test_what_was_looked_for_is_marked_with_a_little_around_it() -> None:
    text = "x" * 200 + " la buse vapeur fuit, la Buse ! " + "y" * 200
    pieces = highlighted(text, ["buse"], around=20)
    assert [piece.text for piece in pieces if piece.found] == ["buse", "Buse"]
    assert (pieces[0].text, pieces[-1].text[-1]) == ("…", "…")
    assert "".join(piece.text for piece in highlighted("Un détartrant", ["detar"])) == "Un détartrant"
    assert [piece.found for piece in highlighted("rien ici", ["buse"])] == [False]
    assert [piece.text for piece in highlighted("Le bac de l'eau", ["l", "eau"]) if piece.found] == ["l", "eau"]
