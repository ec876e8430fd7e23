"""Offers in a conversation: shown, compared, recommended, asked about."""
