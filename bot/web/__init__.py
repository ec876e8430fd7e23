"""The doors: webhooks, the web chat, health."""
