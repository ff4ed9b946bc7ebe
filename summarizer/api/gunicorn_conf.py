"""gunicorn's configuration: one worker, many threads, no preload.

One process holds one copy of the model, so there is one worker; its threads share it behind the
admission queue. The worker is gunicorn's threaded one, made patient (``gunicorn_worker``). ``preload`` would
load torch before the fork, after which it may hang, so a server that is started with it refuses to start.
More capacity is more replicas of the service.
"""

from __future__ import annotations

import resource
from typing import Any

from summarizer.errors import ConfigurationError
from summarizer.settings import load_settings

# Beside those at work and those in the queue, some threads stay free for the probes and for telling
# the next caller that the queue is full.
SPARE_THREADS = 4
# Seconds beyond a request's own deadline in which it may still write its answer.
GRACE = 10

# Connections that may be open at once: an idle one costs a descriptor and no thread.
MOST_CONNECTIONS = 8192
# Descriptors for everything else: libraries, the model, the store of jobs, calls to others.
OTHER_DESCRIPTORS = 256


def most_connections() -> int:
    """Raise the process' limit of open files as far as it may and return how many connections fit."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + OTHER_DESCRIPTORS
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    return max(limit - OTHER_DESCRIPTORS, threads + 1)


_settings = load_settings()

wsgi_app = "summarizer.api.app:create_app()"
bind = f"{_settings.host}:{_settings.port}"
workers = 1
worker_class = "summarizer.api.gunicorn_worker.PatientWorker"
threads = _settings.request_threads + _settings.queue_size + SPARE_THREADS
preload_app = False
timeout = int(_settings.deadline) + GRACE
graceful_timeout = int(_settings.deadline) + GRACE
keepalive = 5
worker_connections = most_connections()
loglevel = _settings.log_level.lower()
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Refuse a command line that would fork a loaded model or load it twice."""
    if server.cfg.preload_app:
        raise ConfigurationError(
            "gunicorn's preload must be off: a model that was loaded before a fork hangs"
        )
    if server.cfg.workers != 1:
        raise ConfigurationError(
            f"gunicorn must have 1 worker, not {server.cfg.workers}: start more replicas"
        )
