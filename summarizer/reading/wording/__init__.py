"""Loaded words and where they take a stand; ``voice`` is the way in."""
