"""A year of random customers in seconds: the engine and the last look before a socket, on a clock of their own.

`python -m tests.simulation --seed 7 --customers 50 --days 365` runs it and prints what happened. Inbox, outbox and
providers are small models in memory (`world`); what decides is the program's own: `advance`, the channels' cutters,
`dispatcher_check`, the order in which reports count. After each step the invariants of `oracle` are looked at: it
knows what the customer did and what the phone showed, and nothing of what the engine thinks.
"""
