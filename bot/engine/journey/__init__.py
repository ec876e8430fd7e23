"""Where customers are on their journeys, how fast they move, and the moments that count."""
