"""The pure engine: one event and one customer in, the customer after it and the effects out. Start with `advance`."""
