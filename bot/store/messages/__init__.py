"""The path of a message: the inbox, the turn, the outbox, and what became of each part."""
