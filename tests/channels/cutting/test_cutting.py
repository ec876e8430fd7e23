from bot.channels.cutting.cutting import WORDLESS, in_words, lay_out, with_buttons
from bot.model.message import Choice, Content, Link, Media
from bot.model.parts import PartBody

PHOTO, FILM = Media("photo", "a.jpg"), Media("video", "b.mp4")
STICKER = Media("sticker", "s")


def test_a_short_text_goes_under_the_last_picture() -> None:
    assert lay_out("Voici", [PHOTO, FILM], text_limit=100, caption_limit=50) == [
        PartBody(media=PHOTO),
        PartBody(text="Voici", media=FILM),
    ]


def test_a_text_too_long_for_a_caption_comes_after_the_picture() -> None:
    bodies = lay_out("x" * 60, [PHOTO], text_limit=100, caption_limit=50)
    assert bodies == [PartBody(media=PHOTO), PartBody(text="x" * 60)]


def test_a_sticker_takes_no_caption() -> None:
    assert lay_out("Merci", [STICKER], text_limit=100, caption_limit=50)[0] == PartBody(media=STICKER)


def test_a_picture_alone_is_one_part_and_a_wordless_message_is_not_empty() -> None:
    assert lay_out("", [PHOTO], text_limit=9, caption_limit=9) == [PartBody(media=PHOTO)]
    assert lay_out("  ", [], text_limit=9, caption_limit=9) == [PartBody(text=WORDLESS)]


def test_buttons_are_under_the_last_part_only() -> None:
    choices, links = (Choice("a", "Oui"),), (Link("Voir", "https://x.example"),)
    content = Content(text="…", choices=choices, prompt="p", links=links, asks="location")
    first, last = with_buttons([PartBody(text="un"), PartBody(text="deux")], content)
    assert first == PartBody(text="un")
    assert (last.choices, last.prompt, last.links, last.asks) == (choices, "p", links, "location")


def test_choices_are_numbered_and_links_written_out_in_the_customers_language() -> None:
    content = Content(
        choices=(Choice("a", "Le prix"), Choice("b", "Le délai")),
        links=(Link("Boutique", "https://x.example"), Link("", "https://y.example")),
        language="fr",
    )
    assert in_words("Que changer ?", content) == (
        "Que changer ?\nBoutique : https://x.example\nhttps://y.example\n"
        "1. Le prix\n2. Le délai\nRépondez par le numéro."
    )
    assert in_words("", Content()) == ""


def test_a_question_that_says_its_scale_is_not_told_it_again() -> None:
    scores = tuple(Choice(str(score), str(score)) for score in range(11))
    for text, ending in (
        ("De 0, non, à 10, oui : content ?", "content ?"),
        ("Content ?", "Répondez de 0 à 10."),
        ("Commande 10, content ?", "Répondez de 0 à 10."),
    ):
        assert in_words(text, Content(text=text, choices=scores, language="fr")).endswith(ending)


def test_scores_in_a_row_are_a_sentence_and_no_list_of_numbers_before_numbers() -> None:
    scores = tuple(Choice(str(score), str(score)) for score in range(11))
    assert in_words("Votre note ?", Content(choices=scores[1:6], language="fr")) == "Votre note ?\nRépondez de 1 à 5."
    assert in_words("Your rating?", Content(choices=scores, language="en")) == "Your rating?\nReply from 0 to 10."
    years = (Choice("a", "1"), Choice("b", "2"), Choice("c", "5"))
    assert "3. 5" in in_words("Combien ?", Content(choices=years, language="fr"))
