"""A message as the listening order looks at it: the question it may answer, what it may wish, read once and on
demand.

A message is looked at before its turn (`reading`) and in it. What was read of it then is its `Glance`, and is good for
the turn as long as it was read as an answer to the same question at the same instant.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.engine.questions import as_question
from bot.engine.resuming import question_step
from bot.engine.turn import Run
from bot.engine.values import local_now
from bot.model.conversation import Conversation
from bot.model.events import MessageReceived
from bot.playbook.compiled import Ask, ConsentStep
from bot.rules.opt_out import OptOut, recognise
from bot.understanding.free_text import is_asking
from bot.understanding.outcome import SURE, NotAnAnswer, Question, Reply, Understood
from bot.understanding.replies import read_reply
from bot.understanding.wishes import Wish, read_wish

_Asked = tuple[Question, datetime]


class Glance(Struct, frozen=True):
    """What was read of a message before its turn. `free`: its text is worth reading by the matcher."""

    event: MessageReceived
    free: bool
    word: OptOut | NotAnAnswer | None = NotAnAnswer()  # not looked for
    asked: _Asked | None = None
    reply: Reply = NotAnAnswer()


class Heard:
    """One message and what it may be. `seen` is what was read of it before, if anything."""

    __slots__ = ("_asked", "_reply", "_seen", "_wish", "_word", "conversation", "event", "run", "step", "text")

    def __init__(self, run: Run, event: MessageReceived, seen: Glance | None = None) -> None:
        self.run = run
        self.event = event
        self._seen = seen if seen is not None and _is_same(seen.event, event) else None
        self._asked: _Asked | None = None
        self._word = NotAnAnswer() if self._seen is None else self._seen.word  # not looked for yet
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
    def reply(self) -> Reply:
        """The message as an answer to the question on the table."""
        if self._reply is None:
            self._reply = self._read()
        return self._reply

    def _read(self) -> Reply:
        waiting = self.conversation.waiting if self.conversation else None
        if self.step is None or waiting is None:
            return NotAnAnswer()
        event, pressed = self.event, self.event.pressed
        if pressed is not None:
            return self._pressed(pressed.index) if self.is_pressed_here else NotAnAnswer()
        question, now = self._asked = as_question(self.run, self.step, waiting.choices), local_now(self.run)
        if self._seen is not None and self._seen.asked == self._asked:
            return self._seen.reply
        return read_reply(
            question, self.text, now=now, location=event.location, contact=event.contact, media=event.media
        )

    def _pressed(self, index: int) -> Reply:
        waiting = self.conversation.waiting if self.conversation else None
        if waiting is None or not 0 <= index < len(waiting.choices):
            return NotAnAnswer()
        key = waiting.choices[index].key
        is_choice = isinstance(self.step, Ask) and self.step.as_ == "choice"
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

    def glance(self, *, free: bool) -> Glance:
        """Return what has been read so far, for the message's turn."""
        return Glance(self.event, free, self.word, self._asked, self._reply or NotAnAnswer())

    @property
    def exact(self) -> Understood | None:
        """The answer, where it is certain. A free text is one unless it is plainly a question or a wish."""
        reply = self.reply
        if not isinstance(reply, Understood):
            return None
        if isinstance(self.step, Ask) and self.step.as_ == "text" and self.event.pressed is None:
            return None if self._says_something_else() else reply
        return reply if reply.certainty >= SURE else None

    def _says_something_else(self) -> bool:
        return is_asking(self.text) or (self.wish is not None and self.wish.sure)

    @property
    def wish(self) -> Wish | None:
        if isinstance(self._wish, NotAnAnswer):
            self._wish = (
                read_wish(self.text, now=local_now(self.run), language=self.run.language) if self.text else None
            )
        return self._wish


def _is_same(before: MessageReceived, event: MessageReceived) -> bool:
    """Tell whether both are one message met at one instant, be it with its reading or without."""
    return before.id == event.id and before.at == event.at and before.text == event.text
