"""What a text states that has a value: numbers, amounts, days, hours, numbers to call, places."""
