"""What a customer means: reading a reply, matching a question, telling the language."""
