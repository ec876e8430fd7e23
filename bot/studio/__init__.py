"""Marketers' tools: a playbook tried out before any customer meets it.

`rehearsals` is the ground: the real engine with one customer, a virtual clock and no network. On it stand
`playbook_tests`, which runs the tests that its `scripts` reads, and `talk`, a conversation in the terminal that
`recording` writes down as a test. `drawings` shows flows and journeys; `backtests` lets a playbook meet what really
happened; `publishing` puts one in use. Nothing here sends anything.
"""
