// The editor's page. All text from outside goes in through textContent: nothing is ever parsed as HTML.
"use strict";

const byId = (id) => document.getElementById(id);
const STATUS_WORDS = {
  kept: "owner kept", restored: "owner restored", corrected: "owner corrected",
  not_required: "no owner needed", unresolved: "owner unresolved",
  missing: "owner missing", wrong: "wrong owner",
};

/** Make an element with a class and children, which are strings or elements. */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** A bounded piece of `words`. */
function shorten(words, most = 280) {
  return words.length > most ? words.slice(0, most) + " …" : words;
}

const position = (evidence) => evidence.selector.find((one) => one.type === "TextPositionSelector");
const quoted = (evidence) => evidence.selector.find((one) => one.type === "TextQuoteSelector").exact;

async function ask(body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  if (byId("key").value) headers.Authorization = "Bearer " + byId("key").value;
  const response = await fetch("/v1/summarize", { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw answer;
  return answer;
}

function asked() {
  const body = {
    text: byId("text").value,
    options: {
      max_sentences: Number(byId("max_sentences").value), mode: byId("mode").value, format: byId("format").value,
      offset_unit: "utf16", include: ["timing", "draft"],
    },
  };
  if (byId("publisher").value) body.publisher = byId("publisher").value;
  return body;
}

function showProblem(problem) {
  const box = byId("problem");
  box.replaceChildren(make("strong", "", problem.title || "The service cannot be reached"));
  if (problem.detail) box.append(make("p", "", problem.detail));
  const list = make("ul", "");
  for (const error of problem.errors || []) {
    const detail = error.detail === problem.detail ? "" : " " + error.detail;
    list.append(make("li", "", make("code", "", error.pointer || "/"), detail));
  }
  if (list.children.length) box.append(list);
  if (problem.request_id) box.append(make("p", "facts", "Request " + problem.request_id));
  box.hidden = false;
}

/** Write the article with the places of `evidence` marked, and scroll to the first. */
function showArticle(text, evidence) {
  const places = evidence.map(position).sort((one, other) => one.start - other.start);
  const parts = [];
  let reached = 0;
  for (const { start, end } of places) {
    if (end <= reached) continue;
    parts.push(text.slice(reached, Math.max(start, reached)), make("mark", "", text.slice(Math.max(start, reached), end)));
    reached = end;
  }
  const box = byId("article");
  box.replaceChildren(...parts, text.slice(reached));
  const first = box.querySelector("mark");
  if (first) box.scrollTop = first.offsetTop - box.offsetTop - box.clientHeight / 3;
}

function showEdit(edit) {
  const parts = [make("code", "", edit.rule), " " + edit.why + " "];
  if (edit.before) parts.push(make("del", "", edit.before), " ");
  if (edit.after) parts.push(make("ins", "", edit.after));
  return make("p", "edit", ...parts);
}

function chips(sentence, names) {
  const attribution = sentence.attribution;
  const found = attribution.sources.map((source) => {
    const name = names.get(source.source_id) || source.text;
    const chip = make("span", "chip owner", name);
    chip.title = "Named as: " + source.text;
    return chip;
  });
  const status = make("span", "chip " + attribution.status, STATUS_WORDS[attribution.status] || attribution.status);
  status.title = attribution.rule + ": " + attribution.reason;
  const contested = sentence.figures.filter((figure) => figure.contested).map((figure) => {
    const rivals = figure.rivals.map((rival) => rival.text + " (" + (names.get(rival.source_id) || "no owner") + ")");
    return make("span", "chip contested", "contested: " + figure.text + ", others say " + rivals.join("; "));
  });
  return [...found, status, ...contested];
}

function showSentence(sentence, names, text) {
  const edits = sentence.edits.map(showEdit);
  const evidence = sentence.evidence.map((one) => make("blockquote", "", shorten(quoted(one))));
  const count = edits.length === 1 ? "1 change by the guard" : edits.length + " changes by the guard";
  const details = make("details", "", make("summary", "", "Evidence" + (edits.length ? ", " + count : "")), ...evidence, ...edits);
  const item = make("li", "sentence", make("p", "", sentence.text), make("div", "", ...chips(sentence, names)), details);
  for (const event of ["mouseenter", "focusin"]) item.addEventListener(event, () => showArticle(text, sentence.evidence));
  return item;
}

function section(title, ...children) {
  return children.length ? [make("h2", "", title), ...children] : [];
}

function showDispute(dispute, names) {
  const rows = dispute.sides.map((side) => make("tr", "", make("td", "", side.text), make("td", "", names.get(side.source_id) || "no owner")));
  const head = make("tr", "", make("th", "", "Figure"), make("th", "", "Owner"));
  return [make("h3", "", dispute.about), make("table", "", make("thead", "", head), make("tbody", "", ...rows))];
}

function showMore(answer, names) {
  const owner = (note) => (note.owner === "article" ? "the article" : names.get(note.owner) || note.owner);
  const loaded = new Map(answer.language_notes.map((note) => [note.text + " · " + owner(note), note]));
  byId("more").replaceChildren(
    ...answer.warnings.map((warning) => make("p", "notice", warning.detail)),
    ...section("Left out", ...answer.dropped.map((one) => make("p", "edit", make("code", "", one.rule), " ", make("del", "", one.text)))),
    ...section("Disputed figures", ...answer.disputes.flatMap((dispute) => showDispute(dispute, names))),
    ...section("Loaded words of the article", ...[...loaded.keys()].map((words) => make("span", "chip", words))),
    ...section("Draft, before the guard", make("blockquote", "", answer.draft ? answer.draft.text : "")),
  );
}

function showFacts(answer) {
  const seconds = Object.values(answer.timing || {}).reduce((sum, one) => sum + one, 0);
  byId("facts").textContent =
    `${answer.status} · ${answer.provenance.mode} by ${answer.provenance.model} · ` +
    `ruleset ${answer.provenance.ruleset} · ${seconds.toFixed(1)} s · not reviewed by a human`;
}

function showAnswer(answer, text) {
  const names = new Map(answer.sources.map((source) => [source.id, source.name]));
  showFacts(answer);
  byId("sentences").replaceChildren(...answer.sentences.map((sentence) => showSentence(sentence, names, text)));
  showMore(answer, names);
  showArticle(text, []);
  byId("copy").onclick = () => navigator.clipboard.writeText(answer.summary);
  byId("result").hidden = false;
}

byId("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = asked();
  byId("problem").hidden = byId("result").hidden = true;
  byId("go").disabled = true;
  byId("status").textContent = "Reading, writing, checking …";
  try {
    showAnswer(await ask(body), body.text);
    byId("status").textContent = "Done.";
  } catch (problem) {
    byId("status").textContent = "";
    showProblem(problem);
  } finally {
    byId("go").disabled = false;
  }
});
