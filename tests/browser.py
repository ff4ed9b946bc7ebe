"""Where the tests of pages are skipped: they need a browser and its driver."""

from __future__ import annotations

import importlib.util

import pytest

from evaluation.serving import CHROMIUM

needs_browser = pytest.mark.skipif(
    CHROMIUM is None or importlib.util.find_spec("playwright") is None,
    reason="Chromium or playwright is not installed",
)
