"""Scores of the whole path on the seed articles, and the gate that holds them up."""
