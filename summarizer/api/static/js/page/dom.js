/** The few things that every part of the page does with the document. No text is ever parsed as HTML. */

/** @param {string} id @returns {any} the element; its kind is what the template has there */
export const byId = (id) => document.getElementById(id);

/**
 * Make an element with a class and children.
 * @param {string} tag @param {string} className @param {...(string | Node)} children @returns {any}
 */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** @param {string} words @param {() => void} act @param {string} [className] @returns {HTMLButtonElement} */
export function button(words, act, className = "quiet") {
  const element = make("button", className, words);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

/** A heading with what stands under it; nothing where nothing does. @param {string} title @param {Node[]} children */
export function section(title, children) {
  return children.length ? [make("h3", "", title), ...children] : [];
}

/** A bounded piece of `words`. @param {string} words @param {number} [most] */
export function shorten(words, most = 280) {
  return words.length > most ? `${words.slice(0, most)} …` : words;
}

/** Words in the direction that they are written in. @param {string} tag @param {string} className @param {...(string | Node)} children */
export function written(tag, className, ...children) {
  const element = make(tag, className, ...children);
  element.dir = "auto";
  return element;
}

/** @param {any} evidence @returns {{start: number, end: number}} */
export const position = (evidence) => evidence.selector.find((/** @type {any} */ one) => one.type === "TextPositionSelector");
/** @param {any} evidence @returns {string} */
export const quoted = (evidence) => evidence.selector.find((/** @type {any} */ one) => one.type === "TextQuoteSelector").exact;
