"""What waits in the outbox, sent. Start with `dispatcher`."""
