"""From owner words to sources: names, roles, pronouns; ``sources`` is the way in."""
