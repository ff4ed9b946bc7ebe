/**
 * <attributed-summary>: a guarded summary on any page, as one ES module without dependencies.
 *
 *   <script type="module" src="https://your.service/static/js/attributed-summary.js"></script>
 *   <attributed-summary id="box"></attributed-summary>
 *   <script type="module">
 *     document.getElementById("box").answer = await (await fetch("/my-cms/summary/42")).json();
 *   </script>
 *
 * `answer` is the JSON of POST /summarize, in whatever `offset_unit` it was asked for. So no key is in the
 * browser: your server asks, the page shows. With `endpoint` the element fetches that JSON itself (GET).
 * Each sentence that reports a claim has the name of its owner beside it; its evidence opens on demand.
 *
 * Attributes: `endpoint`, `lang` (of the labels' page, only passed on). Properties: `answer`, `endpoint`.
 * Events: `attributed-summary-load`, `attributed-summary-error` (detail: the error), and
 * `attributed-summary-focus` (detail: {sentence, index}) when a reader points at a sentence.
 * Looks: --as-font, --as-ink, --as-soft, --as-line, --as-card, --as-accent, --as-radius, --as-gap;
 * parts: sentence, text, owner, status, evidence, label.
 *
 * Nothing from the answer is parsed as HTML.
 */

/**
 * @typedef {{start: number, end: number}} Place
 * @typedef {Record<string, any>} Answer
 * @typedef {Record<string, any>} Sentence
 */

const STATUS_WORDS = new Map([
  ["kept", "owner kept"],
  ["restored", "owner restored"],
  ["corrected", "owner corrected"],
  ["not_required", "no owner needed"],
  ["unresolved", "owner unresolved"],
  ["missing", "owner missing"],
  ["wrong", "wrong owner"],
]);
/** How many colours owners have; the next begins again. A name stands beside each, so no colour has to be unique. */
export const COLOURS = 8;

/** @param {string} status @returns {string} */
export function statusWords(status) {
  return STATUS_WORDS.get(status) ?? status;
}

/** The number of the colour of each source, by its id. @param {Answer} answer @returns {Map<string, number>} */
export function coloursOf(answer) {
  const sources = /** @type {Array<{id: string}>} */ (answer.sources ?? []);
  return new Map(sources.map(({ id }, place) => [id, place % COLOURS]));
}

/** The name of each source, by its id. @param {Answer} answer @returns {Map<string, string>} */
export function namesOf(answer) {
  const sources = /** @type {Array<{id: string, name: string}>} */ (answer.sources ?? []);
  return new Map(sources.map(({ id, name }) => [id, name]));
}

/**
 * Turn an offset of the answer's unit into one of JavaScript's strings.
 * @param {string} text @param {string} unit codepoint, utf16 or byte @returns {(offset: number) => number}
 */
export function offsetsIn(text, unit) {
  if (unit === "utf16") return (offset) => offset;
  const size = unit === "byte" ? bytesOf : () => 1;
  const table = new Map([[0, 0]]);
  let reached = 0;
  let place = 0;
  for (const letter of text) {
    reached += size(letter);
    place += letter.length;
    table.set(reached, place);
  }
  return (offset) => table.get(offset) ?? place;
}

/** @param {string} letter @returns {number} bytes in UTF-8 */
function bytesOf(letter) {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/**
 * Cut `text` at the ends of places, so that each piece lies in the same places throughout.
 * @template {Place} P
 * @param {string} text @param {P[]} places offsets into `text`, in UTF-16
 * @returns {Array<{text: string, start: number, within: P[]}>}
 */
export function cut(text, places) {
  const sound = places.filter(({ start, end }) => start >= 0 && start < end && end <= text.length);
  const opens = sound.toSorted((one, other) => one.start - other.start);
  const ends = [...new Set([0, text.length, ...sound.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  /** @type {P[]} */
  let open = [];
  let next = 0;
  return ends.slice(0, -1).map((start, index) => {
    open = open.filter(({ end }) => end > start);
    while (next < opens.length && opens[next].start <= start) open.push(opens[next++]);
    return { text: text.slice(start, ends[index + 1]), start, within: [...open] };
  });
}

const LOOK = `
  :host { display: block; container-type: inline-size;
    font: var(--as-font, inherit); color: var(--as-ink, inherit); }
  :host([hidden]) { display: none; }
  ol { list-style: none; margin: 0; padding: 0; display: grid; gap: var(--as-gap, .75rem); }
  li { background: var(--as-card, transparent); border: 1px solid var(--as-line, color-mix(in srgb, currentColor 22%, transparent));
    border-radius: var(--as-radius, .5rem); padding: .7rem .9rem; }
  p { margin: 0 0 .4rem; overflow-wrap: anywhere; }
  .chip { display: inline-block; font-size: .8em; border: 1px solid; border-radius: 1em; padding: 0 .6em; margin: 0 .35em .25em 0; }
  .status, .label, summary { color: var(--as-soft, color-mix(in srgb, currentColor 72%, transparent)); }
  .owned { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .18em; text-decoration-color: var(--owner); }
  .owner { border-color: var(--owner); border-left-width: .5em; font-weight: 600; }
  summary { cursor: pointer; font-size: .85em; }
  blockquote { margin: .4rem 0 0; padding-inline-start: .8rem; border-inline-start: 3px solid var(--as-line, currentColor); font-size: .92em; overflow-wrap: anywhere; }
  .label { font-size: .8em; margin: .6rem 0 0; }
  :focus-visible { outline: 3px solid var(--as-accent, currentColor); outline-offset: 2px; }
`;

const Base = globalThis.HTMLElement ?? class {};

/** The element. */
export class AttributedSummary extends Base {
  static observedAttributes = ["endpoint"];

  /** @type {Answer | null} */
  #answer = null;
  /** @type {AbortController | null} */
  #asking = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    root.adoptedStyleSheets = [sheet];
  }

  /** The JSON of POST /summarize, or null for nothing. */
  get answer() {
    return this.#answer;
  }

  set answer(answer) {
    this.#asking?.abort();
    this.#show(answer);
  }

  get endpoint() {
    return this.getAttribute("endpoint") ?? "";
  }

  set endpoint(address) {
    this.setAttribute("endpoint", address);
  }

  /** @param {string} name @param {string | null} _before @param {string | null} address */
  attributeChangedCallback(name, _before, address) {
    if (name === "endpoint" && address && this.isConnected) void this.#load(address);
  }

  connectedCallback() {
    if (this.endpoint && !this.#answer) void this.#load(this.endpoint);
  }

  disconnectedCallback() {
    this.#asking?.abort();
  }

  /** @param {string} address */
  async #load(address) {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    this.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" }, signal: asking.signal });
      if (!response.ok) throw new Error(`${address} answered with status ${response.status}`);
      this.#show(await response.json());
    } catch (error) {
      if (!asking.signal.aborted) this.#fail(error);
    } finally {
      if (this.#asking === asking) this.removeAttribute("aria-busy");
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#root.replaceChildren(make("p", "label", "The summary could not be loaded."));
    this.dispatchEvent(new CustomEvent("attributed-summary-error", { detail: error, bubbles: true, composed: true }));
  }

  /** @param {Answer | null} answer */
  #show(answer) {
    this.#answer = answer;
    if (!answer) return this.#root.replaceChildren();
    const list = document.createElement("ol");
    list.append(.../** @type {Sentence[]} */ (answer.sentences).map((sentence) => this.#item(sentence, answer)));
    this.#root.replaceChildren(list, make("p", "label", labelOf(answer)));
    this.dispatchEvent(new CustomEvent("attributed-summary-load", { bubbles: true, composed: true }));
  }

  /** @param {Sentence} sentence @param {Answer} answer @returns {HTMLElement} */
  #item(sentence, answer) {
    const item = make("li", "sentence", sentenceText(sentence, answer), ...chipsOf(sentence, answer), evidenceOf(sentence));
    const tell = () =>
      this.dispatchEvent(
        new CustomEvent("attributed-summary-focus", { detail: { sentence, index: sentence.index }, bubbles: true, composed: true }),
      );
    item.addEventListener("pointerenter", tell);
    item.addEventListener("focusin", tell);
    return item;
  }

  get #root() {
    return /** @type {ShadowRoot} */ (this.shadowRoot);
  }
}

/** @param {string} tag @param {string} name class and part @param {...(string | Node)} children @returns {HTMLElement} */
function make(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (name) element.setAttribute("part", name.split(" ").at(-1) ?? "");
  element.append(...children);
  return element;
}

/** @param {HTMLElement} element @param {number} colour */
function paint(element, colour) {
  element.style.setProperty("--owner", `hsl(${Math.round((360 / COLOURS) * colour + 210) % 360} 55% 48%)`);
  return element;
}

/** The sentence with its owners' words marked. @param {Sentence} sentence @param {Answer} answer */
function sentenceText(sentence, answer) {
  const colours = coloursOf(answer);
  const at = offsetsIn(answer.summary, answer.input?.offset_unit ?? "codepoint");
  const from = at(sentence.start);
  const owners = /** @type {Array<Place & {source_id: string}>} */ (sentence.attribution.sources).map((owner) => ({
    start: at(owner.start) - from,
    end: at(owner.end) - from,
    colour: colours.get(owner.source_id) ?? 0,
  }));
  const pieces = cut(sentence.text, owners).map(({ text, within }) =>
    within.length ? paint(make("span", "owned", text), within[0].colour) : text,
  );
  const paragraph = make("p", "text", ...pieces);
  paragraph.dir = "auto";
  return paragraph;
}

/** @param {Sentence} sentence @param {Answer} answer @returns {HTMLElement[]} */
function chipsOf(sentence, answer) {
  const names = namesOf(answer);
  const colours = coloursOf(answer);
  const owners = new Map(
    /** @type {Array<{source_id: string, text: string}>} */ (sentence.attribution.sources).map((owner) => [owner.source_id, owner.text]),
  );
  const chips = [...owners].map(([id, words]) => paint(make("span", "chip owner", names.get(id) ?? words), colours.get(id) ?? 0));
  return [...chips, make("span", "chip status", statusWords(sentence.attribution.status))];
}

/** @param {Sentence} sentence @returns {HTMLElement} */
function evidenceOf(sentence) {
  const quotes = /** @type {Array<{selector: Array<Record<string, any>>}>} */ (sentence.evidence ?? [])
    .map(({ selector }) => selector.find(({ type }) => type === "TextQuoteSelector")?.exact ?? "")
    .map((words) => {
      const quote = make("blockquote", "evidence", words);
      quote.dir = "auto";
      return quote;
    });
  return make("details", "", make("summary", "", "In the article"), ...quotes);
}

/** @param {Answer} answer @returns {string} */
function labelOf(answer) {
  const { model, mode, human_reviewed: reviewed } = answer.provenance ?? {};
  const made = mode === "extractive" ? "Sentences of the article, chosen by a machine" : `Written by a machine (${model})`;
  return `${made}; owners checked. ${reviewed ? "Reviewed by a human." : "Not reviewed by a human."}`;
}

if (globalThis.customElements && !customElements.get("attributed-summary")) {
  customElements.define("attributed-summary", AttributedSummary);
}
