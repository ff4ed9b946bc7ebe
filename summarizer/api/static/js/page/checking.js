/** The second tab: a summary that the editor pastes, with findings in place and fixes at a click. */

import { cut } from "../attributed-summary.js";
import { light } from "./article.js";
import { byId, button, make, quoted, section, shorten, written } from "./dom.js";

const GRAVITY = ["error", "warning", "info"];
const VERDICTS = {
  pass: "Passes: every sentence was checked, and nothing is wrong.",
  fail: "Fails: something is wrong.",
  inconclusive: "Cannot be told: nothing is wrong for sure, but not everything could be checked.",
};

/**
 * Write what was found in `candidate`.
 * @param {any} answer @param {string} candidate @param {(text: string) => void} replace puts a new text in and checks it
 */
export function writeCheck(answer, candidate, replace) {
  byId("verdict").textContent = VERDICTS[/** @type {keyof typeof VERDICTS} */ (answer.verdict)];
  byId("verdict").className = `verdict ${answer.verdict}`;
  byId("checked").replaceChildren(...marked(answer.issues, candidate));
  const items = answer.sentences.map((/** @type {any} */ sentence) => sentenceOf(sentence, answer, candidate, replace));
  byId("findings").replaceChildren(...items);
  const all = answer.suggestions.filter((/** @type {any} */ one) => one.action !== "keep");
  const mend = button("Take all suggestions", () => replace(applied(candidate, all)), "");
  byId("fix-all").replaceChildren(...(all.length > 1 ? [mend] : []));
}

/** The candidate with its findings marked in place. @param {any[]} issues @param {string} candidate */
function marked(issues, candidate) {
  const places = issues.map((issue, number) => ({ start: issue.start, end: issue.end, issue, number }));
  return cut(candidate, places).map((piece) => {
    if (!piece.within.length) return piece.text;
    const [worst] = piece.within.toSorted((one, other) => GRAVITY.indexOf(one.issue.severity) - GRAVITY.indexOf(other.issue.severity));
    const element = make("a", `finding ${worst.issue.severity}`, piece.text);
    element.href = `#issue-${worst.number}`;
    element.title = piece.within.map(({ issue }) => `${issue.rule}: ${issue.message}`).join("\n");
    return element;
  });
}

/** @param {any} sentence @param {any} answer @param {string} candidate @param {(text: string) => void} replace */
function sentenceOf(sentence, answer, candidate, replace) {
  const issues = answer.issues
    .map((/** @type {any} */ issue, /** @type {number} */ number) => ({ ...issue, number }))
    .filter((/** @type {any} */ issue) => issue.sentence_index === sentence.index);
  const item = make("li", "sentence", written("p", "words", sentence.text), ...issues.map(issueOf));
  if (!issues.length) item.append(make("p", "facts", "Nothing found."));
  item.id = `sentence-${sentence.index}`;
  item.tabIndex = -1;
  const fix = answer.suggestions.find((/** @type {any} */ one) => one.sentence_index === sentence.index && one.action !== "keep");
  if (fix) item.append(suggestionOf(fix, candidate, replace));
  for (const event of ["pointerenter", "focusin"]) item.addEventListener(event, () => light(sentence.index, true));
  return item;
}

/** @param {any} issue */
function issueOf(issue) {
  const line = make("p", `edit issue ${issue.severity}`, make("code", "", issue.rule), ` ${issue.message}`);
  line.id = `issue-${issue.number}`;
  line.title = issue.code;
  const quotes = issue.evidence.map((/** @type {any} */ one) => written("blockquote", "", shorten(quoted(one))));
  return quotes.length ? make("div", "", line, make("details", "", make("summary", "", "In the article"), ...quotes)) : line;
}

/** @param {any} fix @param {string} candidate @param {(text: string) => void} replace */
function suggestionOf(fix, candidate, replace) {
  const words = fix.text ? [written("ins", "", fix.text)] : [make("span", "", "Take this sentence out: nothing in the article backs it.")];
  const take = button(fix.text ? "Use this" : "Take it out", () => replace(applied(candidate, [fix])));
  return make("div", "suggestion", ...section("Suggestion", [make("p", "", ...words)]), take);
}

/** The candidate with suggestions in their places. @param {string} candidate @param {any[]} fixes @returns {string} */
export function applied(candidate, fixes) {
  const later = fixes.toSorted((one, other) => other.start - one.start);
  const text = later.reduce((whole, { start, end, text: words }) => whole.slice(0, start) + (words ?? "") + whole.slice(end), candidate);
  return text.replace(/[^\S\n]{2,}/g, " ").trim();
}
