"""Commands on an installation: run it, look after it, let staff in."""
