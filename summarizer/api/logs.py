"""Logs as JSON lines on standard error, one a request."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

from summarizer import tracing


def configure_logs(level: str) -> None:
    """Write the package's log lines of ``level`` and above as JSON to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            add_trace,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        # looked up at each line, since a server may put another stream there
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def add_trace(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Add the ids of the trace that runs here, so that a log line leads to its spans."""
    return {**event, **tracing.ids()}
