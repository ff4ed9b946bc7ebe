/**
 * The article beside the summary. It is written once: what stands behind a sentence is a link to that sentence,
 * and to light it up only classes change, so that a long article answers as fast as a short one.
 */

import { cut } from "../attributed-summary.js";
import { byId, make, position, written } from "./dom.js";

/**
 * A place of the article: the evidence of sentence `of`, or a loaded word (`of` -1).
 * @typedef {{start: number, end: number, of: number, role: string, colour: number, title: string}} Spot
 */

/** @type {Map<number, HTMLElement[]>} */
let spotsOf = new Map();
/** @type {HTMLElement[]} */
let lit = [];

/** The places of the evidence of `sentences`. @param {any[]} sentences @param {Map<string, number>} colours @returns {Spot[]} */
export function evidenceSpots(sentences, colours) {
  return sentences.flatMap((sentence) => {
    const owner = sentence.attribution.sources[0]?.source_id ?? sentence.attribution.chain.at(-1)?.source_id;
    const colour = colours.get(owner) ?? -1;
    return sentence.evidence.map((/** @type {any} */ one) => ({
      ...position(one), of: sentence.index, role: one.role, colour, title: "",
    }));
  });
}

/**
 * The verbs of reporting beside the evidence: each belongs to the sentences that name its owner.
 * @param {any} answer with its `analysis` @param {Spot[]} evidence @returns {Spot[]}
 */
export function cueSpots(answer, evidence) {
  const claims = (answer.analysis?.claims ?? []).filter((/** @type {any} */ claim) => claim.cue && claim.source_id);
  return evidence
    .filter(({ role }) => role === "content")
    .flatMap((spot) => {
      const ids = new Set(answer.sentences[spot.of].attribution.chain.map((/** @type {any} */ link) => link.source_id));
      return claims
        .filter((/** @type {any} */ { cue, source_id: id }) => ids.has(id) && cue.start >= spot.start && cue.end <= spot.end)
        .map((/** @type {any} */ { cue }) => ({ ...spot, start: cue.start, end: cue.end, role: "cue" }));
    });
}

/** The loaded words of the article. @param {any} answer @param {Map<string, string>} names @returns {Spot[]} */
export function loadedSpots(answer, names) {
  return (answer.language_notes ?? []).map((/** @type {any} */ note) => ({
    start: note.start, end: note.end, of: -1, role: "loaded", colour: -1,
    title: `${note.kind}: the word of ${note.owner === "article" ? "the article" : (names.get(note.owner) ?? note.owner)}`,
  }));
}

/** Write the article. @param {string} text @param {Spot[]} spots offsets in UTF-16 */
export function writeArticle(text, spots) {
  spotsOf = new Map();
  lit = [];
  const box = byId("article");
  box.replaceChildren(...paragraphs(text, spots));
  box.scrollTop = 0;
}

/** @param {string} text @param {Spot[]} spots @returns {HTMLElement[]} */
function paragraphs(text, spots) {
  const found = [];
  /** @type {HTMLElement} */
  let current = written("p", "");
  for (const piece of cut(text, spots)) {
    piece.text.split("\n").forEach((line, place) => {
      if (place) {
        found.push(current);
        current = written("p", "");
      }
      if (line) current.append(piece.within.length ? spot(line, piece.within) : line);
    });
  }
  found.push(current);
  return found.filter((paragraph) => paragraph.childNodes.length);
}

/** @param {string} words @param {Spot[]} within @returns {HTMLElement} */
function spot(words, within) {
  const backing = within.filter(({ of }) => of >= 0);
  const loaded = within.find(({ of }) => of < 0);
  // between two places there may be a space or a mark alone: nothing that a link could be called by
  const leads = backing.length && /[\p{L}\p{N}]/u.test(words);
  const element = make(leads ? "a" : "span", "spot", words);
  if (loaded) element.classList.add("loaded");
  if (loaded) element.title = loaded.title;
  if (!backing.length) return element;
  const first = backing.find(({ role }) => role !== "content") ?? backing[0];
  if (leads) element.href = `#sentence-${first.of}`;
  element.classList.add(...backing.map(({ role }) => role), `owner-${first.colour}`);
  for (const { of } of backing) spotsOf.set(of, [...(spotsOf.get(of) ?? []), element]);
  for (const event of ["pointerenter", "focus"]) element.addEventListener(event, () => light(first.of));
  return element;
}

/** Light a sentence and its evidence up. @param {number} index @param {boolean} [scroll] bring the evidence into view */
export function light(index, scroll = false) {
  for (const element of lit) element.classList.remove("lit");
  const card = byId(`sentence-${index}`);
  lit = [...(spotsOf.get(index) ?? []), ...(card ? [card] : [])];
  for (const element of lit) element.classList.add("lit");
  if (scroll && spotsOf.get(index)?.length) show(/** @type {HTMLElement[]} */ (spotsOf.get(index))[0]);
}

/** Bring a place of the article into view without moving the page. @param {HTMLElement} element */
export function show(element) {
  const box = byId("article");
  const rise = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += rise - box.clientHeight / 3;
}

/** Which paragraph of the article an offset is in, counted from 1. @param {string} text @param {number} offset */
export function paragraphAt(text, offset) {
  return text.slice(0, offset).split(/\n+/).filter((line) => line.trim()).length || 1;
}
