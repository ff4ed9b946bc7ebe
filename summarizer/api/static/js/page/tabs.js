/** Two tabs after the pattern of the ARIA Authoring Practices: arrow keys move, the panel follows. */

import { byId } from "./dom.js";

const TABS = ["tab-summarise", "tab-check"];

export function startTabs() {
  TABS.forEach((id, place) => {
    byId(id).addEventListener("click", () => choose(id));
    byId(id).addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const steps = new Map([["ArrowRight", place + 1], ["ArrowLeft", place - 1], ["Home", 0], ["End", TABS.length - 1]]);
      const to = steps.get(event.key);
      if (to === undefined) return;
      event.preventDefault();
      const next = TABS[(to + TABS.length) % TABS.length];
      choose(next);
      byId(next).focus();
    });
  });
}

/** @param {string} chosen */
function choose(chosen) {
  for (const id of TABS) {
    const tab = byId(id);
    tab.setAttribute("aria-selected", String(id === chosen));
    tab.tabIndex = id === chosen ? 0 : -1;
    byId(tab.getAttribute("aria-controls")).hidden = id !== chosen;
  }
}
