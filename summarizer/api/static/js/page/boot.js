/** Loads the page's work once its first words are painted: they need none of it. */

requestAnimationFrame(() => setTimeout(() => import("./main.js")));
