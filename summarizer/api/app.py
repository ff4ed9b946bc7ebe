"""The application factory, and the entry for gunicorn.

``make_app`` builds an application around any Summarizer, so a test gives its own. ``create_app``
is what gunicorn calls in its one worker, after the fork: it reads the settings and begins to warm
the model in the background, and ``/readyz`` says when it is done.
"""

from __future__ import annotations

import threading
from typing import cast

import structlog
from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_cors import CORS
from werkzeug.middleware.proxy_fix import ProxyFix

from summarizer import tracing
from summarizer.api.handlers import register
from summarizer.api.jobs import jobs, open_desk
from summarizer.api.logs import configure_logs
from summarizer.api.openapi import CONFIG, ProblemApi
from summarizer.api.pages import pages
from summarizer.api.routes import operations, probes
from summarizer.api.service import Service
from summarizer.pipeline import Summarizer, make_summarizer
from summarizer.settings import Settings, load_settings

log = structlog.get_logger("summarizer")

PREFLIGHT_SECONDS = 600
# What a page of another origin may read beside the answer itself.
EXPOSED = ["Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID", "Idempotency-Replayed"]
STATIC_SECONDS = 3600  # the pages name their files with the version, so a new one is fetched at once


def make_app(settings: Settings, summarizer: Summarizer) -> Flask:
    """Return an application that answers with ``summarizer``."""
    configure_logs(settings.log_level)
    app = Flask(__name__)
    # one above our own limit: see openapi.read_body
    app.config.update(
        CONFIG, MAX_CONTENT_LENGTH=settings.max_body_bytes + 1, SEND_FILE_MAX_AGE_DEFAULT=STATIC_SECONDS
    )
    cast(DefaultJSONProvider, app.json).ensure_ascii = False
    cast(DefaultJSONProvider, app.json).sort_keys = False
    service = Service(settings, summarizer)
    app.extensions["summarizer"] = service
    register(app, service)
    _listen_to_proxies(app, settings.trusted_proxies)
    _allow_origins(app, settings.cors_origins)
    api = ProblemApi(app)
    app.extensions["summarizer_api"] = api
    app.extensions["summarizer_jobs"] = open_desk(settings, service)
    for blueprint in (operations, jobs, probes):
        api.register_blueprint(blueprint)
        app.register_blueprint(blueprint, name=f"{blueprint.name}_v1", url_prefix="/v1")
    app.add_url_rule("/v1/openapi.json", "openapi_v1", app.view_functions["api-docs.openapi_json"])
    app.register_blueprint(pages)
    return app


def _listen_to_proxies(app: Flask, proxies: int) -> None:
    """Believe the last ``proxies`` entries of X-Forwarded-For and its kin; none, where there is no proxy."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]


def _allow_origins(app: Flask, origins: tuple[str, ...]) -> None:
    """Let pages of these origins read our answers; with none, the browser lets nobody but our own pages."""
    if origins:
        CORS(
            app,
            origins=list(origins),
            methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "X-Request-ID"],
            expose_headers=EXPOSED,
            max_age=PREFLIGHT_SECONDS,
        )


def create_app() -> Flask:
    """Return the application of this process' environment and begin to warm its model."""
    settings = load_settings()
    app = make_app(settings, make_summarizer(settings))
    if tracing.asked_for() and not tracing.start():
        log.warning("no_spans", detail="a collector is named, but the extra otel is not installed")
    warm_up(app.extensions["summarizer"])
    if (desk := app.extensions["summarizer_jobs"]) is not None:
        desk.runner.start()
    return app


def warm_up(service: Service) -> threading.Thread:
    """Warm the model of ``service`` in the background; return the thread that does it."""
    service.warming = True
    thread = threading.Thread(target=service.warm_up, name="warm-up", daemon=True)
    thread.start()
    return thread
