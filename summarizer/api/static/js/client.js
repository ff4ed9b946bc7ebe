/**
 * The JavaScript client: an ES module without dependencies, for Node 20 and later and for browsers.
 *
 *   import { Client } from "./client.js";
 *   const client = new Client({ baseUrl: "http://127.0.0.1:8000" });
 *   const answer = await client.summarize(article, { max_sentences: 3, publisher: "The Courier" });
 *
 * Options, errors and tries are those of the Python client; names are those of the JSON. Offsets are
 * UTF-16 unless `offset_unit` says otherwise, so that `text.slice(start, end)` gives the words.
 * A key in a browser is a key in the hands of everybody: call the service from your server.
 */

import { ApiError, ConnectionFailed, StatusError, TimedOut, UnreadableAnswer, errorClass } from "./errors.js";

export * from "./errors.js";

/**
 * An article: its text, or a member of the body that holds it.
 * @typedef {string | {text: string} | {html: string} | {ninjs: object} | {json_ld: object}} Article
 *
 * What the caller knows about the article.
 * @typedef {{id?: string, url?: string, title?: string, language?: string, published_at?: string,
 *   publisher?: string}} ArticleFacts
 *
 * @typedef {"codepoint" | "utf16" | "byte"} OffsetUnit
 * @typedef {{signal?: AbortSignal}} Call
 *
 * @typedef {ArticleFacts & Call & {model?: string, mode?: "auto" | "abstractive" | "extractive",
 *   format?: "paragraph" | "bullets" | "alert", max_sentences?: number, truncation?: "chunk" | "head" | "error",
 *   cue_policy?: "keep" | "neutral", on_unresolved?: "quote_source" | "drop" | "flag" | "fail",
 *   offset_unit?: OffsetUnit, include?: Array<"draft" | "analysis" | "timing" | "markdown" | "html" | "ninjs" | "annotations">}} SummarizeOptions
 *
 * @typedef {ArticleFacts & Call & {fix?: "none" | "suggest" | "apply", cue_policy?: "keep" | "neutral",
 *   on_unresolved?: "quote_source" | "drop" | "flag" | "fail", offset_unit?: OffsetUnit}} CheckOptions
 *
 * @typedef {ArticleFacts & Call & {offset_unit?: OffsetUnit}} AttributionsOptions
 *
 * @typedef {{id: string, operation: string, status: "queued" | "running" | "succeeded" | "failed" | "cancelled",
 *   created_at: string, started_at: string | null, finished_at: string | null, expires_at: string | null,
 *   attempts: number, result: Record<string, any> | null, error: Record<string, any> | null,
 *   webhook: {url: string, status: string, tries: number} | null}} Job
 *
 * @typedef {{stage: string, done: number, of: number}} Progress
 * @typedef {{onProgress?: (progress: Progress) => void, onSentence?: (sentence: Sentence) => void}} Listeners
 *
 * Answers are the JSON of the service as it is: docs/api.md says what stands in them.
 * @typedef {Record<string, any>} Sentence
 * @typedef {{id: string, request_id: string, status: "ok" | "partial" | "refused", summary: string,
 *   sentences: Sentence[]} & Record<string, any>} SummarizeAnswer
 * @typedef {{id: string, request_id: string, verdict: "pass" | "fail" | "inconclusive",
 *   issues: Array<Record<string, any>>} & Record<string, any>} CheckAnswer
 * @typedef {Record<string, any>} Answer
 * @typedef {{line: number, id?: string | null, result?: SummarizeAnswer, error?: import("./errors.js").Problem}} BatchItem
 */

const META = ["id", "url", "title", "language", "published_at", "publisher"];
// 409 says that the first try is still being answered; every try of a call carries the same idempotency key.
const RETRIED = [408, 409, 429, 502, 503, 504];
const JSON_TYPE = "application/json";
const FIRST_PAUSE = 0.5;
const LONGEST_PAUSE = 8;
const LONGEST_RETRY_AFTER = 60;
const READY_PAUSE = 1;
// Lines sent in one request to /batch, so that answers come back while the rest is still to go.
const BATCH_LINES = 8;

/** Talks to a summariser service. Every method rejects with an `ApiError`. */
export class Client {
  /**
   * @param {object} [settings]
   * @param {string} [settings.baseUrl] address of the service; in a browser the page's own by default
   * @param {string} [settings.apiKey]
   * @param {number} [settings.timeout] seconds for a whole answer
   * @param {number} [settings.maxRetries]
   * @param {typeof globalThis.fetch} [settings.fetch]
   * @param {(seconds: number) => Promise<void>} [settings.sleep]
   */
  constructor({ baseUrl, apiKey, timeout = 180, maxRetries = 2, fetch, sleep = pause } = {}) {
    this.baseUrl = (baseUrl ?? globalThis.location?.origin ?? "http://127.0.0.1:8000").replace(/\/+$/, "");
    this.timeout = timeout;
    this.maxRetries = maxRetries;
    this._fetch = fetch ?? globalThis.fetch.bind(globalThis);
    this._sleep = sleep;
    /** @type {Record<string, string>} */
    this._headers = apiKey ? { Authorization: `Bearer ${apiKey}` } : {};
  }

  /**
   * Summarise an article.
   * @param {Article} article @param {SummarizeOptions} [given] @returns {Promise<SummarizeAnswer>}
   */
  async summarize(article, given = {}) {
    return /** @type {SummarizeAnswer} */ (await this._post("/v1/summarize", asked(article, given), given.signal));
  }

  /**
   * Summarise an article and be told how it goes. Resolves with the whole answer; `onSentence` is called
   * for each sentence once the guard is through with it.
   * @param {Article} article @param {SummarizeOptions & Listeners} [given] @returns {Promise<SummarizeAnswer>}
   */
  async stream(article, { onProgress, onSentence, ...given } = {}) {
    const response = await this._send("POST", "/v1/summarize", JSON.stringify(asked(article, given)), {
      signal: given.signal,
      accept: "text/event-stream",
    });
    for await (const { name, data } of events(response)) {
      if (name === "progress") onProgress?.(data);
      else if (name === "sentence") onSentence?.(data);
      else if (name === "problem") throw new (errorClass(data.code, data.status))(data);
      else if (name === "result") return data;
    }
    throw new UnreadableAnswer("the stream ended without a result", { code: "unreadable_answer" });
  }

  /**
   * Check a summary, by anyone, against its article.
   * @param {Article} article @param {string} candidate @param {CheckOptions} [given] @returns {Promise<CheckAnswer>}
   */
  async check(article, candidate, given = {}) {
    const body = { source: facts(article, given), candidate: { text: candidate }, options: options(given) };
    return /** @type {CheckAnswer} */ (await this._post("/v1/check", body, given.signal));
  }

  /**
   * Read who says what in an article.
   * @param {Article} article @param {AttributionsOptions} [given] @returns {Promise<Answer>}
   */
  async attributions(article, given = {}) {
    return this._post("/v1/attributions", asked(article, given), given.signal);
  }

  /**
   * Read who says what, as quotes in BBC Citron's form; offsets in code points.
   * @param {Article} article @param {ArticleFacts & Call} [given] @returns {Promise<Answer>}
   */
  async citron(article, given = {}) {
    return this._post("/v1/attributions", { ...facts(article, given), format: "citron" }, given.signal);
  }

  /**
   * Summarise many: `items` are bodies of /summarize; yields one answer or error each, in order.
   * @param {Iterable<object> | AsyncIterable<object>} items @param {Call} [given] @returns {AsyncGenerator<BatchItem>}
   */
  async *batch(items, { signal } = {}) {
    let before = 0;
    for await (const lines of groups(items)) {
      const response = await this._send("POST", "/v1/batch", lines.join("\n"), { signal, type: "application/x-ndjson" });
      yield* batchItems(await text(response), before, lines.length);
      before += lines.length;
    }
  }

  /** What the server can do, and its limits. @returns {Promise<Answer>} */
  async capabilities() {
    return json(await this._send("GET", "/v1/capabilities"));
  }

  /** The editorial rules. @returns {Promise<Answer>} */
  async rules() {
    return json(await this._send("GET", "/v1/rules"));
  }

  /** Wait until the model is warm; rejects with what /readyz says once `timeout` seconds are over. */
  async waitUntilReady(timeout = 120) {
    const until = Date.now() + 1000 * timeout;
    for (;;) {
      try {
        await this._once("GET", "/readyz");
        return;
      } catch (error) {
        const may = error instanceof ConnectionFailed || (error instanceof StatusError && error.status === 503);
        if (!may || Date.now() >= until) throw error;
      }
      await this._sleep(READY_PAUSE);
    }
  }

  /**
   * Hand in a job: `body` is what the operation's own address takes; `webhook` is told when it is over. The same
   * `idempotencyKey` with the same body is the same job, also after a restart.
   * @param {"summarize" | "check" | "attributions"} operation @param {object} body
   * @param {Call & {webhook?: string, idempotencyKey?: string}} [how] @returns {Promise<Job>}
   */
  async submit(operation, body, { webhook, idempotencyKey, signal } = {}) {
    const asked = JSON.stringify({ operation, input: body, ...(webhook === undefined ? {} : { webhook }) });
    return /** @type {Promise<any>} */ (json(await this._send("POST", "/v1/jobs", asked, { signal, key: idempotencyKey })));
  }

  /** Look at a job. @param {string} id @returns {Promise<Job>} */
  async job(id) {
    return /** @type {Promise<any>} */ (json(await this._send("GET", `/v1/jobs/${encodeURIComponent(id)}`)));
  }

  /** Cancel a job, or forget one that is over. @param {string} id @returns {Promise<void>} */
  async dropJob(id) {
    await this._send("DELETE", `/v1/jobs/${encodeURIComponent(id)}`);
  }

  /** A job once it is over; rejects with TimedOut after `timeout` seconds. @param {string} id @returns {Promise<Job>} */
  async waitForJob(id, timeout = 600) {
    const until = Date.now() + 1000 * timeout;
    for (;;) {
      const response = await this._send("GET", `/v1/jobs/${encodeURIComponent(id)}`);
      const job = /** @type {any} */ (await json(response));
      if (!["queued", "running"].includes(job.status)) return job;
      if (Date.now() >= until) throw new TimedOut(`job ${id} is ${job.status} after ${timeout} seconds`, { code: "timed_out" });
      await this._sleep(Number(response.headers.get("Retry-After")) || READY_PAUSE);
    }
  }

  /** @param {string} path @param {object} body @param {AbortSignal} [signal] @returns {Promise<Answer>} */
  async _post(path, body, signal) {
    return json(await this._send("POST", path, JSON.stringify(body), { signal }));
  }

  /**
   * Send, and again where that can help.
   * @param {string} method @param {string} path @param {string} [body]
   * @param {{signal?: AbortSignal, type?: string, accept?: string, key?: string}} [how] @returns {Promise<Response>}
   */
  async _send(method, path, body, how = {}) {
    const key = how.key ?? (method === "POST" ? randomKey() : undefined);
    for (let tried = 0; ; tried += 1) {
      try {
        return await this._once(method, path, body, { ...how, key });
      } catch (error) {
        if (tried >= this.maxRetries || !(error instanceof ApiError) || !mayRetry(error)) throw error;
        await this._sleep(pauseBefore(tried, error));
      }
    }
  }

  /**
   * @param {string} method @param {string} path @param {string} [body]
   * @param {{signal?: AbortSignal, type?: string, accept?: string, key?: string}} [how] @returns {Promise<Response>}
   */
  async _once(method, path, body, { signal, type = JSON_TYPE, accept = JSON_TYPE, key } = {}) {
    const headers = {
      ...this._headers,
      Accept: accept,
      ...(body === undefined ? {} : { "Content-Type": type }),
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
    };
    const limit = AbortSignal.timeout(1000 * this.timeout);
    const either = signal ? AbortSignal.any([signal, limit]) : limit;
    let response;
    try {
      response = await this._fetch(this.baseUrl + path, { method, headers, body, signal: either });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw connectionError(error, this.baseUrl + path);
    }
    if (!response.ok) throw await statusError(response);
    return response;
  }
}

/** @param {Article} article @param {ArticleFacts} given @returns {Record<string, unknown>} */
function facts(article, given) {
  const known = Object.entries(given).filter(([name, value]) => META.includes(name) && value != null);
  return { ...Object.fromEntries(known), ...(typeof article === "string" ? { text: article } : article) };
}

/** @param {object} given @returns {Record<string, unknown>} */
function options(given) {
  const others = Object.entries(given).filter(([name, value]) => !META.includes(name) && name !== "signal" && value != null);
  return { offset_unit: "utf16", ...Object.fromEntries(others) };
}

/** @param {Article} article @param {object} given */
function asked(article, given) {
  return { ...facts(article, given), options: options(given) };
}

/** A key of 128 random bits; `crypto.randomUUID` is missing on pages without TLS. @returns {string} */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {ApiError} error */
function mayRetry(error) {
  if (error instanceof StatusError) return RETRIED.includes(error.status);
  // after a time-out the server may still be at work: a second try would double its load
  return error instanceof ConnectionFailed && !(error instanceof TimedOut);
}

/** @param {number} tried @param {ApiError} error @returns {number} seconds */
function pauseBefore(tried, error) {
  if (error.retryAfter !== null) return Math.min(error.retryAfter, LONGEST_RETRY_AFTER);
  // spread, so that many clients do not come back as one
  return Math.min(FIRST_PAUSE * 2 ** tried, LONGEST_PAUSE) * (0.75 + 0.25 * Math.random());
}

/** @param {number} seconds @returns {Promise<void>} */
function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
}

/** @param {unknown} error @param {string} url @returns {ConnectionFailed} */
function connectionError(error, url) {
  if (error instanceof Error && error.name === "TimeoutError") {
    return new TimedOut(`${url} did not answer in time`, { code: "timed_out", cause: error });
  }
  return new ConnectionFailed(`${url} cannot be reached: ${error}`, { code: "connection_failed", cause: error });
}

/** @param {Response} response @returns {Promise<StatusError>} */
async function statusError(response) {
  const problem = await problemOf(response);
  const wait = response.headers.get("Retry-After") ?? "";
  return new (errorClass(problem.code, problem.status))(problem, /^\d+$/.test(wait) ? Number(wait) : null);
}

/**
 * The body as a problem; a gateway's error page gives one of its status alone.
 * @param {Response} response @returns {Promise<import("./errors.js").Problem>}
 */
async function problemOf(response) {
  try {
    const body = await response.json();
    if (body.status === response.status && typeof body.code === "string") return body;
  } catch {
    // no JSON: somebody between here and the service answered
  }
  return {
    type: "about:blank",
    title: response.statusText || `Status ${response.status}`,
    status: response.status,
    detail: `${response.url} answered with status ${response.status}`,
    code: "",
    request_id: response.headers.get("X-Request-ID") ?? "",
  };
}

/** @param {Response} response @returns {Promise<Answer>} */
async function json(response) {
  const body = await text(response);
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new UnreadableAnswer(`the answer of ${response.url} cannot be read`, { code: "unreadable_answer", cause: error });
  }
}

/** @param {Response} response @returns {Promise<string>} */
async function text(response) {
  try {
    return await response.text();
  } catch (error) {
    throw connectionError(error, response.url);
  }
}

/**
 * The events of a stream (WHATWG HTML, section 9.2, as far as the service uses it).
 * @param {Response} response @returns {AsyncGenerator<{name: string, data: any}>}
 */
async function* events(response) {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of chunks(response)) {
    const blocks = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const found = /^event: (\w+)\ndata: (.*)$/s.exec(block);
      if (found) yield { name: found[1], data: JSON.parse(found[2]) };
    }
  }
}

/** @param {Response} response @returns {AsyncGenerator<Uint8Array>} */
async function* chunks(response) {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } catch (error) {
    throw connectionError(error, response.url);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** @param {Iterable<object> | AsyncIterable<object>} items @returns {AsyncGenerator<string[]>} */
async function* groups(items) {
  /** @type {string[]} */
  let lines = [];
  for await (const item of items) {
    lines.push(JSON.stringify(item));
    if (lines.length === BATCH_LINES) {
      yield lines;
      lines = [];
    }
  }
  if (lines.length) yield lines;
}

/** @param {string} body @param {number} before @param {number} sent @returns {Generator<BatchItem>} */
function* batchItems(body, before, sent) {
  const lines = body.split("\n").filter((line) => line);
  if (lines.length !== sent) {
    throw new UnreadableAnswer(`${lines.length} lines came back for ${sent}`, { code: "unreadable_answer" });
  }
  for (const line of lines) {
    const item = JSON.parse(line);
    yield { ...item, line: item.line + before };
  }
}
