"""The webhooks of Telegram and Twilio: what customers send, and what became of what we sent."""
