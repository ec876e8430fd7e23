"""Long stories of customers, lived with the real process: real doors, real sockets, a clock that a test moves."""
