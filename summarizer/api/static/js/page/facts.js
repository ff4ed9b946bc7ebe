/** What the answer says of the article as a whole: disputes, who is heard, loaded words, what was left out. */

import { paragraphAt, show } from "./article.js";
import { byId, make, position, section, written } from "./dom.js";

/** @param {any} answer @param {string} text the article @param {Map<string, string>} names @param {Map<string, number>} colours */
export function writeFacts(answer, text, names, colours) {
  byId("more").replaceChildren(
    ...(answer.warnings ?? []).map((/** @type {any} */ warning) => make("p", "notice", warning.detail)),
    ...section("Left out", (answer.dropped ?? []).map((/** @type {any} */ one) => make("p", "edit", make("code", "", one.rule), " ", written("del", "", one.text)))),
    ...section("Disputed figures", (answer.disputes ?? []).flatMap((/** @type {any} */ dispute) => disputeOf(dispute, text, names))),
    ...section("Who is heard", sharesOf(answer, colours)),
    ...section("Loaded words of the article", loadedOf(answer, names)),
    ...section("Draft, before the guard", answer.draft ? [written("blockquote", "", answer.draft.text)] : []),
  );
}

/** @param {any} dispute @param {string} text @param {Map<string, string>} names */
function disputeOf(dispute, text, names) {
  const rows = dispute.sides.map((/** @type {any} */ side) => {
    const { start } = position(side.evidence[0]);
    const cells = [side.text, names.get(side.source_id) ?? "no owner", `paragraph ${paragraphAt(text, start)}`, side.in_summary ? "yes" : "no"];
    return make("tr", "", ...cells.map((words) => written("td", "", words)));
  });
  const head = make("tr", "", ...["Figure", "Owner", "In the article", "In the summary"].map((words) => make("th", "", words)));
  for (const cell of head.children) cell.scope = "col";
  return [make("table", "", make("caption", "", dispute.about), make("thead", "", head), make("tbody", "", ...rows))];
}

/** A bar of who gets how much of the article, and the same in words. @param {any} answer @param {Map<string, number>} colours */
function sharesOf(answer, colours) {
  const heard = (answer.sources ?? []).filter((/** @type {any} */ source) => source.share >= 0.005);
  if (!heard.length) return [];
  const bar = make("div", "bar");
  bar.setAttribute("aria-hidden", "true");
  for (const source of heard) {
    const part = make("span", `owner-${colours.get(source.id) ?? 0}`);
    part.style.flexGrow = String(source.share);
    bar.append(part);
  }
  const rest = Math.max(0, 1 - heard.reduce((/** @type {number} */ sum, /** @type {any} */ source) => sum + source.share, 0));
  const own = make("span", "own");
  own.style.flexGrow = String(rest);
  bar.append(own);
  const words = heard
    .toSorted((/** @type {any} */ one, /** @type {any} */ other) => other.share - one.share)
    .map((/** @type {any} */ source) => make("li", `owner-${colours.get(source.id) ?? 0}`, `${source.name}: ${percent(source.share)}`));
  return [bar, make("ul", "shares", ...words, make("li", "own", `the article's own voice: ${percent(rest)}`))];
}

/** @param {number} share */
function percent(share) {
  return `${Math.round(100 * share)} %`;
}

/** @param {any} answer @param {Map<string, string>} names */
function loadedOf(answer, names) {
  const owner = (/** @type {any} */ note) => (note.owner === "article" ? "the article" : (names.get(note.owner) ?? note.owner));
  const found = new Map((answer.language_notes ?? []).map((/** @type {any} */ note) => [`${note.text} · ${owner(note)}`, note]));
  return [...found].map(([words, note]) => {
    const chip = make("button", "chip", note.in_summary ? `${words} · in the summary` : words);
    chip.type = "button";
    chip.title = note.alternatives.length ? `Neutral: ${note.alternatives.join(", ")}` : note.removable ? "May just go" : "";
    chip.addEventListener("click", () => {
      const spots = [...byId("article").querySelectorAll(".loaded")];
      const there = spots.find((spot) => spot.textContent === note.text);
      if (there) show(there);
    });
    return chip;
  });
}
