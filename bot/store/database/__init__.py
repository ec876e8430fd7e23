"""The database itself, whichever of the two it is: transactions, statements, migrations. Start with `database`."""
