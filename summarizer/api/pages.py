"""The pages for people: the editor's page, the API's pages, one page a problem."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, current_app, render_template, request
from markupsafe import Markup, escape

from summarizer._version import __version__
from summarizer.api.openapi import ProblemApi
from summarizer.api.problems import ADVICE, error_classes
from summarizer.errors import NotFound

pages = Blueprint("pages", __name__)


@pages.app_template_filter()
def with_code(text: str) -> Markup:
    """Return ``text`` with what stands between backticks as code, all of it escaped."""
    parts = str(text).split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


@pages.get("/")
def index() -> str:
    """Show the editor's page."""
    return render_template("index.html", version=__version__)


@pages.get("/docs")
def docs() -> str:
    """Show the operations and schemas of the OpenAPI file."""
    api = cast(ProblemApi, current_app.extensions["summarizer_api"])
    return render_template("docs.html", version=__version__, spec=api.spec.to_dict())


@pages.get("/problems/<code>")
def problem(code: str) -> str | Response:
    """Say what an error code means and what to do about it."""
    kind = next((kind for kind in error_classes() if kind.code == code), None)
    if kind is None:
        raise NotFound("No error has this code.")
    known = {"code": code, "status": kind.status, "title": kind.title, "advice": ADVICE[code]}
    if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
        return cast(Response, current_app.json.response(known))
    return render_template("problem.html", version=__version__, problem=known)
