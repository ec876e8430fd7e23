"""The shipped small talk."""

from bot.understanding.language import tell
from bot.understanding.questions.small_talk import SMALL_TALK


def test_small_talk_is_in_both_languages_and_each_line_once() -> None:
    told = {tell(text)[0] for text in SMALL_TALK}
    assert {"fr", "en"} <= told
    assert len(set(SMALL_TALK)) == len(SMALL_TALK)
    assert all(text.strip() for text in SMALL_TALK)
