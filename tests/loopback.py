"""A real service on loopback, as the tests of clients, pages and recipes want it."""

from __future__ import annotations

from typing import Any

from flask import Flask

from evaluation.serving import served
from summarizer.api.app import make_app
from summarizer.generation.registry import load_registry
from summarizer.pipeline import Summarizer
from summarizer.reading.reader import Reader
from summarizer.settings import Settings

__all__ = ["extract_app", "served"]


def extract_app(reader: Reader, **settings: Any) -> Flask:
    """Return the application with the extract, warm."""
    chosen = Settings(model="extract", **settings)
    summarizer = Summarizer(chosen, reader, load_registry(chosen))
    summarizer.warm_up()
    return make_app(chosen, summarizer)
