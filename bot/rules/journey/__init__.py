"""Where a customer is on a journey, how fast they move, and when a follow-up is due."""
