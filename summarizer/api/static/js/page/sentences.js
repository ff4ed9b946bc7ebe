/** The sentences of the summary as cards: owners, what the guard changed, and what the editor decides. */

import { cut, statusWords } from "../attributed-summary.js";
import { light } from "./article.js";
import { button, make, quoted, section, shorten, written } from "./dom.js";

/**
 * What the editor makes of a sentence. `text` is the machine's or the editor's.
 * @typedef {{sentence: any, text: string, verdict: "open" | "accepted" | "rejected", edited: boolean}} Review
 */

/** @param {any} answer @returns {Review[]} */
export function reviewsOf(answer) {
  return answer.sentences.map((/** @type {any} */ sentence) => ({ sentence, text: sentence.text, verdict: "open", edited: false }));
}

/**
 * Make the card of a sentence.
 * @param {Review} review @param {Map<string, string>} names @param {Map<string, number>} colours
 * @param {() => void} changed is called after each decision
 */
export function card(review, names, colours, changed) {
  const { sentence } = review;
  const item = make("li", "sentence");
  item.id = `sentence-${sentence.index}`;
  item.tabIndex = -1;
  const fill = () => {
    item.dataset.verdict = review.verdict;
    item.replaceChildren(words(review, colours), make("div", "chips", ...chips(review, names, colours)), decisions(review, fill, changed), details(sentence));
  };
  fill();
  for (const event of ["pointerenter", "focusin"]) item.addEventListener(event, () => light(sentence.index, true));
  return item;
}

/** @param {Review} review @param {Map<string, number>} colours */
function words({ sentence, text, edited }, colours) {
  if (edited) return written("p", "words", text);
  const owners = sentence.attribution.sources.map((/** @type {any} */ owner) => ({
    start: owner.start - sentence.start, end: owner.end - sentence.start, kind: `owned owner-${colours.get(owner.source_id) ?? 0}`,
  }));
  const { cue } = sentence.attribution;
  const cues = cue ? [{ start: cue.start - sentence.start, end: cue.end - sentence.start, kind: "cue" }] : [];
  const pieces = cut(text, [...owners, ...cues]).map((piece) => (piece.within.length ? make("span", piece.within[0].kind, piece.text) : piece.text));
  return written("p", "words", ...pieces);
}

/** @param {Review} review @param {Map<string, string>} names @param {Map<string, number>} colours */
function chips({ sentence, edited }, names, colours) {
  const { attribution, figures } = sentence;
  const owners = attribution.sources.map((/** @type {any} */ source) => {
    const chip = make("span", `chip owner owner-${colours.get(source.source_id) ?? 0}`, names.get(source.source_id) ?? source.text);
    chip.title = `Named as: ${source.text}`;
    return chip;
  });
  const status = make("span", `chip ${attribution.status}`, edited ? "edited by hand: not checked" : statusWords(attribution.status));
  status.title = `${attribution.rule}: ${attribution.reason}`;
  const contested = figures.filter((/** @type {any} */ figure) => figure.contested).map((/** @type {any} */ figure) => {
    const rivals = figure.rivals.map((/** @type {any} */ rival) => `${rival.text} (${names.get(rival.source_id) ?? "no owner"})`);
    return make("span", "chip contested", `contested: ${figure.text}, others say ${rivals.join("; ")}`);
  });
  return [...owners, status, ...contested];
}

/** @param {Review} review @param {() => void} fill @param {() => void} changed */
function decisions(review, fill, changed) {
  const decide = (/** @type {"accepted" | "rejected"} */ verdict) => {
    review.verdict = review.verdict === verdict ? "open" : verdict;
    fill();
    changed();
    document.getElementById(`sentence-${review.sentence.index}`)?.querySelector("button")?.focus();
  };
  const accept = button("Accept", () => decide("accepted"));
  const reject = button("Reject", () => decide("rejected"));
  accept.setAttribute("aria-pressed", String(review.verdict === "accepted"));
  reject.setAttribute("aria-pressed", String(review.verdict === "rejected"));
  const group = make("div", "decisions", accept, button("Edit", () => edit(group, review, fill, changed)), reject);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", `Sentence ${review.sentence.index + 1}`);
  return group;
}

/** @param {HTMLElement} group @param {Review} review @param {() => void} fill @param {() => void} changed */
function edit(group, review, fill, changed) {
  const field = make("textarea", "");
  field.rows = 3;
  field.value = review.text;
  field.dir = "auto";
  field.setAttribute("aria-label", `Words of sentence ${review.sentence.index + 1}`);
  const save = button("Save", () => {
    const text = field.value.replace(/\s+/g, " ").trim();
    review.edited = text !== review.sentence.text;
    review.text = text || review.sentence.text;
    review.verdict = text ? "accepted" : "rejected";
    fill();
    changed();
  });
  group.replaceChildren(field, save, button("Cancel", fill));
  field.focus();
}

/** @param {any} sentence */
function details(sentence) {
  const evidence = sentence.evidence.map((/** @type {any} */ one) => written("blockquote", "", shorten(quoted(one))));
  const edits = sentence.edits.map(editOf);
  const count = edits.length === 1 ? ", 1 change by the guard" : edits.length ? `, ${edits.length} changes by the guard` : "";
  return make("details", "", make("summary", "", `Evidence${count}`), ...evidence, ...section("What the guard changed", edits));
}

/** A change as a difference, with its rule and reason. @param {any} edit */
export function editOf(edit) {
  const parts = [make("code", "", edit.rule), ` ${edit.why} `];
  if (edit.before) parts.push(written("del", "", edit.before), " ");
  if (edit.after) parts.push(written("ins", "", edit.after));
  return make("p", "edit", ...parts);
}
