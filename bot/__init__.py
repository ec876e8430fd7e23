"""Parcours: one thread with every customer.

The one-way street::

     Telegram  Twilio  web chat ┐                                                                ┌ Telegram
     the shop's webhooks, API   ├► parse ► INBOX ► read ► turn ► OUTBOX ► dispatcher ► send     ├ Twilio SMS, WhatsApp
     staff, imports, the clock  ┘          due_at          │                                     └ web chat
                                             ▲             │
                                             └── timers ───┤      a timer is an inbox row whose due_at lies ahead
                                                           │
       turn = one transaction:   load the customer ► contact policy ► advance() ► write
                                 {state, transcript, outbox, timers, ledger} + the event is done

`model`          the vocabulary: events, effects, customers, parts of messages; records only
`rules`          business rules, pure, one subject a file: opt-out, contact policy
`playbook`       what marketers write: files in, one checked and immutable `Playbook` out
`understanding`  what a customer means: reading a reply, matching a question, telling the language
`engine`         `advance(shelf, customer, event) -> Turn(customer, effects)`, pure
`store`          the database: inbox, outbox, customers, transcript, ledger; the only place that knows SQL
`channels`       Telegram, SMS and WhatsApp, the web chat: reading, cutting, sending
`work`           the loops: turns, sending, uncertain sends, sweeps, the clock
`studio`         marketers' tools: rehearsal, playbook tests, drawings, publishing
`web`            the doors: webhooks, the web chat, the console, health
`wiring`         the composition root; the only owner of clock and randomness
`cli`            one thin module per group of commands

Words. Customer: a person; has addresses, consents, facts. Flow: a conversation as written; conversation: a flow running
with a customer. Playbook: all that marketers wrote, at one version. Event: something that happened. Turn: one event met
by the engine. Effect: what the engine asks for. Inbox: events waiting; outbox: messages waiting. Timer: an event that
has not happened yet. Purpose of a message: reply, service, care, marketing. Ledger: the recorded decisions. Handover: a
conversation in staff's hands.
"""

import os

# Our matrices are small: a second thread of numpy's algebra spends more on waiting for its share than it computes (a
# question against 1,000 answers took four times the processor). The library reads this once, as it is loaded, so it is
# said before anything of ours is; it holds for the whole process, and what the environment says goes before it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
