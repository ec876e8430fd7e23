"""May we write, when and for what: consent, opt-outs, and what the customer wishes of it."""
