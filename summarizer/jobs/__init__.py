"""Work that outlives its request: accepted once, kept in SQLite until it is done, told about when it is."""
