"""Telegram: sending, its updates, its errors. Start with `telegram`."""
