"""A message as the listening order looks at it: the question it may answer, what it may wish, read once and on
demand.
"""

from __future__ import annotations

from typing import Final

from bot.engine.feedback.troubles import claims_flow
from bot.engine.listening.kept_ahead import said_to
from bot.engine.offers.superlatives import chosen_of, on_the_table
from bot.engine.order.proposing import proposes_again
from bot.engine.questions import as_question, in_other_languages
from bot.engine.resuming import question_step, step_of
from bot.engine.run import Run
from bot.engine.values import local_now
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.events import MessageReceived
from bot.playbook.compiled import Ask, Comment, Compare, ConsentStep, Rate
from bot.rules.opt_out.opt_out import OptOut, recognise
from bot.understanding.replies.acknowledgements import read_acknowledgement
from bot.understanding.replies.choices import example_of
from bot.understanding.replies.free_text import is_about_own_data, is_asking
from bot.understanding.replies.outcome import SURE, NotAnAnswer, Question, Reply, Unclear, Understood
from bot.understanding.replies.replies import read_reply
from bot.understanding.replies.trouble_words import names_a_trouble
from bot.understanding.replies.yes_no import asks_before_agreeing, is_yes, read_yes_no
from bot.understanding.shopping.agreeing import says_otherwise
from bot.understanding.shopping.order_notes import yes_beside_a_note
from bot.understanding.shopping.ordering_words import asks_to_have, counts_goods, orders_outright
from bot.understanding.shopping.pointers import points_at_one
from bot.understanding.shopping.superlatives import read_superlative
from bot.understanding.shopping.taking_words import count_after_all, takes_so_many, takes_unnamed
from bot.understanding.values.addresses import may_be_a_street
from bot.understanding.wishes import Wish, read_wish

CUSTOMER: Final = "customer"  # what a conversation was begun by
_TAKES_GOODS: Final = ("way", "place", "recap", "change")  # questions of an order to which more of it may be said
_BY_THE_CLOCK: Final = ("date", "time")  # questions whose answers need the customer's own hour to be read


class Heard:
    """One message and what it may be."""

    __slots__ = ("_reply", "_wish", "_word", "conversation", "event", "run", "step", "text")

    def __init__(self, run: Run, event: MessageReceived) -> None:
        self.run = run
        self.event = event
        self._word: OptOut | NotAnAnswer | None = NotAnAnswer()  # not looked for yet
        self.text = event.text.strip()
        self.conversation: Conversation | None = run.top
        self.step: Ask | ConsentStep | None = question_step(run, run.top) if run.top is not None else None
        self._reply: Reply | None = None
        self._wish: Wish | NotAnAnswer | None = NotAnAnswer()  # not read yet

    @property
    def is_pressed_here(self) -> bool:
        """A button of the question on the table was pressed."""
        pressed, waiting = self.event.pressed, self.conversation.waiting if self.conversation else None
        return pressed is not None and waiting is not None and waiting.prompt == pressed.prompt

    @property
    def counts_goods(self) -> bool:
        """While an order is being made, they count out more of what is sold: "et un kg de déca en point relais" says
        more than the way that it has in it."""
        draft = self.conversation.draft if self.conversation is not None else None
        if not isinstance(draft, OrderDraft) or draft.phase not in _TAKES_GOODS or self.event.pressed is not None:
            return False
        reading = self.event.reading
        is_sold = reading is None or any(one.offers for one in reading.named)
        return is_sold and counts_goods(self.text)

    @property
    def reply(self) -> Reply:
        """The message as an answer to the question on the table."""
        if self._reply is None:
            self._reply = self._read()
        return self._reply

    def also_says(self, conversation: Conversation, reply: Reply) -> None:
        """Some of it answered another question, which the conversation has kept; `reply` is what is left for this."""
        self.conversation, self._reply = conversation, reply

    def is_about_nothing_asked(self) -> None:
        """The question was left because of it: it is met as if there had been none."""
        self.conversation, self.step, self._reply = self.run.top, None, None

    def _read(self) -> Reply:
        waiting = self.conversation.waiting if self.conversation else None
        if self.step is None or waiting is None:
            return NotAnAnswer()
        event, pressed = self.event, self.event.pressed
        if pressed is not None:
            return self._pressed(pressed.index) if self.is_pressed_here else NotAnAnswer()
        if self._only_nods(waiting.tries):
            return Unclear()
        if self._is_of_goods(self.step) or asks_before_agreeing(self.text):
            return NotAnAnswer()
        certain = self._exemplified(self.step) or self._superlative()
        if certain is not None:
            return certain
        question = as_question(self.run, self.step, waiting.choices)
        said = self._yes_alone()
        now = local_now(self.run) if question.as_ in _BY_THE_CLOCK else self.run.at
        reply = read_reply(question, said, now=now, location=event.location, contact=event.contact, media=event.media)
        reply = self._later_after_all(question, reply)
        if isinstance(reply, Understood) and reply.certainty >= SURE:
            return reply
        if isinstance(reply, NotAnAnswer):
            reply = self._in_another_language(self.step, question, said) or reply
        return self._by_its_words(self.step) or reply

    def _exemplified(self, step: Ask | ConsentStep) -> Understood | None:
        """The choice that it is an example of."""
        key = example_of(step.exemplified, self.text) if isinstance(step, Ask) else None
        return Understood(key) if key is not None else None

    def _is_of_goods(self, step: Ask | ConsentStep) -> bool:
        """It counts out goods, or pieces of the one that is proposed ("oui, mettez-m'en deux" says more than the choice
        that it would be); asked how many, "la moins chère des deux" counts nothing."""
        if self.counts_goods or not isinstance(step, Ask):
            return self.counts_goods
        return (step.offer is not None and self.counts_pieces()) or (step.as_ == "number" and points_at_one(self.text))

    def counts_pieces(self) -> bool:
        return takes_so_many(self.text) or count_after_all(self.text, self.run.language) is not None

    def _yes_alone(self) -> str:
        """Return the yes of "oui, mais moulu pour filtre", where an order is on the table; else the text. The note is
        read once it is ordered (`order_notes`)."""
        conversation = self.conversation
        is_order = conversation is not None and isinstance(conversation.draft, OrderDraft)
        if not is_order and not (isinstance(self.step, Ask) and self.step.offer is not None):
            return self.text
        left = yes_beside_a_note(self.text, self.run.shelf.current.offer_words.notes)
        return left or self.text

    def _later_after_all(self, question: Question, reply: Reply) -> Reply:
        """ "Ok ben je réfléchis" is no yes, and takes the choice of later where there is one."""
        if question.as_ != "choice" or read_acknowledgement(self.text) != "later":
            return reply
        place = reply.choice if isinstance(reply, Understood) else None
        if place is None or not is_yes(question.choices[place].label):
            return reply
        return read_reply(question, "plus tard" if self.run.language == "fr" else "later", now=self.run.at)

    def _by_its_words(self, step: Ask | ConsentStep) -> Understood | None:
        """ "Silencieuse, oui" to "does noise matter?", "3 tasses et 400 euros" to "how many cups?"."""
        value = said_to(self.run, step, self.text) if isinstance(step, Ask) and step.is_heard else None
        return Understood(value, SURE) if value is not None and not is_asking(self.text) else None

    def _in_another_language(self, step: Ask | ConsentStep, question: Question, said: str) -> Understood | None:
        """What it surely takes of the choices as another language of the store has them."""
        if question.as_ != "choice" or not said:
            return None
        every = in_other_languages(self.run, step, question)
        found = (read_reply(one, said, now=self.run.at) for one in every)
        return next((one for one in found if isinstance(one, Understood) and one.certainty >= SURE), None)

    def _superlative(self) -> Understood | None:
        """ "La moins chère", of the offers among which it is asked to choose."""
        said = read_superlative(self.text) if self.text and self.conversation is not None else None
        if said is None or self.conversation is None:
            return None
        offers = self.run.offers.all_of(on_the_table(self.run, self.conversation))
        chosen = chosen_of(self.run, said, offers)
        return Understood(chosen) if chosen is not None else None

    @property
    def orders_from_table(self) -> bool:
        """Under a comparison, they order in so many words what they choose."""
        conversation = self.conversation
        if (
            conversation is None
            or self.event.pressed is not None
            or not isinstance(self.step, Ask)
            or not self.step.sells
        ):
            return False
        if not isinstance(step_of(self.run, conversation), Compare):
            return False
        said = read_superlative(self.text)
        outright = orders_outright(self.text) and (not is_asking(self.text) or asks_to_have(self.text))
        return outright or (said is not None and said.orders)

    def _only_nods(self, tries: int) -> bool:
        """ "Ok" to "what is wrong with it?" tells nothing: the first time, the question waits for more. Asked for their
        opinion, "super" says enough.
        """
        if not isinstance(self.step, Ask) or self.step.as_ != "text" or isinstance(self.step, Comment) or tries:
            return False
        return read_yes_no(self.text) == Understood(True) or read_acknowledgement(self.text) in ("thanks", "hesitating")

    def _pressed(self, index: int) -> Reply:
        waiting = self.conversation.waiting if self.conversation else None
        if waiting is None or not 0 <= index < len(waiting.choices):
            return NotAnAnswer()
        key = waiting.choices[index].key
        is_choice = isinstance(self.step, Ask) and self.step.as_ in ("choice", "rating")
        return Understood(key if is_choice else index == 0, 1.0, index)

    @property
    def word(self) -> OptOut | None:
        """What it says about being written to; of several messages read as one, what any of them says."""
        if isinstance(self._word, NotAnAnswer):
            self._word = self._recognised()
        return self._word

    def _recognised(self) -> OptOut | None:
        if not self.text or self.text.isdecimal() or self.event.pressed is not None:
            return None
        found = [recognise(line) for line in (self.text.splitlines() if self.event.earlier else [self.text])]
        said = [one for one in found if one is not None]
        return next((one for one in said if one.sure and one.kind == "stop"), said[0] if said else None)

    @property
    def is_unread(self) -> bool:
        """It is in the customer's own words, which nobody has read yet."""
        event = self.event
        return bool(self.text) and event.reading is None and event.pressed is None and not self.text.startswith("/")

    @property
    def exact(self) -> Understood | None:
        """The answer, where it is certain. A free text is one unless it is plainly a question or a wish."""
        reply = self.reply
        if not isinstance(reply, Understood) or self._may_tell_trouble(reply) or self._asks_beside_a_rating():
            return None
        if isinstance(self.step, Ask) and self.step.as_ == "text" and self.event.pressed is None:
            if self._orders_politely():
                return reply
            return None if self._says_something_else() or self._is_to_be_read() else reply
        is_more = self.orders_from_table or self.tells_a_trouble or self._may_name_goods(reply) or self.agrees_otherwise
        return reply if reply.certainty >= SURE and not is_more else None

    def _may_tell_trouble(self, reply: Understood) -> bool:
        """A reason for a rating is read before it is kept: it may be a trouble to look after."""
        is_reason = isinstance(self.step, Comment) or (isinstance(self.step, Rate) and isinstance(reply.value, dict))
        return is_reason and self.is_unread and claims_flow(self.run) is not None

    def _asks_beside_a_rating(self) -> bool:
        """ "4, do you sell decaf?" is a score and a question."""
        return isinstance(self.step, Rate) and self.event.pressed is None and "?" in self.text

    def _says_something_else(self) -> bool:
        wish = self.wish
        if (
            is_asking(self.text) or is_about_own_data(self.text) or takes_unnamed(self.text)
        ):  # "je la prends": no reason
            return True
        return wish is not None and (wish.sure or wish.kind == "cancel")

    def _orders_politely(self) -> bool:
        """Asked what they want, "can I get a kilo of Huila?" names it."""
        draft = self.conversation.draft if self.conversation is not None else None
        is_asked = isinstance(draft, OrderDraft) and draft.phase == "what"
        reading = self.event.reading
        return is_asked and reading is not None and bool(reading.named) and asks_to_have(self.text)

    def _is_to_be_read(self) -> bool:
        """What is wanted is asked in free words: they are surely the answer only where they name what is sold. Asked
        for an address, words without a number or a street may put something into the order instead.
        """
        draft = self.conversation.draft if self.conversation is not None else None
        if not isinstance(draft, OrderDraft) or draft.phase not in ("what", "address"):
            return False
        if draft.phase == "address":
            return not (draft.part or may_be_a_street(self.text) or any(sign.isdigit() for sign in self.text))
        return self.event.reading is None or not self.event.reading.named

    @property
    def tells_a_trouble(self) -> bool:
        """Asked by the bot of its own accord whether it came, or how it goes, they say what is broken."""
        asked, step = self.conversation, self.step
        if asked is None or asked.cause == CUSTOMER or asked.caller is not None or self.event.pressed is not None:
            return False
        if not isinstance(step, Ask) or isinstance(step, Rate):
            return False
        is_asked_of_it = step.as_ == "yes_no" or (step.as_ == "choice" and asked.purpose != "service")
        return is_asked_of_it and names_a_trouble(self.text)

    @property
    def proposes_again(self) -> bool:
        """What they bought last is proposed to them, and they answer in words of their own."""
        step, conversation = self.step, self.conversation
        if self.event.pressed is not None or not self.text or conversation is None:
            return False
        return isinstance(step, Ask) and step.offer is not None and proposes_again(self.run, conversation, step.offer)

    @property
    def agrees_otherwise(self) -> bool:
        """ "Oui mais deux" says more than the yes that it begins with."""
        notes = self.run.shelf.current.offer_words.notes
        return self.proposes_again and says_otherwise(self.text, self.run.language, notes)

    def _may_name_goods(self, reply: Understood) -> bool:
        """ "Ajoutez un déca" says more than the choice to add something."""
        draft = self.conversation.draft if self.conversation is not None else None
        if not isinstance(draft, OrderDraft) or draft.phase != "change" or reply.value != "add":
            return False
        return self.event.pressed is None and (self.is_unread or bool(self.event.reading and self.event.reading.named))

    @property
    def wish(self) -> Wish | None:
        if isinstance(self._wish, NotAnAnswer):
            self._wish = (
                read_wish(self.text, now=local_now(self.run), language=self.run.language) if self.text else None
            )
        return self._wish
