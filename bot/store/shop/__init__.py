"""What is sold, ordered, booked and rated, and where customers are on their journeys."""
