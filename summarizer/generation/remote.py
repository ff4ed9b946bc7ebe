"""The ``openai`` engine: the passages of a plan go to a server of the OpenAI chat protocol.

Any such server will do (vLLM, SGLang, llama.cpp). Prompts are those of the local rewrite engine; the
requests of one plan run side by side over pooled connections, each with the time that is left. One
that fails for good fails the draft: the caller then falls back to the extract as a whole.
"""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2

from summarizer.errors import ConfigurationError, GenerationFailed
from summarizer.generation.answers import Answer, better, write_sentences
from summarizer.generation.prompt import EXAMPLES, SYSTEM, Task, make_task
from summarizer.generation.registry import ModelCard
from summarizer.records import Analysis, Draft, Plan
from summarizer.settings import Settings

# Requests of all articles at once; a server that batches is well filled by them, one that does not
# would only queue more.
CONCURRENCY = 8
CONNECT_SECONDS = 5.0
# Seconds for one answer where the caller sets no deadline.
ANSWER_SECONDS = 60.0
# Seconds before the second and the third try, and up to a quarter more so that clients do not come in
# step; a server's own Retry-After goes before it, up to the cap. The rule is openai-python's.
BACK_OFF = (0.5, 1.5)
JITTER = 0.25
MAX_RETRY_AFTER = 10.0
RETRIED = frozenset({408, 409, 429})
MAX_TOKENS = 160


class RemoteGenerator:
    """Asks a server for each passage. Safe for threads: a pool of connections and one of workers."""

    def __init__(
        self, card: ModelCard, settings: Settings, *, back_off: tuple[float, ...] = BACK_OFF
    ) -> None:
        if not settings.remote_url:
            raise ConfigurationError(f"model {card.name!r} needs SUMMARIZER_REMOTE_URL")
        self._card = card
        self._settings = settings
        self._back_off = back_off
        key = settings.remote_api_key
        self._client = httpx2.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            limits=httpx2.Limits(max_connections=CONCURRENCY),
            timeout=httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
        )
        self._workers = ThreadPoolExecutor(CONCURRENCY, thread_name_prefix="remote-engine")
        self._reached = False

    @property
    def card(self) -> ModelCard:
        return self._card

    @property
    def ready(self) -> bool:
        return self._reached

    def warm_up(self) -> None:
        """Ask the server which models it has. Raises GenerationFailed where it does not answer."""
        self._request("GET", "models", None, deadline=None)
        self._reached = True

    def close(self) -> None:
        """Give the connections and the workers back."""
        # A worker still in a request would be left with an open socket.
        self._workers.shutdown(wait=True, cancel_futures=True)
        self._client.close()

    def generate(self, analysis: Analysis, plan: Plan, *, deadline: float | None, truncation: str) -> Draft:
        """Return one sentence a passage, in the order of the plan.

        A passage whose answer is late or no sentence is told in the article's own words, with a
        notice. Raises GenerationFailed where the server refuses or cannot be reached.
        """
        tasks = tuple(make_task(analysis, passage) for passage in plan.passages)
        asked = {
            task.passage: self._workers.submit(self._ask, task, deadline)
            for task in tasks
            if not task.too_long
        }
        replies = {passage: future.result() for passage, future in asked.items()}
        answers = {passage: reply[0] for passage, reply in replies.items() if reply}
        sentences, notices = write_sentences(analysis, plan, tasks, answers)
        return Draft(
            sentences,
            engine="openai",
            model=f"{self._card.name}@{self._settings.remote_model or self._card.revision}",
            mode="abstractive",
            tokens=sum(reply[1] for reply in replies.values() if reply),
            notices=notices,
        )

    def _ask(self, task: Task, deadline: float | None) -> tuple[Answer, int] | None:
        """Return the answer with the tokens that the server read, or None where time ran out.

        An answer that lost what it must have is asked for once more.
        """
        first = self._complete(task, deadline)
        again = task.again(first[0].text) if first else None
        if first is None or again is None:
            return first
        second = self._complete(again, deadline)
        answer = better(again, first[0], second[0] if second else None)
        return answer, first[1] + (second[1] if second else 0)

    def _complete(self, task: Task, deadline: float | None) -> tuple[Answer, int] | None:
        body = {
            "model": self._settings.remote_model or "default",
            "messages": chat_messages(task),
            "temperature": 0,
            "seed": 0,
            "max_tokens": MAX_TOKENS,
        }
        reply = self._request("POST", "chat/completions", body, deadline=deadline)
        return None if reply is None else read_reply(reply, self._card.name)

    def _request(self, method: str, path: str, body: Any, *, deadline: float | None) -> Any:
        """Return the parsed body, None after ``deadline``. Tries again where that may help."""
        url = f"{self._settings.remote_url.rstrip('/')}/{path}"
        for pause in (*self._back_off, None):
            left = ANSWER_SECONDS if deadline is None else deadline - time.monotonic()
            if left <= 0:
                return None
            try:
                response = self._client.request(method, url, json=body, timeout=_timeout(left))
            except httpx2.TimeoutException as error:
                if deadline is not None and time.monotonic() >= deadline:
                    return None
                failure, wait = f"no answer in time ({type(error).__name__})", pause
            except httpx2.TransportError as error:
                failure, wait = f"cannot be reached ({type(error).__name__})", pause
            else:
                if response.is_success:
                    return _parsed(response, self._card.name)
                failure = f"answered {response.status_code}"
                wait = _wanted_pause(response, pause)
            if wait is None:
                break
            if deadline is not None and time.monotonic() + wait >= deadline:
                return None
            time.sleep(wait * random.uniform(1, 1 + JITTER))
        raise GenerationFailed(f"the server of model {self._card.name!r} {failure}")


def chat_messages(task: Task) -> list[dict[str, str]]:
    """Return the messages of one task; the opening is asked for, as few servers continue one."""
    messages = [{"role": "system", "content": SYSTEM}]
    for example in EXAMPLES:
        messages.append({"role": "user", "content": example.passage})
        messages.append({"role": "assistant", "content": example.sentence})
    begin = f"\n\nBegin the sentence with: {task.opening}" if task.opening else ""
    messages.append({"role": "user", "content": task.asked + begin})
    return messages


def read_reply(reply: Any, name: str) -> tuple[Answer, int]:
    """Return the answer of a chat completion and its prompt tokens. Raises GenerationFailed."""
    try:
        choice = reply["choices"][0]
        text = str(choice["message"]["content"] or "")
        finished = choice.get("finish_reason") != "length"
        tokens = int((reply.get("usage") or {}).get("prompt_tokens") or 0)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise GenerationFailed(f"the server of model {name!r} does not speak the chat protocol") from error
    return Answer(text, finished), tokens


def _timeout(left: float) -> httpx2.Timeout:
    seconds = min(left, ANSWER_SECONDS)
    return httpx2.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))


def _parsed(response: httpx2.Response, name: str) -> Any:
    try:
        return response.json()
    except ValueError as error:
        raise GenerationFailed(f"the server of model {name!r} answered no JSON") from error


def _wanted_pause(response: httpx2.Response, pause: float | None) -> float | None:
    """Return how long to wait before the next try, None where another try is of no use."""
    if pause is None or (response.status_code not in RETRIED and response.status_code < 500):
        return None
    asked = response.headers.get("retry-after", "")
    return min(float(asked), MAX_RETRY_AFTER) if asked.isdigit() else pause
