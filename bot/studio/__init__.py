"""Marketers' tools: a playbook tried out before any customer meets it.

`rehearsal` is the ground: the real engine with one customer, a virtual clock and no network. On it stand `running`,
which runs the tests that `scripts` reads, and `talk`, a conversation in the terminal that `recording` writes down as a
test. `drawing` shows a flow; `publishing` puts a playbook in use. Nothing here sends anything.
"""
