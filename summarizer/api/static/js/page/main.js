/** The editor's page: what is asked, what is on its way, and what came back. */

import { coloursOf, namesOf } from "../attributed-summary.js";
import { ApiError, Client, ConnectionFailed, StatusError } from "../client.js";
import { cueSpots, evidenceSpots, loadedSpots, writeArticle } from "./article.js";
import { writeCheck } from "./checking.js";
import { byId, make } from "./dom.js";
import { exported, standing } from "./exports.js";
import { writeFacts } from "./facts.js";
import { card, reviewsOf } from "./sentences.js";
import { startTabs } from "./tabs.js";

const STAGES = { read: "Reading who says what", plan: "Choosing what to tell", generate: "Writing", guard: "Checking every sentence" };
const HTML = /^\s*<(?:!doctype|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|blockquote|figure)\b/i;

/** @type {{answer: any, reviews: import("./sentences.js").Review[]}} */
const now = { answer: null, reviews: [] };
/** @type {AbortController | null} */
let asking = null;

function client() {
  return new Client({ apiKey: byId("key").value || undefined });
}

/** The article as it was pasted: HTML where it looks like that. */
function article() {
  const text = byId("text").value;
  return HTML.test(text) ? { html: text } : { text };
}

function facts() {
  return byId("publisher").value ? { publisher: byId("publisher").value } : {};
}

// ---------------------------------------------------------------- asking

/** @param {(signal: AbortSignal) => Promise<void>} work */
async function run(work) {
  asking?.abort();
  const mine = (asking = new AbortController());
  byId("problem").hidden = true;
  busy(true);
  try {
    await work(mine.signal);
    tell("Done.");
  } catch (error) {
    if (asking !== mine) return;
    tell(mine.signal.aborted ? "Stopped." : "");
    if (!mine.signal.aborted) showProblem(error);
  } finally {
    if (asking === mine) busy(false);
  }
}

/** @param {boolean} is */
function busy(is) {
  byId("stop").hidden = byId("progress").hidden = !is;
  for (const id of ["go", "check"]) byId(id).disabled = is;
  byId("progress").removeAttribute("value");
}

/** @param {string} words */
function tell(words) {
  byId("status").textContent = words;
}

/** @param {import("../client.js").Progress} progress */
function onProgress({ stage, done, of }) {
  byId("progress").max = of;
  byId("progress").value = done + 0.5;
  tell(`${STAGES[/** @type {keyof typeof STAGES} */ (stage)]} …`);
}

/** @param {unknown} error */
function showProblem(error) {
  const box = byId("problem");
  const known = error instanceof ApiError;
  const title = error instanceof StatusError ? error.problem.title : error instanceof ConnectionFailed ? "The service cannot be reached" : "Something failed on this page";
  box.replaceChildren(make("strong", "", title), make("p", "", known ? error.message : String(error)));
  if (error instanceof StatusError) {
    const items = error.errors.map(({ pointer, detail }) => make("li", "", make("code", "", pointer), detail === error.message ? "" : ` ${detail}`));
    if (items.length) box.append(make("ul", "", ...items));
    if (error.requestId) box.append(make("p", "facts", `Request ${error.requestId}`));
  }
  box.hidden = false;
}

// ---------------------------------------------------------------- summarising

/** @param {Event} event */
function summarise(event) {
  event.preventDefault();
  void run(async (signal) => {
    const given = {
      ...facts(), signal, onProgress, include: /** @type {Array<"analysis" | "draft" | "timing">} */ (["timing", "draft", "analysis"]),
      max_sentences: Number(byId("max_sentences").value), mode: byId("mode").value, format: byId("format").value,
    };
    const asked = article();
    showSummary(await client().stream(asked, given), "text" in asked ? asked.text : "");
  });
}

/** @param {any} answer @param {string} text */
function showSummary(answer, text) {
  const [names, colours, whole] = [namesOf(answer), coloursOf(answer), answer.input.text ?? text];
  now.answer = answer;
  now.reviews = reviewsOf(answer);
  byId("facts").textContent = factsOf(answer);
  byId("sentences").replaceChildren(...now.reviews.map((review) => card(review, names, colours, decided)));
  const evidence = evidenceSpots(answer.sentences, colours);
  writeArticle(whole, [...evidence, ...cueSpots(answer, evidence), ...loadedSpots(answer, names)]);
  writeFacts(answer, whole, names, colours);
  decided();
  reveal("summary-side");
}

/** @param {any} answer */
function factsOf(answer) {
  const seconds = Object.values(answer.timing ?? {}).reduce((sum, one) => sum + one, 0);
  return `${answer.status} · ${answer.provenance.mode} by ${answer.provenance.model} · ruleset ${answer.provenance.ruleset} · ${seconds.toFixed(1)} s`;
}

/** After a decision: say where the review stands. */
function decided() {
  const open = now.reviews.filter(({ verdict }) => verdict === "open").length;
  const edited = now.reviews.some((review) => review.edited && review.verdict !== "rejected");
  byId("review").textContent = open ? `${open} of ${now.reviews.length} sentences still to be decided` : "Every sentence is decided.";
  byId("recheck").hidden = !edited;
}

/** @param {string} side */
function reveal(side) {
  for (const id of ["summary-side", "check-side"]) byId(id).hidden = id !== side;
  byId("result").hidden = false;
}

// ---------------------------------------------------------------- checking

function check() {
  void run(async (signal) => {
    const asked = article();
    const candidate = byId("candidate").value;
    tell("Checking …");
    const answer = await client().check(asked, candidate, { ...facts(), signal, fix: "suggest" });
    const colours = coloursOf(answer);
    writeArticle(answer.input.text ?? ("text" in asked ? asked.text : ""), evidenceSpots(answer.sentences, colours));
    writeCheck(answer, candidate, (text) => {
      byId("candidate").value = text;
      check();
    });
    reveal("check-side");
  });
}

/** Check what the editor made of the summary. */
function recheck() {
  byId("candidate").value = standing(now.reviews).join(" ");
  byId("tab-check").click();
  check();
}

// ---------------------------------------------------------------- taking away

/** @returns {{words: string, type: string, name: string}} */
function taken() {
  const format = byId("export-format").value;
  const kinds = { text: ["text/plain", "txt"], markdown: ["text/markdown", "md"], html: ["text/html", "html"], json: ["application/json", "json"] };
  const [type, ending] = kinds[/** @type {keyof typeof kinds} */ (format)];
  return { words: exported(format, now.answer, now.reviews, byId("editor").value.trim()), type, name: `summary.${ending}` };
}

async function copy() {
  const { words } = taken();
  try {
    await navigator.clipboard.writeText(words);
    byId("taken").textContent = "Copied.";
  } catch {
    byId("taken").textContent = "The browser does not let this page copy; use Download.";
  }
}

function download() {
  const { words, type, name } = taken();
  const link = make("a", "");
  link.href = URL.createObjectURL(new Blob([words], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  byId("taken").textContent = `${name} downloaded.`;
}

// ---------------------------------------------------------------- the article's field

function startDrop() {
  const field = byId("text");
  field.addEventListener("dragover", (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    field.classList.add("over");
  });
  field.addEventListener("dragleave", () => field.classList.remove("over"));
  field.addEventListener("drop", async (/** @type {DragEvent} */ event) => {
    field.classList.remove("over");
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    field.value = await file.text();
  });
}

byId("form").addEventListener("submit", summarise);
byId("check-form").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  check();
});
byId("stop").addEventListener("click", () => asking?.abort());
byId("recheck").addEventListener("click", recheck);
byId("copy").addEventListener("click", copy);
byId("download").addEventListener("click", download);
startDrop();
startTabs();
// until now a click would have sent the form away
busy(false);
