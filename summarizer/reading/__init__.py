"""Reading: who says what in a text. Nothing here writes."""
