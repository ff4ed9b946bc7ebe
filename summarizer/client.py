"""The Python client: ``Client`` and its asynchronous twin.

Both build the same requests and read the same answers (``client_calls``); only the sending is
written twice. Nothing heavy is imported: no Flask, torch or spaCy. A failed call is tried again where that
can help: after connection errors and 408, 409, 429, 502, 503, 504, with growing pauses or the server's
``Retry-After``. All tries of a call carry one ``Idempotency-Key``, so that no work is done twice.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from typing import Any, Self, Unpack

import httpx2

from summarizer import answers
from summarizer.client_calls import (
    DEFAULT_TIMEOUT,
    NO_HEADERS,
    READY_PAUSE,
    ArticleArgs,
    AttributionsArgs,
    BatchBody,
    Calls,
    CheckArgs,
    SummarizeArgs,
    article_body,
    asked_body,
    batches,
    check_body,
    connection_error,
    job_body,
    pause_of,
    raise_for,
    read_answer,
    read_batch,
    to_json,
)
from summarizer.client_errors import (
    BY_CODE,
    BY_STATUS,
    ApiError,
    BadRequest,
    Busy,
    ConnectionFailed,
    DeadlineExceeded,
    EmptyText,
    Forbidden,
    JobsUnavailable,
    KeyReused,
    MalformedBody,
    MethodNotAllowed,
    ModelNotPrepared,
    NotFound,
    NothingToSummarize,
    NotReady,
    RateLimited,
    RequestTimeout,
    ServerError,
    ShuttingDown,
    StatusError,
    StillRunning,
    TimedOut,
    TooLarge,
    Unauthorized,
    Unavailable,
    UnknownModel,
    Unprocessable,
    UnreadableAnswer,
    UnresolvedOwner,
    UnsupportedLanguage,
    UnsupportedMedia,
    WorkerLost,
)
from summarizer.jobs.records import Operation


class Client(Calls):
    """Talks to a summariser service; use it as a context manager, or call ``close``.

    ``base_url`` and ``api_key`` come from SUMMARIZER_URL and SUMMARIZER_API_KEY where not given.
    Every method raises ApiError: see ``client_errors`` for its tree.
    """

    def __init__(
        self,
        base_url: str | None = None,
        api_key: str | None = None,
        *,
        timeout: float | httpx2.Timeout = DEFAULT_TIMEOUT,
        max_retries: int = 2,
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(base_url, api_key, max_retries)
        self._sleep = sleep
        self._http = httpx2.Client(headers=self._headers, timeout=timeout, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def summarize(
        self, text: str | None = None, *, html: str | None = None, **given: Unpack[SummarizeArgs]
    ) -> answers.SummarizeAnswer:
        """Summarise an article given as ``text`` or as ``html``."""
        body = asked_body(text, html, given)
        return read_answer(answers.SummarizeAnswer, self._post("/v1/summarize", to_json(body)))

    def check(
        self,
        text: str | None = None,
        candidate: str = "",
        *,
        html: str | None = None,
        **given: Unpack[CheckArgs],
    ) -> answers.CheckAnswer:
        """Check ``candidate``, a summary by anyone, against an article."""
        body = check_body(text, candidate, html, given)
        return read_answer(answers.CheckAnswer, self._post("/v1/check", to_json(body)))

    def attributions(
        self, text: str | None = None, *, html: str | None = None, **given: Unpack[AttributionsArgs]
    ) -> answers.AttributionsAnswer:
        """Read who says what in an article."""
        body = asked_body(text, html, given)
        return read_answer(answers.AttributionsAnswer, self._post("/v1/attributions", to_json(body)))

    def citron(
        self, text: str | None = None, *, html: str | None = None, **given: Unpack[ArticleArgs]
    ) -> answers.CitronAnswer:
        """Read who says what, as quotes in BBC Citron's form."""
        body = article_body(text, html, given) | {"format": "citron"}
        return read_answer(answers.CitronAnswer, self._post("/v1/attributions", to_json(body)))

    def batch(self, items: Iterable[BatchBody]) -> Iterator[answers.BatchItem]:
        """Summarise many: ``items`` are bodies of ``/summarize``; yields one answer each, in order."""
        before = 0
        for lines in batches(items):
            response = self._post("/v1/batch", b"\n".join(lines), "application/x-ndjson")
            yield from read_batch(response, before=before, sent=len(lines))
            before += len(lines)

    def submit(
        self,
        operation: Operation,
        body: Mapping[str, Any],
        *,
        webhook: str | None = None,
        idempotency_key: str | None = None,
    ) -> answers.JobAnswer:
        """Hand in a job: ``body`` is what the operation's own address takes; ``webhook`` is told of its end.

        The same ``idempotency_key`` with the same body is the same job, also after this process ended.
        """
        asked = to_json(job_body(operation, body, webhook))
        return read_answer(answers.JobAnswer, self._post("/v1/jobs", asked, key=idempotency_key))

    def job(self, job_id: str) -> answers.JobAnswer:
        """Look at a job."""
        return read_answer(answers.JobAnswer, self._send("GET", f"/v1/jobs/{job_id}"))

    def drop_job(self, job_id: str) -> None:
        """Cancel a job, or forget one that is over."""
        self._send("DELETE", f"/v1/jobs/{job_id}")

    def wait_for_job(self, job_id: str, timeout: float = 600.0) -> answers.JobAnswer:
        """Return a job once it is over. Raises TimedOut where it is not within ``timeout`` seconds."""
        until = time.monotonic() + timeout
        while True:
            response = self._send("GET", f"/v1/jobs/{job_id}")
            job = read_answer(answers.JobAnswer, response)
            if job.over:
                return job
            if time.monotonic() >= until:
                raise TimedOut(f"job {job_id} is {job.status} after {timeout:g} seconds")
            self._sleep(pause_of(response))

    def capabilities(self) -> answers.CapabilitiesAnswer:
        """Return what the server can do, and its limits."""
        return read_answer(answers.CapabilitiesAnswer, self._send("GET", "/v1/capabilities"))

    def rules(self) -> answers.RulesAnswer:
        """Return the editorial rules."""
        return read_answer(answers.RulesAnswer, self._send("GET", "/v1/rules"))

    def wait_until_ready(self, timeout: float = 120.0) -> None:
        """Wait until the model is warm; raises what ``/readyz`` says once ``timeout`` seconds are over."""
        until = time.monotonic() + timeout
        while True:
            try:
                self._send_once("GET", "/readyz", b"", NO_HEADERS)
            except (Unavailable, ConnectionFailed):
                if time.monotonic() >= until:
                    raise
                self._sleep(READY_PAUSE)
            else:
                return

    def _post(
        self, path: str, body: bytes, content_type: str = "application/json", key: str | None = None
    ) -> httpx2.Response:
        return self._send("POST", path, body, self._post_headers(content_type, key))

    def _send(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] = NO_HEADERS
    ) -> httpx2.Response:
        tried = 0
        while True:
            try:
                return self._send_once(method, path, body, headers)
            except ApiError as error:
                pause = self._pause(tried, error)
                if pause is None:
                    raise
            self._sleep(pause)
            tried += 1

    def _send_once(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> httpx2.Response:
        url = self.base_url + path
        try:
            response = self._http.request(method, url, content=body or None, headers=headers)
        except httpx2.RequestError as error:
            raise connection_error(error, url) from error
        raise_for(response)
        return response


class AsyncClient(Calls):
    """The asynchronous twin of ``Client``: the same methods, awaited."""

    def __init__(
        self,
        base_url: str | None = None,
        api_key: str | None = None,
        *,
        timeout: float | httpx2.Timeout = DEFAULT_TIMEOUT,
        max_retries: int = 2,
        transport: httpx2.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        super().__init__(base_url, api_key, max_retries)
        self._sleep = sleep
        self._http = httpx2.AsyncClient(headers=self._headers, timeout=timeout, transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def summarize(
        self, text: str | None = None, *, html: str | None = None, **given: Unpack[SummarizeArgs]
    ) -> answers.SummarizeAnswer:
        """Summarise an article given as ``text`` or as ``html``."""
        body = asked_body(text, html, given)
        return read_answer(answers.SummarizeAnswer, await self._post("/v1/summarize", to_json(body)))

    async def check(
        self,
        text: str | None = None,
        candidate: str = "",
        *,
        html: str | None = None,
        **given: Unpack[CheckArgs],
    ) -> answers.CheckAnswer:
        """Check ``candidate``, a summary by anyone, against an article."""
        body = check_body(text, candidate, html, given)
        return read_answer(answers.CheckAnswer, await self._post("/v1/check", to_json(body)))

    async def attributions(
        self, text: str | None = None, *, html: str | None = None, **given: Unpack[AttributionsArgs]
    ) -> answers.AttributionsAnswer:
        """Read who says what in an article."""
        body = asked_body(text, html, given)
        return read_answer(answers.AttributionsAnswer, await self._post("/v1/attributions", to_json(body)))

    async def citron(
        self, text: str | None = None, *, html: str | None = None, **given: Unpack[ArticleArgs]
    ) -> answers.CitronAnswer:
        """Read who says what, as quotes in BBC Citron's form."""
        body = article_body(text, html, given) | {"format": "citron"}
        return read_answer(answers.CitronAnswer, await self._post("/v1/attributions", to_json(body)))

    async def batch(self, items: Iterable[BatchBody]) -> AsyncIterator[answers.BatchItem]:
        """Summarise many: ``items`` are bodies of ``/summarize``; yields one answer each, in order."""
        before = 0
        for lines in batches(items):
            response = await self._post("/v1/batch", b"\n".join(lines), "application/x-ndjson")
            for item in read_batch(response, before=before, sent=len(lines)):
                yield item
            before += len(lines)

    async def submit(
        self,
        operation: Operation,
        body: Mapping[str, Any],
        *,
        webhook: str | None = None,
        idempotency_key: str | None = None,
    ) -> answers.JobAnswer:
        """Hand in a job: ``body`` is what the operation's own address takes; ``webhook`` is told of its end.

        The same ``idempotency_key`` with the same body is the same job, also after this process ended.
        """
        asked = to_json(job_body(operation, body, webhook))
        return read_answer(answers.JobAnswer, await self._post("/v1/jobs", asked, key=idempotency_key))

    async def job(self, job_id: str) -> answers.JobAnswer:
        """Look at a job."""
        return read_answer(answers.JobAnswer, await self._send("GET", f"/v1/jobs/{job_id}"))

    async def drop_job(self, job_id: str) -> None:
        """Cancel a job, or forget one that is over."""
        await self._send("DELETE", f"/v1/jobs/{job_id}")

    async def wait_for_job(self, job_id: str, timeout: float = 600.0) -> answers.JobAnswer:
        """Return a job once it is over. Raises TimedOut where it is not within ``timeout`` seconds."""
        until = time.monotonic() + timeout
        while True:
            response = await self._send("GET", f"/v1/jobs/{job_id}")
            job = read_answer(answers.JobAnswer, response)
            if job.over:
                return job
            if time.monotonic() >= until:
                raise TimedOut(f"job {job_id} is {job.status} after {timeout:g} seconds")
            await self._sleep(pause_of(response))

    async def capabilities(self) -> answers.CapabilitiesAnswer:
        """Return what the server can do, and its limits."""
        return read_answer(answers.CapabilitiesAnswer, await self._send("GET", "/v1/capabilities"))

    async def rules(self) -> answers.RulesAnswer:
        """Return the editorial rules."""
        return read_answer(answers.RulesAnswer, await self._send("GET", "/v1/rules"))

    async def wait_until_ready(self, timeout: float = 120.0) -> None:
        """Wait until the model is warm; raises what ``/readyz`` says once ``timeout`` seconds are over."""
        until = time.monotonic() + timeout
        while True:
            try:
                await self._send_once("GET", "/readyz", b"", NO_HEADERS)
            except (Unavailable, ConnectionFailed):
                if time.monotonic() >= until:
                    raise
                await self._sleep(READY_PAUSE)
            else:
                return

    async def _post(
        self, path: str, body: bytes, content_type: str = "application/json", key: str | None = None
    ) -> httpx2.Response:
        return await self._send("POST", path, body, self._post_headers(content_type, key))

    async def _send(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] = NO_HEADERS
    ) -> httpx2.Response:
        tried = 0
        while True:
            try:
                return await self._send_once(method, path, body, headers)
            except ApiError as error:
                pause = self._pause(tried, error)
                if pause is None:
                    raise
            await self._sleep(pause)
            tried += 1

    async def _send_once(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> httpx2.Response:
        url = self.base_url + path
        try:
            response = await self._http.request(method, url, content=body or None, headers=headers)
        except httpx2.RequestError as error:
            raise connection_error(error, url) from error
        raise_for(response)
        return response


__all__ = [
    "BY_CODE",
    "BY_STATUS",
    "ApiError",
    "AsyncClient",
    "BadRequest",
    "Busy",
    "Client",
    "ConnectionFailed",
    "DeadlineExceeded",
    "EmptyText",
    "Forbidden",
    "JobsUnavailable",
    "KeyReused",
    "MalformedBody",
    "MethodNotAllowed",
    "ModelNotPrepared",
    "NotFound",
    "NotReady",
    "NothingToSummarize",
    "RateLimited",
    "RequestTimeout",
    "ServerError",
    "ShuttingDown",
    "StatusError",
    "StillRunning",
    "TimedOut",
    "TooLarge",
    "Unauthorized",
    "Unavailable",
    "UnknownModel",
    "Unprocessable",
    "UnreadableAnswer",
    "UnresolvedOwner",
    "UnsupportedLanguage",
    "UnsupportedMedia",
    "WorkerLost",
]
