// The JavaScript client against a real service (SUMMARIZER_URL) and, for what goes wrong, against a scripted one.
// Run by tests/test_js.py.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import * as js from "../../summarizer/api/static/js/client.js";

const { Client } = js;
const ARTICLE =
  "Harwick \u{1F525}\n\nA fire at a grain store in Harwick killed at least 12 people on Friday, the health ministry said.\n\n" +
  "A union of hospital workers put the number of dead at 19, and its chairwoman, Mona Reed, called for an inquiry.";
const SUMMARY = "A fire at a grain store in Harwick killed at least 12 people on Friday.";
const real = new Client({ baseUrl: process.env.SUMMARIZER_URL });
const EXTRACT = { mode: "extractive", max_sentences: 2 };

test("summarize: offsets slice JavaScript's own strings", async () => {
  const answer = await real.summarize(ARTICLE, { ...EXTRACT, publisher: "The Courier", id: "a1" });
  assert.equal(answer.id, "a1");
  const first = answer.sentences[0];
  const owner = first.attribution.sources[0];
  assert.equal(answer.summary.slice(first.start, first.end), first.text);
  assert.equal(answer.summary.slice(owner.start, owner.end), "the health ministry");
  const [place, quote] = first.evidence[0].selector;
  assert.equal(ARTICLE.slice(place.start, place.end), quote.exact);
});

test("summarize: HTML, and another unit of offsets", async () => {
  const html = ARTICLE.split("\n\n").map((part) => `<p>${part}</p>`).join("");
  const answer = await real.summarize({ html }, { ...EXTRACT, offset_unit: "byte" });
  assert.equal(answer.input.offset_unit, "byte");
  assert.match(answer.input.text, /^Harwick \u{1F525}/u);
});

test("stream: stages in order, then sentences, then the same answer", async () => {
  const stages = [];
  const sentences = [];
  const answer = await real.stream(ARTICLE, {
    ...EXTRACT,
    id: "a1",
    onProgress: ({ stage }) => stages.push(stage),
    onSentence: (sentence) => sentences.push(sentence),
  });
  assert.deepEqual(stages, ["read", "plan", "generate", "guard"]);
  assert.deepEqual(sentences, answer.sentences);
  assert.equal(answer.summary, (await real.summarize(ARTICLE, { ...EXTRACT, id: "a1" })).summary);
});

test("check: the missing owner is found and put back", async () => {
  const answer = await real.check(ARTICLE, SUMMARY, { fix: "apply" });
  assert.equal(answer.verdict, "fail");
  assert.ok(answer.issues.some((issue) => issue.code === "ATTR_MISSING"));
  assert.match(answer.corrected_text, /the health ministry said/);
});

test("attributions, citron, capabilities, rules", async () => {
  const claims = (await real.attributions(ARTICLE)).claims;
  assert.equal(ARTICLE.slice(claims[0].owner.start, claims[0].owner.end), claims[0].owner.text);
  assert.equal((await real.citron(ARTICLE)).quotes[0].cue.text, "said");
  assert.ok((await real.capabilities()).limits.max_chars > 1000);
  assert.equal((await real.rules()).rules.length, 33);
});

test("batch: one item a body, in order, over several requests", async () => {
  const bodies = [...Array(9).keys()].map((number) => ({ id: `n${number}`, text: number === 4 ? "" : ARTICLE, options: EXTRACT }));
  const items = [];
  for await (const item of real.batch(bodies)) items.push(item);
  assert.deepEqual(items.map((item) => item.line), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(items.map((item) => item.id), bodies.map((body) => body.id));
  assert.equal(items[4].error.code, "empty_text");
  assert.ok(items.filter((item) => item.result).length === 8);
});

test("errors of the service have the class of their code and point at the field", async () => {
  const bad = await real.summarize(ARTICLE, { max_sentences: 99 }).catch((error) => error);
  assert.ok(bad instanceof js.Unprocessable && bad instanceof js.ApiError);
  assert.equal(bad.errors[0].pointer, "/options/max_sentences");
  assert.ok(bad.requestId);
  await assert.rejects(real.summarize("  "), js.EmptyText);
  await assert.rejects(real.stream(ARTICLE, { model: "no-such" }), js.UnknownModel);
  await assert.rejects(real.summarize("a ".repeat(200_000)), js.TooLarge);
});

// ---------------------------------------------------------------- what goes wrong on the way

const scripts = [];
const asked = [];
const server = createServer((request, response) => {
  const noted = { method: request.method, url: request.url, headers: request.headers, body: "" };
  asked.push(noted);
  request.on("data", (bytes) => void (noted.body += bytes));
  const { status = 200, headers = {}, body = "{}", never = false } = scripts.shift() ?? {};
  if (never) return;
  response.writeHead(status, headers);
  response.end(body);
});
before(() => new Promise((resolve) => server.listen(0, "127.0.0.1", resolve)));
after(() => server.closeAllConnections() ?? server.close());

function scripted(replies, settings = {}) {
  scripts.splice(0, scripts.length, ...replies);
  asked.length = 0;
  const pauses = [];
  const sleep = async (seconds) => void pauses.push(seconds);
  const baseUrl = `http://127.0.0.1:${server.address().port}/`;
  return { client: new Client({ baseUrl, sleep, ...settings }), pauses };
}

test("a job is handed in, waited for and dropped", async () => {
  const job = { id: "j1", status: "running", result: null };
  const { client, pauses } = scripted([
    { status: 202, body: JSON.stringify(job) },
    { body: JSON.stringify(job), headers: { "Retry-After": "2" } },
    { body: JSON.stringify({ ...job, status: "succeeded", result: { summary: "a" } }) },
    { body: "{}" },
  ]);
  const taken = await client.submit("check", { source: { text: "a" } }, { webhook: "https://h.example/", idempotencyKey: "night-1" });
  assert.equal(taken.id, "j1");
  assert.equal((await client.waitForJob("j1")).result?.summary, "a");
  await client.dropJob("j1");
  assert.deepEqual(pauses, [2]);
  assert.deepEqual(
    asked.map(({ method, url }) => `${method} ${url}`),
    ["POST /v1/jobs", "GET /v1/jobs/j1", "GET /v1/jobs/j1", "DELETE /v1/jobs/j1"],
  );
  assert.equal(asked[0].headers["idempotency-key"], "night-1");
  assert.deepEqual(JSON.parse(asked[0].body), { operation: "check", input: { source: { text: "a" } }, webhook: "https://h.example/" });
});

test("a job that is not over in time is TimedOut", async () => {
  const { client } = scripted([{ body: JSON.stringify({ id: "j1", status: "queued" }) }]);
  await assert.rejects(client.waitForJob("j1", 0), js.TimedOut);
});

test("a busy service is asked again after what it says", async () => {
  const busy = { status: 503, headers: { "Retry-After": "7" } };
  const { client, pauses } = scripted([busy, busy, {}]);
  await client.summarize("x");
  assert.deepEqual([asked.length, pauses], [3, [7, 7]]);
  const keys = asked.map(({ headers }) => headers["idempotency-key"]);
  assert.match(keys[0], /^[0-9a-f]{32}$/);
  assert.equal(new Set(keys).size, 1);
});

test("pauses grow, and tries end", async () => {
  const { client, pauses } = scripted(Array(3).fill({ status: 502, body: "<h1>Bad gateway</h1>" }));
  const error = await client.summarize("x").catch((found) => found);
  assert.ok(error instanceof js.ServerError);
  assert.equal(error.status, 502);
  assert.equal(pauses.length, 2);
  assert.ok(pauses[0] >= 0.375 && pauses[0] <= 0.5 && pauses[1] >= 0.75 && pauses[1] <= 1);
});

test("a pause that the service asks for has its limit, and other errors are not tried again", async () => {
  const { client, pauses } = scripted([{ status: 429, headers: { "Retry-After": "900" } }, {}]);
  await client.summarize("x");
  assert.deepEqual(pauses, [60]);
  const again = scripted([{ status: 401 }]);
  await assert.rejects(again.client.summarize("x"), js.Unauthorized);
  assert.equal(asked.length, 1);
});

test("the key is sent, and only as a header", async () => {
  const { client } = scripted([{}], { apiKey: "secret" });
  await client.summarize("x");
  assert.equal(asked[0].headers.authorization, "Bearer secret");
  assert.equal(asked[0].url, "/v1/summarize");
});

test("no answer in time is TimedOut and is not tried again", async () => {
  const { client } = scripted([{ never: true }], { timeout: 0.2 });
  await assert.rejects(client.summarize("x"), js.TimedOut);
  assert.equal(asked.length, 1);
});

test("nobody there is ConnectionFailed after all tries", async () => {
  let pauses = 0;
  const client = new Client({ baseUrl: "http://127.0.0.1:9", sleep: async () => void (pauses += 1) });
  await assert.rejects(client.summarize("x"), js.ConnectionFailed);
  assert.equal(pauses, 2);
});

test("a caller that gives up gets its own reason", async () => {
  const { client } = scripted([{ never: true }]);
  const gone = new AbortController();
  setTimeout(() => gone.abort(new Error("the tab was closed")), 50);
  await assert.rejects(client.summarize("x", { signal: gone.signal }), /the tab was closed/);
});

test("an answer that is none is UnreadableAnswer", async () => {
  await assert.rejects(scripted([{ body: "<html>" }]).client.summarize("x"), js.UnreadableAnswer);
  await assert.rejects(scripted([{ body: "" }]).client.stream("x"), js.UnreadableAnswer);
});

test("a problem in a stream is thrown with its class", async () => {
  const problem = { type: "/problems/deadline_exceeded", title: "Late", status: 504, detail: "", code: "deadline_exceeded", request_id: "r" };
  const { client } = scripted([{ body: `: still at work\n\nevent: problem\ndata: ${JSON.stringify(problem)}\n\n` }]);
  await assert.rejects(client.stream("x"), js.DeadlineExceeded);
});
