"""When the bot may speak to a customer, and when it had better not. Start with `contact_policy`."""
