"""They say yes or no otherwise than the question has it: "vous pouvez valider" to the order read back, a bare "non" to
"how would you like it?".

Only who says in so many words that it is to go out confirms it. A no refuses something, nobody knows what: they are
asked, and told that a word ends it.
"""

from __future__ import annotations

from bot.engine.listening.heard import Heard
from bot.engine.order.order_under_way import Making, answers, note, puts_again
from bot.engine.phrases import phrase
from bot.engine.run import Run
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.yes_no import read_yes_no
from bot.understanding.shopping.ordering_words import confirms_order, others_agree, puts_off
from bot.understanding.spelling import written_out


def confirms_it(run: Run, heard: Heard, making: Making) -> bool:
    """ "C'est bon, vous pouvez valider": what was read back is ordered, or stays as it is."""
    draft = making.draft
    is_kept = bool(draft.order) and not draft.changed
    return confirms_order(heard.text) and answers(run, making, "keep" if is_kept else "confirm")


def leaves_a_doubt(run: Run, heard: Heard, making: Making) -> bool:
    """ "Non, c'est bon" may say that nothing is missing, or that nothing is wanted; "je valide demain" is no yes of
    today, and "elle est d'accord" somebody else's: the question again, in few words."""
    if not (_says_both(heard.text) or others_agree(heard.text) or puts_off(heard.text)):
        return False
    is_kept = bool(making.draft.order) and not making.draft.changed
    asked = phrase(run, making.conversation, "order_keep" if is_kept else "order_confirm")
    return puts_again(run, making, asked, alone=True)


def _says_both(text: str) -> bool:
    first, _, rest = text.strip().partition(" ")
    return read_yes_no(first) == Understood(False) and read_yes_no(written_out(rest)) == Understood(True)


def says_only_no(run: Run, heard: Heard, making: Making) -> bool:
    """A bare no to a question that none answers: what does not suit is asked, and the question stands."""
    if read_yes_no(heard.text) != Understood(False):
        return False
    note(run, making, False, asked=making.draft.phase)
    return puts_again(run, making, phrase(run, making.conversation, "order_refused"), alone=True)
