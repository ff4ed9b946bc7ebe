"""Summaries in which every sentence that reports a claim still says whose claim it is."""

from summarizer._version import __version__

__all__ = ["__version__"]
