"""The composition root: settings in, a running installation out. The only owner of clock and randomness.

Nothing else opens a database, a channel or a socket; nothing here decides anything about a customer.
"""
