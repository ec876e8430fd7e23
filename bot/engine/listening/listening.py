"""What is done with a message that comes in: two lists of rules, whose order is all there is to it.

Each rule is asked in turn and returns whether it has dealt with the message; the first that has, ends the matter. What
the law wants comes first, then who has the thread, then what surely answers, then what surely means something, then
what may, and at last the repair of what nobody understood.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.engine import stack
from bot.engine.appointment.booking_whereabouts import names_another_shop, says_where_to_come
from bot.engine.appointment.missed_visit import says_when_instead
from bot.engine.appointment.slot_wishing import names_an_hour
from bot.engine.contact.contact_wishing import wishes_contact
from bot.engine.contact.opting_out import QUESTIONS, opts_out, opts_out_perhaps
from bot.engine.contact.permission import heard_lately
from bot.engine.contact.wish_check import wishes_contact_perhaps
from bot.engine.feedback.no_rating import has_no_rating
from bot.engine.feedback.rated_beside import rates_and_asks, says_it_is_not_settled
from bot.engine.feedback.rating_again import changes_rating
from bot.engine.feedback.trouble_beside import tells_a_trouble, tells_a_trouble_beside
from bot.engine.happenings import happen_replied
from bot.engine.identity.doubting import PHONES, begin_doubt, says_who_they_are, why_in_doubt
from bot.engine.identity.identifying import shows_own_number
from bot.engine.identity.proving import offers_code, proves
from bot.engine.listening import arrival
from bot.engine.listening.buttons import meets_button, meets_offer
from bot.engine.listening.cancelling import cancels_what_was_spoken_of
from bot.engine.listening.carrying_on import carries_the_answer_on
from bot.engine.listening.corrections import corrects, corrects_by_label, corrects_instead_of_telling, corrects_perhaps
from bot.engine.listening.heard import Heard
from bot.engine.listening.in_other_words import meant_of
from bot.engine.listening.keeping_quiet import is_a_machine, is_with_staff
from bot.engine.listening.late_answers import answers_late
from bot.engine.listening.meanings import asks_or_wants, asks_what_we_may_know
from bot.engine.listening.mourning import tells_of_a_death_at_home, wants_the_dead_forgotten
from bot.engine.listening.open_floor import finishes
from bot.engine.listening.repair import brings_media, brings_more_of_an_album, brings_signs, not_understood
from bot.engine.listening.said_ahead import answers_another_question, tells_a_need
from bot.engine.listening.unasked import corrects_an_amount, corrects_unasked, counts_otherwise
from bot.engine.listening.wishing import commands, wishes, wishes_perhaps
from bot.engine.offers.difference_asked import asks_how_they_differ, compares_what_is_named
from bot.engine.offers.midway import wants_others_midway
from bot.engine.offers.not_sold import asks_for_what_is_not_sold
from bot.engine.offers.offer_answers import asks_about_an_offer, asks_of_which, asks_the_same_of_another
from bot.engine.offers.product_answers import asks_for_an_offer
from bot.engine.offers.recommending_again import answers_recommendation
from bot.engine.offers.recomparing import asks_what_is_not_told, changes_comparison
from bot.engine.offers.refining import leaves_out, wants_others
from bot.engine.offers.several_asked import asks_several
from bot.engine.offers.suiting import asks_if_an_offer_suits, asks_if_another_suits
from bot.engine.offers.why_not import asks_why_not_another
from bot.engine.order.order_cancelling import cancels_what_was_ordered
from bot.engine.order.order_coming import asks_to_come_for_the_order
from bot.engine.order.order_instructions import asks_of_the_order_made
from bot.engine.order.order_readdressed import sets_the_address_right
from bot.engine.order.order_said import says_it_of_the_order, says_more_of_the_order
from bot.engine.order.order_taken_up import takes_up_what_was_put_aside
from bot.engine.order.order_when import asks_when_the_order_comes
from bot.engine.order.order_wished import takes_what_is_shown
from bot.engine.order.ordering_shown import asks_for_the_cheapest, orders_from_the_table, orders_the_cheapest
from bot.engine.questions import take
from bot.engine.renewal.agreeing_otherwise import agrees_otherwise
from bot.engine.renewal.at_home import speaks_of_home
from bot.engine.renewal.renewal_variants import wants_the_same_otherwise
from bot.engine.renewal.renewal_wishing import says_why_not_now, speaks_of_renewal
from bot.engine.renewal.sworn_off import swears_off_an_offer
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.steps.booking import booking_answered
from bot.engine.steps.ordering import order_answered
from bot.engine.steps.outcome import Breaks
from bot.engine.steps.telling import settled
from bot.engine.walking import follow
from bot.model.events import MessageReceived
from bot.playbook.compiled import Ask, BookStep, OrderStep
from bot.understanding.replies.outcome import Understood

Rule = Callable[[Run, Heard], bool]


def answers_exactly(run: Run, heard: Heard) -> bool:
    """It answers the question on the table, beyond doubt."""
    exact = heard.exact
    return exact is not None and take_answer(run, heard, exact)


def answers_nearly(run: Run, heard: Heard) -> bool:
    """It answers the question on the table, and nothing else is likelier."""
    if asks_what_we_may_know(run, heard):
        return False
    return isinstance(heard.reply, Understood) and take_answer(run, heard, heard.reply)


def answers_in_other_words(run: Run, heard: Heard) -> bool:
    """It answers the question on the table, in words that only its sense tells."""
    meant = meant_of(run, heard)
    return meant is not None and take_answer(run, heard, meant)


def take_answer(run: Run, heard: Heard, understood: Understood) -> bool:
    """Take the answer and let the conversation go on."""
    conversation, step = heard.conversation, heard.step
    if conversation is None or step is None:
        return False
    if run.customer.not_understood or run.customer.offered:
        run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    written = step_of(run, conversation)
    if isinstance(written, OrderStep):
        follow(run, order_answered(run, conversation, written, understood))
    elif isinstance(written, BookStep):
        follow(run, booking_answered(run, conversation, written, understood))
    elif isinstance(step, Ask):
        follow(run, take(run, conversation, step, understood))
    else:
        granted = understood.value is True
        follow(run, settled(run, conversation, step, granted=granted, evidence=heard.event.id))
    return True


def stands_nowhere(run: Run, heard: Heard) -> bool:
    """The conversation waits for a reply at a step that is no more: a person goes on with it."""
    conversation = heard.conversation
    if conversation is None or conversation.waiting is None or heard.step is not None:
        return False
    if conversation.waiting.kind != "reply":
        return False
    stack.lift(run, conversation)
    follow(run, Breaks(conversation, f"the question {conversation.step!r} is no more"))
    return True


def brings_a_card(run: Run, heard: Heard) -> bool:
    """A number on a card that the channel does not vouch for may be theirs, and may not: they are asked."""
    card = heard.event.contact
    return card is not None and not card.own and bool(card.phone) and offers_code(run, card.phone)


SURE: Final[tuple[Rule, ...]] = (
    wants_the_dead_forgotten,
    wishes_contact,
    opts_out,
    changes_rating,
    is_with_staff,
    says_who_they_are,
    proves,
    is_a_machine,
    brings_more_of_an_album,
    brings_a_card,
    stands_nowhere,
    leaves_out,
    meets_offer,
    corrects_instead_of_telling,
    corrects_an_amount,
    counts_otherwise,
    says_why_not_now,
    asks_the_same_of_another,
    asks_if_another_suits,
    asks_why_not_another,
    changes_comparison,
    answers_recommendation,
    names_another_shop,
    names_an_hour,
    says_when_instead,
    says_it_of_the_order,
    says_where_to_come,
    compares_what_is_named,
    answers_another_question,
    answers_exactly,
    takes_up_what_was_put_aside,
    answers_late,
    meets_button,
    commands,
)
"""What these deal with is certain, read or not."""
GUESSING: Final[tuple[Rule, ...]] = (
    tells_of_a_death_at_home,
    rates_and_asks,
    says_it_is_not_settled,
    has_no_rating,
    tells_a_trouble_beside,
    speaks_of_renewal,
    swears_off_an_offer,
    speaks_of_home,
    agrees_otherwise,
    wants_the_same_otherwise,
    cancels_what_was_ordered,
    asks_of_the_order_made,
    asks_to_come_for_the_order,
    asks_when_the_order_comes,
    sets_the_address_right,
    cancels_what_was_spoken_of,
    asks_how_they_differ,
    says_more_of_the_order,
    orders_from_the_table,
    orders_the_cheapest,
    asks_for_the_cheapest,
    changes_comparison,
    answers_recommendation,
    tells_a_need,
    wants_others,
    wants_others_midway,
    asks_about_an_offer,
    asks_several,
    asks_if_an_offer_suits,
    carries_the_answer_on,
    takes_what_is_shown,
    answers_in_other_words,
    finishes,
    wishes,
    corrects,
    wishes_contact_perhaps,
    opts_out_perhaps,
    corrects_by_label,
    corrects_unasked,
    tells_a_trouble,
    asks_for_an_offer,
    asks_what_is_not_told,
    asks_for_what_is_not_sold,
    asks_or_wants,
    asks_of_which,
    corrects_perhaps,
    answers_nearly,
    wishes_perhaps,
    brings_media,
    brings_signs,
    not_understood,
)


def _forget_yesterday(run: Run, *, pressed: bool) -> None:
    """After a day an offer is off the table, and what was not understood then no longer counts. Two last longer: a
    consent may be confirmed days later, and "no more messages?" is answered whenever its button is pressed.
    """
    customer = run.customer
    if (customer.offered or customer.not_understood) and not heard_lately(run):
        lasts = customer.pending is not None or (pressed and customer.offered in QUESTIONS)
        asked = customer.offered if lasts else ()
        run.change(offered=asked, not_understood=0)


def hear(run: Run, event: MessageReceived) -> None:
    """Note where the message came from, then ask the rules in their order."""
    _forget_yesterday(run, pressed=event.pressed is not None)
    why = why_in_doubt(run, event) if event.address.channel in PHONES else None
    arrival.note_address(run, event.address)
    arrival.note_profile(run, event.profile)
    arrival.note_language(run, event)
    arrival.first_contact(run)
    if event.contact is not None:
        shows_own_number(run, event, event.contact)
    if why is not None:
        begin_doubt(run, event, why)
        return
    if happen_replied(run):
        return
    heard = Heard(run, event)
    run.held = run.customer.offered
    for rule in SURE:
        if rule(run, heard):
            return
    run.unread = heard.is_unread
    for rule in GUESSING:
        if rule(run, heard):
            return
