"""From the parse to claims: cues, contents, owners as words of the text; ``attribution`` is the way in."""
