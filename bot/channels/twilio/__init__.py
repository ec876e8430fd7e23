"""SMS and WhatsApp through Twilio. Start with `twilio`."""
