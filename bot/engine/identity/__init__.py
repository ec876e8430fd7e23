"""Who is writing: addresses that are shown to be one person, and persons who turn out to be two."""
