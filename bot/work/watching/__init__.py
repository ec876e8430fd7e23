"""What the clock looks for: absences, providers, messages that never came, threads that nobody took up."""
