/** What an editor takes away: the sentences that stand, the machine's label, and who signed it off. */

/**
 * @typedef {import("./sentences.js").Review} Review
 * @typedef {"text" | "markdown" | "html" | "json"} Format
 */

/** @param {Review[]} reviews @returns {string[]} */
export function standing(reviews) {
  return reviews.filter(({ verdict }) => verdict !== "rejected").map(({ text }) => text);
}

/**
 * Who made this and who answers for it (R33).
 * @param {any} answer @param {string} editor "" where nobody signed
 */
export function labelOf(answer, editor) {
  const { model, mode, ruleset } = answer.provenance;
  const made = mode === "extractive" ? "Sentences chosen by a machine" : `Written by a machine (${model})`;
  return `${made}; owners checked by ruleset ${ruleset}. ${editor ? `Signed off by ${editor}.` : "Not reviewed by a human."}`;
}

/** @param {Format} format @param {any} answer @param {Review[]} reviews @param {string} editor @returns {string} */
export function exported(format, answer, reviews, editor) {
  const sentences = standing(reviews);
  const label = labelOf(answer, editor);
  if (format === "markdown") return `${sentences.map((text) => `- ${escapeMarkdown(text)}`).join("\n")}\n\n*${escapeMarkdown(label)}*\n`;
  if (format === "html") return htmlOf(sentences, label, answer);
  if (format === "json") return JSON.stringify(jsonOf(answer, reviews, editor), null, 2);
  return `${sentences.join(" ")}\n\n${label}\n`;
}

/** @param {string} text */
function escapeMarkdown(text) {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}

/** @param {string} text */
function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** @param {string[]} sentences @param {string} label @param {any} answer */
function htmlOf(sentences, label, answer) {
  const items = sentences.map((text) => `  <li>${escapeHtml(text)}</li>`).join("\n");
  const type = escapeHtml(answer.provenance.digital_source_type ?? "");
  return `<aside class="attributed-summary" data-digital-source-type="${type}">\n<ul>\n${items}\n</ul>\n<p><small>${escapeHtml(label)}</small></p>\n</aside>\n`;
}

/** The answer, the sentences that stand and the editor's decisions. @param {any} answer @param {Review[]} reviews @param {string} editor */
function jsonOf(answer, reviews, editor) {
  return {
    ...answer,
    provenance: { ...answer.provenance, human_reviewed: editor !== "" },
    review: {
      signed_off_by: editor || null,
      text: standing(reviews).join(" "),
      sentences: reviews.map(({ sentence, verdict, edited, text }) => ({ index: sentence.index, verdict, edited, text })),
    },
  };
}
