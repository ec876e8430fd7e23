"""The pure engine: one event and one customer in, the customer after it and the effects out. Start with `advance`.

`turn` is what every part works on, `walking` runs a conversation, `steps` has the verbs, `stack` says which
conversation is on top, `questions` and `resuming` what stands on the table, `speaking` what is said and `values` what
texts and conditions see. The rest is by subject: `listening` (a message), `offers`, `order`, `renewal`, `feedback`,
`appointment`, `contact` (may we write?), `identity`, `journey`, `follow_ups` (what begins by itself), `ledger`.
"""
