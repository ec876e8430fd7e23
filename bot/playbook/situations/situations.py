"""The program's own words to customers: what it says when a conversation needs mending, and the labels of its buttons.

The English here is the msgid; translations stand in `locales/<lang>/LC_MESSAGES/bot.po`. A playbook rewords any of
them under `flows/conversations/repair/`. A text may use `store.name` and `customer.first_name` (with a `default`) and
nothing else, because it may be needed in any conversation; those about a wish may use `wish` as well. Those of the
first group come right before the question that is put again, in one message, and must read well there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.playbook.situations.booking_words import BOOKING
from bot.playbook.situations.selling_words import SELLING
from bot.playbook.situations.situation import Situation
from bot.playbook.situations.situations_late import LATE
from bot.playbook.situations.situations_questions import QUESTIONS
from bot.playbook.situations.situations_recommendation import OFFERED
from bot.playbook.situations.situations_renewal import RENEWAL
from bot.playbook.situations.situations_wishes import WISHES

__all__ = ["SITUATIONS", "Situation"]

SITUATIONS: Final[Mapping[str, Situation]] = {
    # Before the question that is put again.
    "not_understood": Situation(
        "I’m not sure I followed you. Here is my question again:",
        "Sorry, I didn't follow.",
    ),
    "did_you_mean": Situation("Did you mean one of these?", "Did you mean:"),
    "retry_choice": Situation("One of these is all I need:", "Please pick one:"),
    "noted_ahead": Situation("Noted.", "Noted."),
    "yes_which": Situation("Gladly! I only need to know which:", "Gladly. I just need to know which:"),
    "retry_text": Situation("A few words are all I need.", "In a few words, please:"),
    "retry_number": Situation("A number is all I need, such as 4.", "A number please, e.g. 4."),
    "retry_money": Situation("An amount is all I need, such as 250.", "An amount please, e.g. 250."),
    "retry_date": Situation(
        "A day is all I need: “tomorrow”, “next Tuesday” or “12 March”.",
        "A day, e.g. tomorrow or 12 March.",
    ),
    "retry_time": Situation("A time is all I need, such as 6:30 pm.", "A time, e.g. 6:30 pm."),
    "retry_yes_no": Situation("A yes or a no is all I need.", "Yes or no, please:"),
    "retry_phone": Situation(
        "I can’t read that as a phone number. Please write it in full.",
        "Phone number in full, please.",
    ),
    "retry_email": Situation(
        "I can’t read that as an e-mail address. It should look like name@example.com.",
        "E-mail please, e.g. name@example.com.",
    ),
    "retry_postcode": Situation("A postcode is all I need, such as 69002.", "A postcode, e.g. 69002."),
    "retry_location": Situation(
        "You can share your position, or simply write your town or postcode.",
        "Your town or postcode, please.",
    ),
    "retry_photo": Situation("I need a photo for this one.", "A photo, please."),
    "signs_only": Situation("In a word or two, what would you like?", "In a word or two, what would you like?"),
    "media_kept": Situation("Thank you, I’ve kept it for the team.", "Thanks, kept for the team."),
    "corrected": Situation("Of course, I’ve changed that.", "Changed."),
    "still_waiting": Situation("All right. I only need your answer to this:", "All right. I just need your answer:"),
    "resumed": Situation("Back to where we were:", "Where we were:"),
    "resumed_after_staff": Situation(
        "I’m taking over again from the team. If all is settled, just say “settled”. If not, here is where we were:",
        "The assistant again. Say SETTLED if it is. If not:",
    ),
    # Something else than the question.
    "no_idea": Situation(
        "I’d rather not tell you anything wrong: I’m passing your question to the team.",
        "I'm passing your question to the team.",
    ),
    "nothing_to_answer": Situation(
        "I don’t have an answer to that. Could you put it another way, or shall I fetch someone from the team?",
        "I don't have an answer. Put it another way, or ask for the team?",
    ),
    "small_talk": Situation(
        "You’ve got me there! About the shop, ask me anything, or shall I fetch someone from the team?",
        "You've got me there! Ask me about the shop, or ask for the team.",
    ),
    # Offers: a sentence, and a line for each; what is known of one. These may use `offer`, `reason` and `attribute`.
    "offers_found": Situation("Here’s what could suit you:", "This could suit you:"),
    "offers_nearest": Situation("Not among ours, I’m afraid. The nearest to it:", "Not among ours. The nearest:"),
    "offer_line": Situation(
        "• {{ offer.name }}: {{ offer.price | money: 'short' }}{% if reason %} ({{ reason }}){% endif %}",
        "- {{ offer.name }}: {{ offer.price | money: 'short' }}{% if reason %} ({{ reason }}){% endif %}",
    ),
    "offer_description": Situation("{{ offer.description }}", "{{ offer.description | truncate: 90 }}"),
    "offer_attribute": Situation(
        "– {{ attribute.name }}: {{ attribute.value }}{% if attribute.unit %} {{ attribute.unit }}{% endif %}",
        "- {{ attribute.name }}: {{ attribute.value }}{% if attribute.unit %} {{ attribute.unit }}{% endif %}",
    ),
    "offer_in_stock": Situation("In stock.", "In stock now."),
    "offer_sold_out": Situation("Sold out for now.", "Sold out."),
    "offer_gone": Situation(
        "{{ offer.name }} {% if offer.several %}have{% else %}has{% endif %} gone meanwhile, I’m sorry. Here’s what’s "
        "left.",
        "{{ offer.name }} {% if offer.several %}have{% else %}has{% endif %} gone. Still here:",
    ),
    "offer_gone_alone": Situation(
        "{{ offer.name }} {% if offer.several %}have{% else %}has{% endif %} gone meanwhile, I’m sorry.",
        "{{ offer.name }} {% if offer.several %}have{% else %}has{% endif %} gone.",
    ),
    # Offers side by side, or one that is proposed.
    **OFFERED,
    "greeting": Situation(
        "{{ store.name }} here. What can I do for you?",
        "{{ store.name }} here. How can I help?",
    ),
    "greeted": Situation("Go ahead, I’m listening.", "Go ahead, I'm listening."),
    "how_are_you": Situation("Very well, thank you! What can I do for you?", "Very well, thanks! How can I help?"),
    "welcome": Situation("With pleasure! I’m here if you need me.", "With pleasure!"),
    "noted": Situation("I understand. I’m here if you need me.", "All right. I'm here if you need me."),
    "referral_mistyped": Situation(
        "That code doesn’t look complete: it has ten letters and digits, no 0 and no 1. Could you copy it again?",
        "That code isn't complete: ten letters and digits, no 0 or 1. Could you copy it again?",
    ),
    "referral_unknown": Situation(
        "I don’t know that code. Could you copy it again? You’re welcome all the same.",
        "I don't know that code. Could you copy it again? Welcome all the same.",
    ),
    "take_your_time": Situation(
        "Take your time. I’m here if you have a question.", "Take your time. I'm here for you."
    ),
    "goodbye": Situation("Thank you, and see you soon!", "See you soon!"),
    "robot": Situation(
        "I’m {{ store.name }}’s assistant, a program. The team reads along, and takes over whenever you ask.",
        "I'm {{ store.name }}'s program. Ask for the team any time.",
    ),
    # Endings and pauses.
    "ended": Situation("All right, we’ll leave it there. Write whenever you like.", "OK, we'll leave it there."),
    "postponed": Situation(
        "No hurry. I’ll come back to it later, and you can write before that.", "No hurry. Talk later."
    ),
    "nothing_to_end": Situation("There’s nothing under way. How can I help?", "Nothing under way. How can I help?"),
    # A person.
    "handed_over": Situation(
        "I’m passing you to the team, with what we’ve said so far. Someone will answer you here.",
        "I'm passing you to the team. They'll answer here.",
    ),
    "waiting_for_staff": Situation(
        "The team has your message and will answer you here as soon as someone is free.",
        "The team has your message and will answer here.",
    ),
    "taken_over": Situation(
        "Someone from the team is taking over and will answer you here.",
        "The team is taking over and will answer here.",
    ),
    "given_back": Situation(
        "I’m taking over again from the team. Anything else I can do for you?",
        "The assistant again. Anything else?",
    ),
    "unavailable": Situation(
        "Something is not working on our side. I’m asking the team to look after you.",
        "A hitch on our side: the team will look after you.",
    ),
    # Consent.
    "opted_out": Situation(
        "Understood: {{ store.name }} won’t write to you any more. If you write to us, we’ll still answer.",
        "{{ store.name }}: you won't receive messages any more. START to undo.",
    ),
    "opted_in": Situation(
        "Thank you. {{ store.name }} may write to you again about your orders and what you ask for, not for offers.",
        "{{ store.name }}: we may write about your orders again, no offers. STOP to end.",
    ),
    "opt_out_check": Situation(
        "Would you rather not receive messages from {{ store.name }} any more?",
        "No more messages from {{ store.name }}?",
    ),
    "too_many_check": Situation(
        "Sorry about that. Shall we write less often, or not at all?",
        "Sorry. Fewer messages from {{ store.name }}, or none at all?",
    ),
    "opt_out_kept": Situation("Thank you, nothing changes.", "Nothing changes."),
    "consent_ask": Situation(
        "May {{ store.name }} write to you here with news and offers? You can reply STOP at any time.",
        "May {{ store.name }} send you offers here? STOP to end at any time.",
    ),
    "care_ask": Situation(
        "May {{ store.name }} write to you here about what you have bought? You can reply STOP at any time.",
        "May {{ store.name }} write about your purchases? STOP to end.",
    ),
    "consent_confirm": Situation(
        "To be sure: do you agree to {{ store.name }} writing to you here with news and offers? "
        "Only your yes to this message counts.",
        "{{ store.name }}: please confirm that you want our offers here. YES or NO?",
    ),
    "consent_thanks": Situation(
        "Thank you, it’s noted. Reply STOP whenever you have had enough.", "Thanks, noted. STOP to end."
    ),
    "consent_declined": Situation("Noted, nothing changes: no offers.", "Nothing changes: no offers."),
    # A phone that may have passed to somebody else.
    "still_you": Situation(
        "Hello, is that still {{ customer.first_name }}?",
        "Is that still {{ customer.first_name }}?",
    ),
    "still_you_unnamed": Situation(
        "Hello, it has been a while. Have we talked at this number before?",
        "Have we talked at this number before?",
    ),
    "it_is_you": Situation(
        "Thank you, good to hear from you again. I’m listening.",
        "Thank you! I'm listening.",
    ),
    # Going on with Telegram: the link, and what is said at its end.
    "link": Situation(
        "Here’s your link to Telegram: we’ll pick up there where we left off. It’s yours alone, works once and is good "
        "for 24 hours.",
        "Your link to Telegram, for 24 hours:",
    ),
    "no_link": Situation(
        "We’re not on Telegram for now. Let’s go on right here: nothing you’ve told me is lost.",
        "Not on Telegram for now. Let's go on here.",
    ),
    "link_here": Situation("You’re already on Telegram with us: just write here.", "You're there already."),
    "linked": Situation("Here we are on Telegram, with everything we’ve said so far.", "Here we are on Telegram."),
    "link_over": Situation("That link no longer works.", "That link no longer works."),
    "label_telegram": Situation("Go on in Telegram"),
    # Showing, by a code, that they are who already talks with us elsewhere. The code stands below its text.
    "code_which": Situation(
        "Which phone number or e-mail address do you use with us? If we know it, I’ll send a six-digit code to where "
        "we already talk, to be sure it’s you.",
        "Which number or e-mail do you use with us? A code will go there.",
    ),
    "code_on_its_way": Situation(
        "If we already know each other there, a six-digit code is on its way. Type it here within 10 minutes.",
        "If we know you there, a code is on its way. Type it here within 10 minutes.",
    ),
    "code": Situation(
        "{{ store.name }}: to link this chat with another of yours, type this code there within 10 minutes. "
        "Don’t share it with anyone; if you didn’t ask for it, just ignore it.",
        "{{ store.name }}: your code, for 10 minutes. Don't share it:",
    ),
    "code_wrong": Situation(
        "That code doesn’t match. Could you check its six digits?",
        "That code doesn't match. Could you check it?",
    ),
    "code_over": Situation(
        "That code no longer works. Say “link my chats” for another one.",
        'That code has expired. Say "link my chats" for another.',
    ),
    "code_too_often": Situation(
        "I can’t send any more codes for now. Try again tomorrow, or say “someone” to talk to the team.",
        "No more codes for now. Try tomorrow, or say SOMEONE.",
    ),
    "code_own": Situation("That one is already linked to this chat.", "Already linked to this chat."),
    "code_linked": Situation(
        "It’s you, thank you! I have everything we’ve said so far.", "It's you, thanks! I have all we said."
    ),
    "card_own": Situation(
        "Thank you. Is that your own number? If it is, I can link what we already say there, with a code.",
        "Is that your own number? If so, I'll send a code there.",
    ),
    "identity_check": Situation(
        "Thank you. To be sure I’m talking to the right person, someone from the team will check and answer you here.",
        "Thanks. Someone from the team will check and answer here.",
    ),
    # What anybody may ask.
    "help": Situation(
        "{{ store.name }} here. Ask me your question, say “someone” to talk to the team, "
        "or STOP to receive nothing more.",
        "{{ store.name }}: ask your question, SOMEONE for the team, STOP to end.",
    ),
    "privacy": Situation(
        "{{ store.name }} keeps what you write here to look after you and your orders. "
        "You can ask the team for a copy or for it to be erased, and reply STOP to receive nothing more.",
        "{{ store.name }} keeps this chat to help you. Ask for a copy or erasure; STOP to end.",
    ),
    # The preference centre: its lines, one below the other, and the labels of its buttons.
    "preferences": Situation("What {{ store.name }} writes to you about:", "{{ store.name }} writes about:"),
    "preferences_service": Situation(
        "• Your orders, your appointments and what you ask for: always", "- your orders: always"
    ),
    "preferences_care": Situation("• How you’re getting on with what you bought: yes", "- your purchases: yes"),
    "preferences_care_no": Situation("• How you’re getting on with what you bought: no", "- your purchases: no"),
    "preferences_news": Situation("• News and offers: yes ({{ channel }})", "- offers: yes ({{ channel }})"),
    "preferences_news_no": Situation("• News and offers: no", "- offers: no"),
    "preferences_often": Situation(
        "• At most {{ wish.times }} message{% if wish.times > 1 %}s{% endif %} {% if wish.every == 1 %}a day"
        "{% elsif wish.every == 7 %}a week{% elsif wish.every == 30 %}a month{% elsif wish.every == 365 %}a year"
        "{% else %}every {{ wish.every }} days{% endif %}",
        "- {{ wish.times }} at most in {{ wish.every }} day{% if wish.every > 1 %}s{% endif %}",
    ),
    "preferences_hours": Situation(
        "• Nothing {% if wish.after %}before {{ wish.after }}{% endif %}{% if wish.after and wish.before %} or "
        "{% endif %}{% if wish.before %}after {{ wish.before }}{% endif %}",
        "- not {% if wish.after %}before {{ wish.after }}{% endif %}{% if wish.after and wish.before %} or "
        "{% endif %}{% if wish.before %}after {{ wish.before }}{% endif %}",
    ),
    "preferences_days": Situation(
        "• Nothing {% if wish.weekend %}at the weekend{% else %}on {{ wish.days }}{% endif %}",
        "- not {% if wish.weekend %}at the weekend{% else %}on {{ wish.days }}{% endif %}",
    ),
    "preferences_channel": Situation(
        "• By {{ wish.channel }}{% if wish.only %} only{% endif %}",
        "- by {{ wish.channel }}{% if wish.only %} only{% endif %}",
    ),
    "preferences_pause": Situation(
        "• Nothing before {{ wish.until }}: you asked for a pause", "- pause until {{ wish.until }}"
    ),
    "preferences_quiet": Situation(
        "• No offers before {{ wish.until }}: something went wrong, we keep quiet", "- no offers until {{ wish.until }}"
    ),
    "preferences_count": Situation("• Your wishes: {{ wish.count }}", "- your wishes: {{ wish.count }}"),
    "preferences_wishes": Situation(
        "Your wishes. To change one, just say so: “once a month is enough”, “not before 6 pm”, “by SMS”, "
        "“pause until September”.",
        "Your wishes. To change one, just say so, e.g. once a month.",
    ),
    "preferences_nothing": Situation(
        "• Nothing: you asked not to be written to. If you write to us, we’ll still answer.", "- nothing (STOP)"
    ),
    "preferences_changed": Situation("Done.", "Done."),
    "label_news": Situation("Get news and offers"),
    "label_no_news": Situation("No more news or offers"),
    "label_care": Situation("Ask me how it goes"),
    "label_no_care": Situation("Nothing about my purchases"),
    "label_wishes": Situation("My wishes, one by one", "My wishes"),
    "label_forget_often": Situation("Forget how often"),
    "label_forget_hours": Situation("Forget the hours"),
    "label_forget_days": Situation("Forget the days"),
    "label_forget_channel": Situation("Forget the channel"),
    "label_resume": Situation("End the pause"),
    "label_no_news_telegram": Situation("No offers by Telegram"),
    "label_no_news_sms": Situation("No offers by SMS"),
    "label_no_news_whatsapp": Situation("No offers by WhatsApp"),
    "label_no_news_web": Situation("No offers by chat"),
    "label_back": Situation("Back"),
    "label_nothing": Situation("Nothing at all any more"),
    "label_start": Situation("Write about my orders"),
    "label_done": Situation("It’s fine as it is"),
    "label_fr": Situation("En français", "In French"),
    "label_en": Situation("In English"),
    "language_changed": Situation("Let’s go on in English.", "In English then."),
    "language_unknown": Situation("I don’t speak that language yet, I’m sorry.", "Sorry, not that language yet."),
    # Labels of our own buttons.
    "label_fewer": Situation("Fewer messages"),
    "label_nothing_more": Situation("No more messages"),
    "label_yes": Situation("Yes"),
    "label_no": Situation("No"),
    "label_something_else": Situation("Something else"),
    "label_person": Situation("Talk to someone"),
    # What `{{ channel }}` is called where it has no name of its own.
    "label_this_chat": Situation("chat"),
    **{
        name: Situation(*words)
        for name, words in {**LATE, **RENEWAL, **QUESTIONS, **SELLING, **BOOKING, **WISHES}.items()
    },
}
