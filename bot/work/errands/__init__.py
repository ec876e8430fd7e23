"""What a turn asked for besides messages. Start with `errands`."""
