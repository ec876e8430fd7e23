"""What is sold, and which of it suits a customer."""
